/** Names that stand in clear headers, certificates and lists: what they look like is all they are. */
import { z } from 'zod';

/** No control, direction-changing or invisible characters, no half characters: a name must not lie on screen. */
export const visibleText = /^[^\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]*$/u;

/** Largest length of a name that travels in the clear. */
export const displayNameLength = 60;

/**
 * A name the officer types that will travel: exactly what the bundle format takes (shared/exchange/wire.ts), refused
 * here and not when the month's bundle is made.
 */
export function typedName(what: string, length: number): z.ZodString {
  return z
    .string()
    .trim()
    .normalize('NFC')
    .max(length, `${what}不超过 ${length} 个字`)
    .regex(visibleText, `${what}中有看不见的字符，请重新输入`);
}

/** A name as a header takes it: for one that is stored already, written by an earlier program. Never empty. */
export function headerName(name: string): string {
  const visible = name
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]+/gu, '')
    .trim();
  const [...characters] = visible;
  let short = '';
  for (const character of characters) {
    if (short.length + character.length > displayNameLength) break;
    short += character;
  }
  return short === '' ? '未命名' : short;
}
