/** The assignments of enterprises to towns, as the applied operations of the log have them. */
import type { Assignments, PartitionCut } from '../../shared/log/authority.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import type { EntitySpec } from '../../shared/log/entity.ts';
import { prepare, type ReadDb, type WriteDb } from '../sql.ts';
import type { AppliedOperation } from './op.ts';
import { entityKey } from './project.ts';

export const enterpriseType = 'enterprise';

/** Remembers the operations that assign an enterprise. @returns whether there were any. */
export function noteAssignments(
  db: WriteDb,
  spec: EntitySpec,
  entityId: string,
  operations: readonly AppliedOperation[],
): boolean {
  if (spec.type !== enterpriseType) return false;
  let found = false;
  for (const { id, side, body } of operations) {
    const townId = body.fields['townId']?.value;
    if (side !== 'city' || typeof townId !== 'string') continue;
    const cut = body.fields['assignmentCut']?.value ?? null;
    prepare(
      db,
      'INSERT OR IGNORE INTO assignment (enterprise_id, op_id, town_id, cut) VALUES (?, ?, ?, ?)',
    ).run(entityId, id, townId, canonicalJson(cut));
    found = true;
  }
  return found;
}

/** Of the enterprise whose partition it is; nothing for a partition that is no enterprise. */
export function readAssignments(db: ReadDb, partition: string): Assignments {
  const rows = prepare(db, 'SELECT town_id, cut FROM assignment WHERE enterprise_id = ?').all(
    partition,
  ) as readonly { town_id: string; cut: string }[];
  const heads = prepare(db, "SELECT value FROM head WHERE entity = ? AND field = 'townId'").all(
    entityKey(enterpriseType, partition),
  ) as readonly { value: string }[];
  const cuts = rows.map((row) => JSON.parse(row.cut) as unknown);
  return {
    ever: townsOf([...rows.map((row) => row.town_id), ...cuts.flatMap(writersOf)]),
    current: townsOf(heads.map((head) => JSON.parse(head.value) as unknown)),
    cuts: cuts.flatMap((cut) => toCut(cut) ?? []),
  };
}

/** The towns that had written in it, as the cut names them; older programs named none. */
function writersOf(cut: unknown): readonly unknown[] {
  const towns = (cut as { towns?: unknown } | null)?.towns;
  return Array.isArray(towns) ? towns : [];
}

function townsOf(values: readonly unknown[]): ReadonlySet<string> {
  return new Set(values.filter((value) => typeof value === 'string' && value !== '') as string[]);
}

/** `{streams: [[incarnation, seq], …]}` of anybody's making; undefined for anything else. */
function toCut(value: unknown): PartitionCut | undefined {
  const streams = (value as { streams?: unknown } | null)?.streams;
  if (!Array.isArray(streams)) return undefined;
  const cut = new Map<string, number>();
  for (const stream of streams as unknown[]) {
    if (!Array.isArray(stream)) continue;
    const [incarnation, seq] = stream as unknown[];
    if (typeof incarnation === 'string' && typeof seq === 'number') {
      cut.set(incarnation, Math.max(seq, cut.get(incarnation) ?? 0));
    }
  }
  return cut;
}
