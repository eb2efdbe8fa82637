import type { SeenHeads } from './contract.ts';

/** A form's draft, as far as an edit has to know it. */
export interface DraftOfRecord {
  /** By field that was typed in: the record's heads when the typing in it began, perhaps last week; the earliest first. */
  readonly typedSeen: Readonly<Record<string, SeenHeads>>;
  /** The record's heads when the form was opened this time. */
  readonly seenAtOpening: SeenHeads;
}

/**
 * What an edit had seen, field by field: those typed in as they stood when the typing in them began, the others as they
 * were shown. So an old draft never overwrites a newer value unseen, and claims nothing that it did not change.
 * `fieldOf`: the record's field that a field of the form is, or is a part of; without it they are called alike.
 */
export function seenByEdit(
  { typedSeen, seenAtOpening }: DraftOfRecord,
  fieldOf: (name: string) => string = (name) => name,
): SeenHeads {
  const typed = new Map<string, readonly string[]>();
  for (const [name, seen] of Object.entries(typedSeen)) {
    const field = fieldOf(name);
    // Of several parts the one that is written since longest.
    if (!typed.has(field)) typed.set(field, seen[field] ?? []);
  }
  return { ...seenAtOpening, ...Object.fromEntries(typed) } as SeenHeads;
}

/** The heads of the record itself, in a form that also keeps those of its lines. */
export function headsOf(
  typedSeen: Readonly<Record<string, { readonly heads: SeenHeads }>>,
): DraftOfRecord['typedSeen'] {
  return Object.fromEntries(Object.entries(typedSeen).map(([field, { heads }]) => [field, heads]));
}
