/**
 * The order of a history. A clock that was years behind must not put a change before what it changed: what a save names
 * as its parents, and the save that began its record, come before it, whatever the clocks say. Among saves that know
 * nothing of one another the clocks decide, for want of anything better.
 */
import type { OperationBody } from '../../shared/log/operation.ts';
import { entitySpec } from '../../shared/log/registry.ts';
import { all, type ReadDb, sql } from '../sql.ts';
import { parseBody } from './op.ts';

/** Ids of the saves that began a record: among those that count, and among all (a suggestion comes before its record). */
export interface Births {
  readonly applied: string;
  readonly any: string;
}

interface BirthRow {
  readonly id: string;
  readonly entity_type: string;
  readonly entity_id: string;
  readonly state: string;
  readonly bytes: Uint8Array;
}

/** Entity id → the saves that began it. `bodies`: what was read already. */
export function birthsOf(
  db: ReadDb,
  entityIds: readonly string[],
  bodies: ReadonlyMap<string, OperationBody>,
): ReadonlyMap<string, Births> {
  const rows = all<BirthRow>(
    db,
    sql`SELECT id, entity_type, entity_id, state, bytes FROM op
        WHERE entity_id IN (SELECT value FROM json_each(${JSON.stringify(entityIds)}))
        ORDER BY hlc_ms, hlc_counter, id`,
  );
  return new Map(
    [...Map.groupBy(rows, ({ entity_id: id }) => id)].map(([id, saves]) => [
      id,
      {
        applied: birthAmong(
          saves.filter(({ state }) => state === 'applied'),
          bodies,
        ),
        any: birthAmong(saves, bodies),
      },
    ]),
  );
}

/**
 * A record is begun by a save that changes none of the others, and with its first field, which every form asks for: an
 * accepted suggestion names what was suggested, which never stood. `saves`: earliest clock first; '' when it did not
 * come here.
 */
function birthAmong(saves: readonly BirthRow[], bodies: ReadonlyMap<string, OperationBody>): string {
  const ids = new Set(saves.map(({ id }) => id));
  const type = saves[0]?.entity_type ?? '';
  const [key = ''] = Object.keys(entitySpec(type)?.fields ?? {});
  const fresh = saves
    .map(({ id, bytes }) => ({ id, fields: (bodies.get(id) ?? parseBody(bytes)).fields }))
    .filter(
      ({ fields }) => !Object.values(fields).some(({ parents }) => parents.some((parent) => ids.has(parent))),
    );
  return (fresh.find(({ fields }) => key in fields) ?? fresh[0])?.id ?? '';
}

interface Ordered<Row> {
  readonly latestFirst: readonly Row[];
  /** ms: not before anything that the save builds upon. */
  readonly timeOf: (id: string) => number;
}

/** Clocks that contradict one another more often than this are not worth the time. */
const mostPasses = 20;

/** `rows`: latest clock first; stable where nothing speaks against it. */
export function inOrder<
  Row extends { readonly id: string; readonly entity_id: string; readonly state: string },
>(
  rows: readonly Row[],
  bodies: ReadonlyMap<string, OperationBody>,
  births: ReadonlyMap<string, Births>,
): Ordered<Row> {
  const times = new Map<string, Time>();
  const earliestFirst = rows.toReversed();
  for (const { id } of earliestFirst) times.set(id, [bodies.get(id)?.hlc[0] ?? 0, 0]);
  // Each pass carries times further along the parents; those that follow their clocks need none.
  let isMoving = true;
  for (let pass = 0; isMoving && pass < mostPasses; pass += 1) {
    isMoving = false;
    for (const row of earliestFirst) {
      const own = times.get(row.id);
      let before: Time | undefined;
      for (const id of predecessors(row, bodies, births)) {
        const time = times.get(id);
        if (time) before = later(before, time);
      }
      if (!own || !before || isLater(own, before)) continue;
      times.set(row.id, [before[0], before[1] + 1]);
      isMoving = true;
    }
  }
  const timeOf = (id: string): Time => times.get(id) ?? [0, 0];
  return {
    latestFirst: rows.toSorted((a, b) => compare(timeOf(b.id), timeOf(a.id))),
    timeOf: (id) => timeOf(id)[0],
  };
}

function predecessors(
  {
    id,
    entity_id: entityId,
    state,
  }: { readonly id: string; readonly entity_id: string; readonly state: string },
  bodies: ReadonlyMap<string, OperationBody>,
  births: ReadonlyMap<string, Births>,
): string[] {
  const parents = Object.values(bodies.get(id)?.fields ?? {}).flatMap((write) => write.parents);
  const birth = births.get(entityId)?.[state === 'applied' ? 'applied' : 'any'];
  return birth === undefined || birth === '' || birth === id ? parents : [...parents, birth];
}

type Time = readonly [ms: number, step: number];

function compare(a: Time, b: Time): number {
  return a[0] - b[0] || a[1] - b[1];
}

function isLater(a: Time, b: Time): boolean {
  return compare(a, b) > 0;
}

function later(a: Time | undefined, b: Time): Time {
  return a === undefined || isLater(b, a) ? b : a;
}
