/**
 * 统一社会信用代码 (GB 32100-2015): 18 symbols = 登记管理部门 1, 机构类别 1, 行政区划 6 digits, 主体标识码 9, 校验码 1.
 * A code is never corrected silently: what looks like a slip is named, and the officer decides.
 */

/** The 31 symbols of GB 32100-2015, in the order of their values 0–30: no I, O, Z, S, V. */
export const creditCodeAlphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const codeLength = 18;
/** 3^(i-1) mod 31 for the first 17 places (GB 32100-2015, table 3). */
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** Symbols the standard leaves out because they are taken for another one. */
const lookAlikes: Readonly<Record<string, string>> = { I: '1', O: '0', Z: '2', S: '5', V: 'U 或 Y' };

/**
 * Half-width, upper case, without any blank or invisible character. Look-alikes are left as they are.
 * Doing it again changes nothing, so codes can be compared by what it answers: taking a blank away or
 * writing upper case can bring a letter next to a mark it composes with, hence the repetition.
 */
export function normaliseCreditCode(text: string): string {
  let code = text;
  for (;;) {
    const next = code
      .normalize('NFKC')
      .replace(/[\s\u200B-\u200F\u2060\uFEFF]/gu, '')
      .toUpperCase();
    if (next === code) return code;
    code = next;
  }
}

/** The check digit of the first 17 symbols (which must be of the alphabet); it may be '0'. */
export function creditCodeCheckDigit(first17: string): string {
  let sum = 0;
  for (const [place, weight] of weights.entries()) {
    sum += weight * creditCodeAlphabet.indexOf(first17[place] ?? '0');
  }
  return creditCodeAlphabet[(31 - (sum % 31)) % 31] ?? '0';
}

/** Why a code cannot be right, in Chinese; null when it is. The code is normalised first. */
export function creditCodeProblem(code: string): null | { readonly reason: string } {
  const symbols = [...normaliseCreditCode(code)];
  if (symbols.length === 0) return { reason: '统一社会信用代码为空' };
  if (symbols.length !== codeLength) {
    return { reason: `统一社会信用代码应为 18 位，现为 ${symbols.length} 位` };
  }
  for (const [index, symbol] of symbols.entries()) {
    const problem = symbolProblem(symbol, index);
    if (problem !== null) return { reason: problem };
  }
  const expected = creditCodeCheckDigit(symbols.slice(0, 17).join(''));
  if (symbols[17] !== expected) {
    return { reason: '统一社会信用代码校验位不符，可能有一位录错，请对照营业执照核对' };
  }
  return null;
}

/** True when the normalised code has 18 permitted symbols and the right check digit. */
export function isCreditCode(code: string): boolean {
  return creditCodeProblem(code) === null;
}

function symbolProblem(symbol: string, index: number): string | null {
  const place = index + 1;
  const digit = lookAlikes[symbol];
  if (digit !== undefined) {
    return `统一社会信用代码第 ${place} 位是字母“${symbol}”，代码中不使用 I、O、Z、S、V，请核对是否应为“${digit}”`;
  }
  if (!creditCodeAlphabet.includes(symbol)) {
    return `统一社会信用代码第 ${place} 位“${symbol}”不是数字或大写字母`;
  }
  if (place >= 3 && place <= 8 && !/\d/.test(symbol)) {
    return `统一社会信用代码第 3 至 8 位是行政区划码，应为数字，第 ${place} 位现为“${symbol}”`;
  }
  return null;
}
