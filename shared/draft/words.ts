/** The first words of a draft, by which two of one kind are told apart. Pure. */
import { z } from 'zod';

export const mostDraftWords = 40;

const draftValues = z.looseObject({ values: z.record(z.string(), z.unknown()) });

/** Counted by the program, not typed. */
const countedFields: readonly string[] = ['figures'];

/**
 * What was written in its text fields, in the order in which they were begun, at most `mostDraftWords` characters; '' where
 * nothing was. `content` as the draft was kept; names that are `told` beside it are not repeated.
 */
export function draftWords(content: unknown, told: readonly string[]): string {
  const values = draftValues.safeParse(content).data?.values ?? {};
  const typed = Object.entries(values).filter(([field]) => !countedFields.includes(field));
  const words = new Set(typed.flatMap(([, value]) => textsOf(value)).filter((text) => !told.includes(text)));
  const all = [...[...words].join('；')];
  return all.length <= mostDraftWords ? all.join('') : `${all.slice(0, mostDraftWords - 1).join('')}…`;
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsOf);
  if (typeof value !== 'string') return [];
  const text = value
    .slice(0, 4 * mostDraftWords)
    .replaceAll(/\s+/g, ' ')
    .trim();
  return isWords(text) ? [text] : [];
}

/** Not an id, a date, a number or the key of a choice. */
function isWords(text: string): boolean {
  return /\p{Script=Han}/u.test(text) || /\p{L} \p{L}/u.test(text);
}
