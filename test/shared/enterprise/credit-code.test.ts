import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  creditCodeAlphabet,
  creditCodeCheckDigit,
  creditCodeProblem,
  isCreditCode,
  normaliseCreditCode,
} from '../../../shared/enterprise/credit-code.ts';

const symbol = fc.constantFrom(...creditCodeAlphabet);
const digit = fc.constantFrom(...'0123456789');
const first17 = fc
  .tuple(
    fc.tuple(symbol, symbol),
    fc.array(digit, { minLength: 6, maxLength: 6 }),
    fc.array(symbol, { minLength: 9, maxLength: 9 }),
  )
  .map((parts) => parts.flat().join(''));
const validCode = first17.map((text) => text + creditCodeCheckDigit(text));

test('the alphabet has 31 symbols without I, O, Z, S, V', () => {
  expect(new Set(creditCodeAlphabet).size).toBe(31);
  expect(creditCodeAlphabet).not.toMatch(/[IOZSV]/);
});

test.each([
  ['91350100M000100Y43', 'the example of the standard'],
  ['9144030071526726XG', 'a check digit that is a letter'],
  ['91330100799655058B', 'a published code'],
  ['914403001922038216', 'all digits'],
])('accepts %s (%s)', (code) => {
  expect(creditCodeProblem(code)).toBeNull();
});

test('accepts a check digit of 0, which some libraries refuse', () => {
  const zero = validCode.filter((code) => code.endsWith('0'));
  fc.assert(fc.property(zero, (code) => creditCodeProblem(code) === null));
});

test('accepts full-width, lower-case and spaced writing of a right code', () => {
  expect(isCreditCode(' 9144 0300\u30007152\u200b６７２６ｘｇ\n')).toBe(true);
  expect(normaliseCreditCode(' 9144 0300\u30007152\u200b６７２６ｘｇ\n')).toBe('9144030071526726XG');
});

test('names the look-alike and its place, and does not correct it', () => {
  const reason = creditCodeProblem('9135O100M000100Y43')?.reason;
  expect(reason).toContain('第 5 位');
  expect(reason).toContain('“O”');
  expect(reason).toContain('“0”');
  expect(normaliseCreditCode('9135O100M000100Y43')).toContain('O');
});

test.each([
  ['', '为空'],
  ['9135', '18 位，现为 4 位'],
  ['91350100M000100Y4', '现为 17 位'],
  ['91350100M000100Y44', '校验位不符'],
  ['91350100M000100Y4-', '不是数字或大写字母'],
  ['91350100M000100Y4皋', '不是数字或大写字母'],
  ['9135010AM000100Y43', '行政区划码'],
])('refuses %s saying %s', (code, words) => {
  expect(creditCodeProblem(code)?.reason).toContain(words);
});

test('every code with its own check digit is right', () => {
  fc.assert(fc.property(validCode, (code) => creditCodeProblem(code) === null));
});

test('any one wrong symbol is found', () => {
  fc.assert(
    fc.property(validCode, fc.nat(17), symbol, (code, place, other) => {
      fc.pre(code[place] !== other);
      return creditCodeProblem(code.slice(0, place) + other + code.slice(place + 1)) !== null;
    }),
  );
});

test('any two neighbouring symbols exchanged are found', () => {
  fc.assert(
    fc.property(validCode, fc.nat(16), (code, place) => {
      fc.pre(code[place] !== code[place + 1]);
      const swapped = code.slice(0, place) + code[place + 1] + code[place] + code.slice(place + 2);
      return creditCodeProblem(swapped) !== null;
    }),
  );
});

test.each([
  ['e\u200b\u0301', 'a blank between a letter and its accent'],
  ['\u0390', 'a letter whose upper case is three characters'],
])('normalising twice changes nothing: %j (%s)', (text) => {
  const once = normaliseCreditCode(text);
  expect(normaliseCreditCode(once)).toBe(once);
});

test('normalising twice changes nothing, and no text makes the check throw', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(0xffff)), (units) => {
      const text = String.fromCharCode(...units);
      const once = normaliseCreditCode(text);
      const problem = creditCodeProblem(text);
      return normaliseCreditCode(once) === once && (problem === null || problem.reason.length > 0);
    }),
  );
});
