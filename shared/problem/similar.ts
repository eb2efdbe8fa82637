/** Whether two problems of one enterprise may be the same, raised twice. Pure. */
import { foldText } from '../text/query.ts';

/** Half of the pairs of letters of the shorter title stand in the other one. */
const likeness = 0.5;

export function isAlike(one: string, other: string): boolean {
  const [a, b] = [pairsOf(one), pairsOf(other)];
  const fewer = Math.min(a.size, b.size);
  if (fewer === 0) return false;
  let shared = 0;
  for (const pair of a) if (b.has(pair)) shared += 1;
  return shared / fewer >= likeness;
}

function pairsOf(text: string): Set<string> {
  const letters = [...foldText(text)];
  return new Set(letters.slice(1).map((letter, index) => `${letters[index] ?? ''}${letter}`));
}
