import { expect, it } from 'vitest';
import { draftWords, mostDraftWords } from '../../../shared/draft/words.ts';

const wordsOf = (values: Record<string, unknown>, told: string[] = []): string =>
  draftWords({ values }, told);

it('takes what was written, in its order, and no id, date, choice or number', () => {
  expect(
    wordsOf({
      enterpriseId: '0123456789abcdef0123456789abcdef',
      raisedOn: '2026-11-20',
      category: 'first-of-all',
      phone: '0513-87651234',
      title: '  一线操作工\n招工难 ',
      topics: [
        { id: 'a1', text: '用地' },
        { id: 'a2', text: '用地' },
      ],
    }),
  ).toBe('一线操作工 招工难；用地');
});

it('repeats no name that is told beside it, and nothing that the program counted', () => {
  const figures = { hosts: [{ name: '市人社局' }] };
  expect(wordsOf({ figures, enterpriseName: '甲公司', note: '盼复' }, ['甲公司'])).toBe('盼复');
});

it('is cut between characters', () => {
  const cut = wordsOf({ note: '𠮷'.repeat(60) });
  expect([...cut]).toHaveLength(mostDraftWords);
  expect(cut).toBe(`${'𠮷'.repeat(mostDraftWords - 1)}…`);
  expect(wordsOf({ note: '字'.repeat(mostDraftWords) })).toBe('字'.repeat(mostDraftWords));
});

it('is nothing where nothing was written, or a draft has another shape', () => {
  expect([wordsOf({ note: ' ' }), draftWords({ a: 1 }, []), draftWords(null, [])]).toEqual(['', '', '']);
});
