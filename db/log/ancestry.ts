/** What the writers of a field had seen: the writes behind those that stand. */
import { canonicalJson } from '../../shared/log/canonical.ts';
import type { OperationBody } from '../../shared/log/operation.ts';
import { prepare, type ReadDb } from '../sql.ts';
import { parseBody } from './op.ts';

export interface KnownWrite {
  readonly opId: string;
  readonly author: string;
  /** By the writer's clock. */
  readonly writtenAtMs: number;
  readonly receivedAtMs: number;
  /** As JSON text. */
  readonly value: string;
  readonly parents: readonly string[];
}

type Writes = (opId: string, field: string) => KnownWrite | undefined;

interface OpRow {
  readonly author: string;
  readonly received_at_ms: number;
  readonly bytes: Uint8Array;
}

/** A field's write in an operation; undefined when the operation is not here or does not write it. Reads each once. */
export function knownWrites(db: ReadDb): Writes {
  const select = prepare(db, 'SELECT author, received_at_ms, bytes FROM op WHERE id = ?');
  const known = new Map<string, { row: OpRow; body: OperationBody } | undefined>();
  return (opId, field) => {
    if (!known.has(opId)) {
      const row = select.get(opId) as OpRow | undefined;
      known.set(opId, row && { row, body: parseBody(row.bytes) });
    }
    const found = known.get(opId);
    const write = found?.body.fields[field];
    if (!found || !write) return undefined;
    return {
      opId,
      author: found.row.author,
      writtenAtMs: found.body.wall,
      receivedAtMs: found.row.received_at_ms,
      value: canonicalJson(write.value),
      parents: write.parents,
    };
  };
}

/** As far back as anybody would read. */
const maximumSteps = 500;

/**
 * The value that all of these had seen last; undefined when they began apart, or from several values at once as
 * decisions do.
 */
export function lastCommon(opIds: readonly string[], field: string, writes: Writes): string | undefined {
  const [first = [], ...others] = opIds.map((opId) => writesBefore(opId, field, writes));
  const shared = others.map((list) => new Set(list.map((write) => write.opId)));
  const common = first.filter((write) => shared.every((ids) => ids.has(write.opId)));
  const replaced = new Set(common.flatMap((write) => write.parents));
  const last = new Set(common.filter(({ opId }) => !replaced.has(opId)).map(({ value }) => value));
  return last.size === 1 ? [...last][0] : undefined;
}

/** What its author had seen of the field, and whoever wrote that: the nearest first. */
export function writesBefore(opId: string, field: string, writes: Writes): KnownWrite[] {
  const found = new Map<string, KnownWrite>();
  let generation = writes(opId, field)?.parents ?? [];
  while (generation.length > 0 && found.size < maximumSteps) {
    const next: string[] = [];
    for (const parent of generation) {
      const write = found.has(parent) ? undefined : writes(parent, field);
      if (!write) continue;
      found.set(parent, write);
      next.push(...write.parents);
    }
    generation = next;
  }
  return [...found.values()];
}
