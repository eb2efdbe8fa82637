/** What may stand on a paper: text as typed, without the characters that no paper can carry. */

/**
 * Controls except the line end, direction overrides, zero-width marks, lone surrogates, variation selectors and
 * non-characters: invisible on paper, forbidden in XML, or able to turn the text around.
 */
const unprintable = /(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Variation_Selector}\p{Noncharacter_Code_Point}]/gu;

/** Text ready for a paper: lone surrogates and control characters gone, every line end a `\n`, tabs and odd spaces plain. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\v\f\p{Zl}\p{Zp}]/gu, '\n')
    .replace(/\t|(?!\u3000)\p{Zs}/gu, ' ')
    .replace(unprintable, '')
    .replace(/[^\S\n]+$/gm, '')
    .replace(/^\n+|\n+$/g, '');
}

/** The paragraphs of a cleaned text; an empty text has none. Blank lines between paragraphs are dropped. */
export function paragraphsOf(text: string): readonly string[] {
  return cleanText(text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** A cleaned text on one line, for cells that hold a name. */
export function oneLine(text: string): string {
  return paragraphsOf(text).join(' ');
}

/** On one line, no longer than so many characters and what says that there is more. */
export function shortened(text: string, most: number): string {
  const characters = [...oneLine(text)];
  return characters.length > most ? `${characters.slice(0, most).join('')}……` : characters.join('');
}

/** A paragraph for each, with its number when there are several. */
export function numbered(lines: readonly string[]): string {
  const plain = lines.map(oneLine);
  return plain.length < 2 ? plain.join('') : plain.map((line, at) => `${at + 1}．${line}`).join('\n');
}

/** What is known of something, to stand behind its name; '' when nothing is. */
export function bracketed(facts: readonly string[]): string {
  const known = facts.filter((text) => text !== '');
  return known.length === 0 ? '' : `（${known.join('，')}）`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text for element content and quoted attributes, in HTML and in XML alike; what XML cannot hold is left out. */
export function escapeMarkup(text: string): string {
  return text.replace(
    /[&<>"']|(?![\t\n\r])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu,
    (character) => entities[character] ?? '',
  );
}
