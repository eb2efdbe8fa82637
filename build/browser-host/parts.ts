/**
 * Chromium's pipe takes a long message much slower than the same text in parts: it is split on its way to the
 * page, and on its way from it.
 */

/** Characters in a part. */
export const partLength = 60_000;

/** First character of a part from the page: another follows, or this is the last one. */
export const morePartsMark = '+';
export const lastPartMark = '.';

export function splitMessage(message: string): string[] {
  const parts: string[] = [];
  for (let at = 0; at < message.length; at += partLength) parts.push(message.slice(at, at + partLength));
  return parts;
}
