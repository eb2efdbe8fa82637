/** The heads of a record as a form keeps them: what the user saw. */
import { readHeads } from './log/record-heads.ts';
import type { ReadDb } from './sql.ts';

export function seenHeadsOf(db: ReadDb, entityType: string, entityId: string): Record<string, string[]> {
  const seen: Record<string, string[]> = {};
  for (const [field, heads] of readHeads(db, entityType, entityId))
    seen[field] = heads.map((head) => head.opId);
  return seen;
}
