import { describe, expect, it } from 'vitest';
import { type PackGroup, packTopics, withPackTopics } from '../../../shared/meeting/pack.ts';

const groups: readonly PackGroup[] = [
  {
    key: 'problems',
    items: [
      { key: 'a', text: '甲公司：招工难' },
      { key: 'b', text: '乙公司：货车限行' },
    ],
    total: 2,
  },
  { key: 'decisions', items: [{ key: 'c', text: '协调用地' }], total: 1 },
  { key: 'visits', items: [], total: 0 },
];

describe('a pack’s topics', () => {
  it('are one for each group that has something chosen, their lines numbered', () => {
    expect(packTopics(groups, new Set(['a', 'b', 'c']))).toEqual([
      { title: '企业问题协调', summary: '1．甲公司：招工难\n2．乙公司：货车限行' },
      { title: '议定事项落实情况', summary: '协调用地' },
    ]);
    expect(packTopics(groups, new Set(['b']))).toEqual([
      { title: '企业问题协调', summary: '乙公司：货车限行' },
    ]);
    expect(packTopics(groups, new Set())).toEqual([]);
  });

  it('stand behind what was written; an empty line gives way, and nothing that was typed is lost', () => {
    const added = packTopics(groups, new Set(['a', 'c']));
    expect(withPackTopics([{ title: '', summary: ' ' }], added)).toEqual(added);
    const typed = [
      { title: '企业问题协调', summary: '先听人社局汇报' },
      { title: '其他', summary: '' },
    ];
    const merged = withPackTopics(typed, added);
    expect(merged.map(({ title }) => title)).toEqual(['企业问题协调', '其他', '议定事项落实情况']);
    expect(merged[0]?.summary).toBe('先听人社局汇报\n甲公司：招工难');
    // Generated twice, it is there once.
    expect(withPackTopics(merged, added)).toEqual(merged);
  });
});
