/**
 * How many lines a text takes, without a browser: Chinese type is set on a grid of equal squares, so counting
 * squares is enough. Latin letters are taken wide, so the count never falls short of what is printed.
 */

import { softBreak, withoutSoftBreaks } from './layout.ts';

/** 避头: may not begin a line. */
const closers = new Set('，。、；：？！）》〉」』】〕｝…‰,.;:?!)]}');
/** Marks that browsers keep together with both neighbours. */
const glue = new Set('“”‘’·℃％%—');
/** 避尾: may not end a line. */
const openers = new Set('（《〈「『【〔｛([{￥¥$');

/** Width of a character in ems; the widest of the fonts a paper may be printed with. */
export function characterEms(character: string): number {
  if (character > '\u007e') return 1;
  if (character === ' ') return 0.5;
  if (/[a-z0-9]/.test(character)) return character === 'm' || character === 'w' ? 0.95 : 0.62;
  if (/[A-Z]/.test(character)) return character === 'M' || character === 'W' ? 1 : 0.82;
  return /[%&@+=<>~#]/.test(character) ? 1 : 0.55;
}

/** Width of a text set on one line. */
export function textWidthPt(text: string, sizePt: number): number {
  let ems = 0;
  for (const character of text) ems += characterEms(character);
  return ems * sizePt;
}

/** A word longer than a credit code, such as a web address: broken wherever its line is full. */
export const overlongWord = /[!-~]{19,}/g;

/** Splits into the pieces that stay on one line: a Chinese character with its marks, a Latin word, a figure. */
function unbreakablePieces(text: string): readonly string[] {
  const breakable = new Set<number>();
  for (const match of text.matchAll(overlongWord))
    for (let index = 1; index < match[0].length; index += 1) breakable.add(match.index + index);
  const pieces: string[] = [];
  let previous = '';
  let index = 0;
  for (const character of text) {
    const joins = !breakable.has(index) && staysTogether(previous, character);
    if (joins && pieces.length > 0) pieces[pieces.length - 1] += character;
    else pieces.push(character);
    previous = character;
    index += character.length;
  }
  return pieces;
}

/** Whether no line may end between the two. */
export function staysTogether(previous: string, character: string): boolean {
  return (
    openers.has(previous) ||
    closers.has(character) ||
    glue.has(previous) ||
    glue.has(character) ||
    (isLatin(previous) && isLatin(character))
  );
}

function isLatin(character: string): boolean {
  return character > ' ' && character < '\u007f';
}

/**
 * Some word processors leave this room between Chinese and a figure or Latin word, whatever the file says (LibreOffice):
 * reckoned with, so that one page is one page there too.
 */
const gapEms = 0.25;

function gapEmsBetween(before: string, after: string): number {
  const [one, other] = [before.at(-1) ?? '', after.at(0) ?? ''];
  return (/\w/.test(one) && /\p{Script=Han}/u.test(other)) ||
    (/\p{Script=Han}/u.test(one) && /\w/.test(other))
    ? gapEms
    : 0;
}

/** Lines taken by one paragraph in a column of `widthPt`; an empty paragraph takes one. */
export function lineCount(text: string, widthPt: number, sizePt: number, indentChars = 0): number {
  let lines = 1;
  let used = indentChars * sizePt;
  const pieces = unbreakablePieces(text).flatMap((piece) =>
    // A piece longer than a narrow cell's line is first broken at its own joints.
    textWidthPt(piece, sizePt) > widthPt ? piece.split(/(?<=[/?&-])/) : [piece],
  );
  let previous = '';
  for (const piece of pieces) {
    const width = textWidthPt(piece, sizePt);
    const gap = gapEmsBetween(previous, piece) * sizePt;
    previous = piece;
    if (used + gap + width <= widthPt) {
      used += gap + width;
      continue;
    }
    if (used > 0) lines += 1;
    used = 0;
    // Still too long: broken wherever the line is full.
    for (const character of piece) {
      const step = textWidthPt(character, sizePt);
      if (used + step > widthPt) {
        lines += 1;
        used = 0;
      }
      used += step;
    }
  }
  return lines;
}

/** {@link lineCount} of a cell's text that says where it is best broken ({@link softBreak}). */
export function brokenLineCount(text: string, widthPt: number, sizePt: number, indentChars = 0): number {
  const whole = withoutSoftBreaks(text);
  if (whole === text || textWidthPt(whole, sizePt) <= widthPt)
    return lineCount(whole, widthPt, sizePt, indentChars);
  return text.split(softBreak).reduce((sum, piece) => sum + lineCount(piece, widthPt, sizePt), 0);
}
