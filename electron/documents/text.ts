/** What may stand on a paper: text as typed, without the characters that no paper can carry. */

// C0 and C1 controls except \n, direction overrides, zero-width marks, variation selectors, soft hyphen,
// byte order mark, non-characters: invisible on paper, forbidden in XML, or able to turn the text around.
const unprintable =
  // biome-ignore format: one line per kind
  /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u00AD\u061C\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\uFE00-\uFE0F\uFEFF\uFFF9-\uFFFB\uFFFE\uFFFF]|[\u{1FFFE}\u{1FFFF}\u{2FFFE}\u{2FFFF}\u{E0000}-\u{E0FFF}]/gu;

/** Text ready for a paper: lone surrogates and control characters gone, every line end a `\n`, tabs and odd spaces plain. */
export function cleanText(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029\u0085\u000B\u000C]/g, '\n')
    .replace(/[\t\u00A0\u2000-\u200A\u202F\u205F]/g, ' ')
    .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '')
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

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Escapes text for element content and quoted attributes, in HTML and in XML alike. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
