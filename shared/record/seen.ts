import type { SeenHeads } from './contract.ts';

/** A form's draft, as far as an edit has to know it. */
export interface DraftOfRecord {
  /** By field: what was typed in. */
  readonly touched: object;
  /** The record's heads when the typing began, perhaps last week. */
  readonly seen: SeenHeads;
  /** The record's heads when the form was opened this time. */
  readonly seenAtOpening: SeenHeads;
}

/**
 * What an edit had seen, field by field: those typed in as they stood when the typing began, the others as they were
 * shown. So an old draft never overwrites a newer value unseen, and claims nothing that it did not change.
 */
export function seenByEdit({ touched, seen, seenAtOpening }: DraftOfRecord): SeenHeads {
  const typed = Object.keys(touched).map((field) => [field, seen[field] ?? []] as const);
  return { ...seenAtOpening, ...Object.fromEntries(typed) };
}
