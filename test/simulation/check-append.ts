/** Invariant 4 at the moment of the save: what was typed is written, over exactly what was seen. */
import { prepare, type ReadDb } from '../../db/sql.ts';
import type { Head } from '../../shared/log/merge.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import type { OperationBody } from '../../shared/log/operation.ts';
import type { SimulatedDesk } from './desk.ts';
import type { program } from './program.ts';
import { ensure } from './violation.ts';

export type Write = Parameters<typeof program.appendWrite>[2];

/** `standing`: the heads before. `id`: the operation, null when the program wrote none. */
export function checkAppended(
  desk: SimulatedDesk,
  write: Write,
  standing: ReadonlyMap<string, readonly Head[]>,
  id: string | null,
): void {
  const written = id === null ? {} : bodyOf(desk.db, id).fields;
  for (const [field, value] of Object.entries(write.fields)) {
    const heads = standing.get(field) ?? [];
    const shown = field === 'deleted' && value === true ? [...standing.values()].flat() : heads;
    const seen = [...(write.seen?.[field] ?? new Set(shown.map(({ opId }) => opId)))].sort();
    const found = written[field];
    if (found) {
      const isAsTyped =
        canonicalJson(found.value) === canonicalJson(value) &&
        canonicalJson(found.parents) === canonicalJson(seen);
      ensure(
        isAsTyped,
        'noLostUpdate',
        () => `${desk.name}: ${id} does not say what was typed and seen in ${field}`,
      );
      continue;
    }
    const text = canonicalJson(value);
    const stands = heads.length === 1 && heads[0]?.value === text;
    // A form sends every field: one that still holds what it showed was not touched.
    const isUntouched =
      !write.isDecision &&
      write.seen !== undefined &&
      seen.some((opId) => canonicalJson(bodyOf(desk.db, opId).fields[field]?.value ?? null) === text);
    ensure(
      stands || isUntouched,
      'noLostUpdate',
      () => `${desk.name}: ${field} = ${text} was typed and not written`,
    );
  }
}

function bodyOf(db: ReadDb, id: string): OperationBody {
  const { bytes } = prepare(db, 'SELECT bytes FROM op WHERE id = ?').get(id) as { bytes: Uint8Array };
  return JSON.parse(Buffer.from(bytes).toString('utf8')) as OperationBody;
}
