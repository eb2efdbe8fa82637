/** What an officer had before their eyes when they began to type in each field of a form. Pure. */
import type { FormValues } from '../../shared/form.ts';
import type { DraftContent } from './kitServices.tsx';

export interface Typed<Values, Seen> {
  readonly touched: Partial<Values>;
  /** By each touched field, in the order in which they were first typed in. */
  readonly typedSeen: Readonly<Record<string, Seen>>;
}

/** A field once typed in stays as it was seen then: its text is of that day, however often it is changed. */
export function typedIn<Values extends FormValues, Seen>(
  before: Typed<Values, Seen>,
  change: Partial<Values>,
  shownWith: Seen,
): Typed<Values, Seen> {
  const first = Object.keys(change).filter((field) => !Object.hasOwn(before.typedSeen, field));
  return {
    touched: { ...before.touched, ...change },
    typedSeen: { ...before.typedSeen, ...Object.fromEntries(first.map((field) => [field, shownWith])) },
  };
}

/** Each opening of the form once, and by field in which of them it was first typed in. */
interface StoredSeen {
  readonly openings: readonly unknown[];
  readonly typedIn: Readonly<Record<string, number>>;
}

export function storedContent<Values extends FormValues, Seen>(typed: Typed<Values, Seen>): DraftContent {
  const openings = [...new Set(Object.values(typed.typedSeen))];
  const opened = Object.entries(typed.typedSeen).map(([field, seen]) => [field, openings.indexOf(seen)]);
  const seen: StoredSeen = { openings, typedIn: Object.fromEntries(opened) };
  return { values: typed.touched, seen };
}

/** Also of a draft from before this was kept by field: there all of it counts as seen when the first field was typed. */
export function typedOf<Values extends FormValues, Seen>({
  values,
  seen,
}: DraftContent): Typed<Values, Seen> {
  const seenOf = isStoredSeen(seen)
    ? (field: string): unknown => seen.openings[seen.typedIn[field] ?? 0]
    : (): unknown => seen;
  const order = isStoredSeen(seen) ? Object.keys(seen.typedIn) : Object.keys(values);
  return {
    touched: values as Partial<Values>,
    typedSeen: Object.fromEntries(order.map((field) => [field, seenOf(field) as Seen])),
  };
}

function isStoredSeen(seen: unknown): seen is StoredSeen {
  if (typeof seen !== 'object' || seen === null || !('openings' in seen) || !('typedIn' in seen))
    return false;
  return Array.isArray(seen.openings) && typeof seen.typedIn === 'object' && seen.typedIn !== null;
}
