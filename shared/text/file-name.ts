/** File names are display text: what came from elsewhere is made harmless before it is offered to a dialog. */

/** Path separators, what Windows forbids, controls, and what turns the writing direction or hides. */
const forbidden = /[\\/:*?"<>|\p{Cc}\p{Cf}]+/gu;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/iu;
/** Bytes of UTF-8; file systems allow 255. */
const longest = 180;

/** A name without folders that Windows and Linux take, keeping its extension; 未命名 when nothing is left. */
export function safeFileName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replace(forbidden, '_')
    .replace(/^[\s.]+|[\s.]+$/gu, '');
  if (/^_*$/.test(plain)) return '未命名';
  const harmless = reserved.test(plain) ? `_${plain}` : plain;
  const dot = harmless.lastIndexOf('.');
  const extension = dot > 0 && harmless.length - dot <= 10 ? harmless.slice(dot) : '';
  const stem = extension === '' ? harmless : harmless.slice(0, dot);
  return shortened(stem, longest - byteLength(extension)) + extension;
}

/** Lower case, without the dot; '' for none. */
export function fileExtension(name: string): string {
  return /\.([^.\s]{1,10})$/u.exec(name.trim())?.[1]?.toLowerCase() ?? '';
}

function shortened(text: string, bytes: number): string {
  if (byteLength(text) <= bytes) return text;
  let length = 0;
  let result = '';
  for (const character of text) {
    length += byteLength(character);
    if (length > bytes) break;
    result += character;
  }
  return result;
}

function byteLength(text: string): number {
  let length = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    length += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return length;
}
