/**
 * Text as officers type and paste it. What other programs put between the lines (Word breaks a line with one control
 * character, an old system ends a field with another) is neither seen nor printed, and no file format takes it: every
 * field that is written goes through here on its way in.
 */
import { z } from 'zod';

/** Line ends in every spelling: Windows, old Mac, Word's within a paragraph, a new page, a mainframe's. */
const lineEnds = /\r\n?|[\v\f\u0085]/gu;
const controls = /(?![\n\t])\p{Cc}/gu;
/** Most texts have none: looked at once, on every field of every save. */
const anyControl = /\p{Cc}/u;

/** Lines and tabs stay; other controls go, and nothing else does. */
export function withoutControls(text: string): string {
  if (!anyControl.test(text)) return text;
  return text.replace(lineEnds, '\n').replace(controls, '');
}

/** On one line: line ends and tabs are blanks. */
export function onOneLine(text: string): string {
  if (!anyControl.test(text)) return text;
  return withoutControls(text).replace(/[\n\t]+/gu, ' ');
}

/** A field of one line, without blanks around it. */
export const typedLine = (): z.ZodString => z.string().overwrite(onOneLine).trim();

/** A field of several lines. */
export const typedLines = (): z.ZodString => z.string().overwrite(withoutControls);
