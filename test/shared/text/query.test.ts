import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldText, likePattern, normaliseQuery } from '../../../shared/text/query.ts';

test.each([
  ['  万达 轴承 ', '万达轴承'],
  ['ＷＡＮＤＡ　ＺＣ', 'wandazc'],
  ['森松（江苏）重工', '森松江苏重工'],
  ['森松(江苏', '森松江苏'],
  ['lǚ', 'lv'],
  ['Lü', 'lv'],
  ['rú gāo', 'rugao'],
  ['wan|da', 'wanda'],
  ['赛·博 “小巨人”', '赛博小巨人'],
  ['万\u200b达\n\u0000', '万达'],
  ['㈱', '株'],
  ['', ''],
  ['　 ', ''],
])('%j is searched as %j', (typed, folded) => {
  expect(normaliseQuery(typed)).toBe(folded);
});

test('% and _ and the escape itself are taken literally', () => {
  expect(likePattern('50%_off')).toBe('%50\\%\\_off%');
  expect(likePattern('％')).toBe('%\\%%');
});

test('an endless query is cut, never in the middle of a character', () => {
  expect([...normaliseQuery('𠮷'.repeat(1000))]).toHaveLength(64);
  expect(normaliseQuery('𠮷'.repeat(1000)).isWellFormed()).toBe(true);
});

test('folding twice changes nothing, and what is part of a text stays part of it', () => {
  const text = fc.string({
    unit: fc.constantFrom(...'江苏如皋长镇（）() ＡaＢb·｜|%_\\-1２üǚé\u3000\n“”'),
    maxLength: 12,
  });
  fc.assert(
    fc.property(text, text, text, (before, middle, after) => {
      const whole = foldText(before + middle + after);
      return foldText(whole) === whole && whole.includes(foldText(middle));
    }),
  );
});
