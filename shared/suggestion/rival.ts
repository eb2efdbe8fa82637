/** Suggestions that change the same: accepting several at once would only set the owner's own writes against each other. */
interface Change {
  readonly opId: string;
  /** Which record it changes. */
  readonly record: string;
  readonly fields: readonly string[];
}

/** opId → the other suggestions that change one of the same fields of the same record; those without any are left out. */
export function rivalsOf(changes: readonly Change[]): ReadonlyMap<string, ReadonlySet<string>> {
  const byField = new Map<string, string[]>();
  for (const { opId, record, fields } of changes) {
    for (const field of fields) {
      const key = JSON.stringify([record, field]);
      byField.set(key, [...(byField.get(key) ?? []), opId]);
    }
  }
  const rivals = new Map<string, Set<string>>();
  for (const together of byField.values()) {
    if (together.length < 2) continue;
    for (const opId of together) {
      const known = rivals.get(opId) ?? new Set();
      for (const other of together) if (other !== opId) known.add(other);
      rivals.set(opId, known);
    }
  }
  return rivals;
}
