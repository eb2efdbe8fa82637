/**
 * Text as it is searched: stored text and typed query are folded by the same function, so that width, case, blanks,
 * brackets, tone marks and the dots of foreign names never decide whether something is found.
 */

/** Everything that carries no meaning in a name: blanks, controls, brackets, quotes, dots, dashes, separators. */
const noise = /[\s\p{Cc}\p{Cf}()[\]{}<>《》〈〉【】「」『』"'“”‘’`·•・.,，。、;；:：|/\\\-‐‑–—~～]+/gu;

/** Half-width, lower case, without blanks, brackets and punctuation; ü as v, tone marks dropped. */
export function foldText(text: string): string {
  if (isPlain.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[üǖǘǚǜ]/gu, 'v')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .normalize('NFC')
    .replace(noise, '');
}

/** Of nothing but common Chinese characters, letters and digits: there is only the case to fold. */
const isPlain = /^[\u4e00-\u9fffA-Za-z0-9]*$/u;

/** What the officer typed, folded; empty when nothing is left to search for. At most 64 characters. */
export function normaliseQuery(query: string): string {
  return [...foldText(query.slice(0, 256))].slice(0, 64).join('');
}

/** A bound value for `search_text LIKE ? ESCAPE '\'`: the folded query anywhere. */
export function likePattern(query: string): string {
  return containing(normaliseQuery(query));
}

/** A bound value for `column LIKE ? ESCAPE '\'`: the text anywhere, `%` and `_` taken literally. */
export function containing(text: string): string {
  return `%${text.trim().replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
}

/** Letters and digits alone are looked for in codes and pinyin, anything else in names. `query` is folded. */
export function isLatinQuery(query: string): boolean {
  return /^\p{ASCII}*$/u.test(query);
}
