/**
 * Who worked at a laptop when. A certificate names the officer of the day it was issued; officers change. The laptop says
 * so in the log, once with the names before and once with the new ones, so that its earlier writes keep theirs.
 */
import { deskNamesEntity } from '../shared/device/entity.ts';
import { cityPartition, townPartition } from '../shared/log/operation.ts';
import { findDevice } from './device.ts';
import { appendWrite, type LogAuthor } from './log/append.ts';
import { parseBody } from './log/op.ts';
import { all, get, type ReadDb, run, sql, type WriteDb } from './sql.ts';

export interface DeskNames {
  /** 经办人 */
  readonly officer: string;
  readonly deviceName: string;
}

/** Renames this laptop, from its own next write on. */
export function changeDeskNames(db: WriteDb, author: LogAuthor, before: DeskNames, after: DeskNames): void {
  const write = {
    spec: deskNamesEntity,
    id: author.deviceId,
    partition: author.side === 'city' ? cityPartition : townPartition(author.townId),
  };
  if (spokenNames(db, author.deviceId).length === 0)
    appendWrite(db, author, { ...write, fields: { ...before } });
  appendWrite(db, author, { ...write, fields: { ...after } });
  run(db, sql`UPDATE identity SET officer = ${after.officer}, device_name = ${after.deviceName}`);
  db.touched.add('session');
  db.touched.add('device');
}

interface SpokenNames extends DeskNames {
  readonly hlc: readonly [ms: number, counter: number];
}

/** What the laptop said of itself, the first word first; another laptop's word on it does not count. */
function spokenNames(db: ReadDb, deviceId: string): SpokenNames[] {
  const rows = all<{ bytes: Uint8Array }>(
    db,
    sql`SELECT bytes FROM op
        WHERE entity_id = ${deviceId} AND entity_type = ${deskNamesEntity.type} AND author = ${deviceId}
          AND state = 'applied'
        ORDER BY hlc_ms, hlc_counter, id`,
  );
  const spoken: SpokenNames[] = [];
  for (const { bytes } of rows) {
    const { hlc, fields } = parseBody(bytes);
    const last = spoken.at(-1);
    const text = (field: keyof DeskNames): string => {
      const value = fields[field]?.value;
      return typeof value === 'string' ? value : (last?.[field] ?? '');
    };
    spoken.push({ officer: text('officer'), deviceName: text('deviceName'), hlc });
  }
  return spoken;
}

/** Today's names; undefined for a laptop that is not known here. */
export function deskNamesNow(db: ReadDb, deviceId: string): DeskNames | undefined {
  return spokenNames(db, deviceId).at(-1) ?? enrolledNames(db, deviceId);
}

/** The names under which a laptop wrote its operations; each laptop is looked up once. */
export function deskNamesOfWrites(db: ReadDb): (deviceId: string, opId: string) => DeskNames | undefined {
  const known = new Map<
    string,
    { readonly spoken: SpokenNames[]; readonly enrolled: DeskNames | undefined }
  >();
  return (deviceId, opId) => {
    const names = known.get(deviceId) ?? {
      spoken: spokenNames(db, deviceId),
      enrolled: enrolledNames(db, deviceId),
    };
    known.set(deviceId, names);
    if (names.spoken.length === 0) return names.enrolled;
    const op = get<{ hlc_ms: number; hlc_counter: number }>(
      db,
      sql`SELECT hlc_ms, hlc_counter FROM op WHERE id = ${opId}`,
    );
    const isBefore = ({ hlc: [ms, counter] }: SpokenNames): boolean =>
      op !== undefined && (ms < op.hlc_ms || (ms === op.hlc_ms && counter <= op.hlc_counter));
    return names.spoken.findLast(isBefore) ?? names.spoken[0];
  };
}

function enrolledNames(db: ReadDb, deviceId: string): DeskNames | undefined {
  const device = findDevice(db, deviceId);
  return device && { officer: device.officer, deviceName: device.name };
}
