import { describe, expect, it } from 'vitest';
import {
  leftOutBefore,
  type PackGroup,
  type PackTopic,
  withPackTopics,
} from '../../../shared/meeting/pack.ts';

const problems = (...items: [key: string, text: string][]): PackGroup => ({
  key: 'problems',
  items: items.map(([key, text]) => ({ key, text })),
  total: items.length,
});
const groups: readonly PackGroup[] = [
  problems(['a', '甲公司：招工难'], ['b', '乙公司：货车限行']),
  { key: 'decisions', items: [{ key: 'c', text: '协调用地' }], total: 1 },
  { key: 'visits', items: [], total: 0 },
];
const shown = (topics: readonly PackTopic[]) => topics.map(({ title, summary }) => ({ title, summary }));
/** As the dialog offers them: all that were not taken out before. */
const offered = (topics: readonly PackTopic[], of: readonly PackGroup[]): ReadonlySet<string> => {
  const left = leftOutBefore(topics, of);
  return new Set(of.flatMap(({ items }) => items.map(({ key }) => key)).filter((key) => !left.has(key)));
};
const again = (topics: readonly PackTopic[], of: readonly PackGroup[]): PackTopic[] =>
  withPackTopics(topics, of, offered(topics, of));

describe('a pack’s topics', () => {
  it('are one for each group that has something chosen, their lines numbered', () => {
    expect(shown(withPackTopics([], groups, new Set(['a', 'b', 'c'])))).toEqual([
      { title: '企业问题协调', summary: '1．甲公司：招工难\n2．乙公司：货车限行' },
      { title: '议定事项落实情况', summary: '协调用地' },
    ]);
    expect(shown(withPackTopics([], groups, new Set(['b'])))).toEqual([
      { title: '企业问题协调', summary: '乙公司：货车限行' },
    ]);
    expect(withPackTopics([], groups, new Set())).toEqual([]);
  });

  it('take in what does not press only when the clerk says so, and then keep it', () => {
    const [press, open] = [
      { key: 'a', text: '甲公司：招工难' },
      { key: 'o', text: '丙公司：办理中', isOptional: true },
    ];
    const both: readonly PackGroup[] = [{ key: 'problems', items: [press, open], total: 2 }];
    const first = again([], both);
    expect(shown(first)).toEqual([{ title: '企业问题协调', summary: press.text }]);
    expect(shown(again(first, both))).toEqual(shown(first));
    const taken = withPackTopics(first, both, new Set(['a', 'o']));
    expect(shown(again(taken, both))).toEqual([
      { title: '企业问题协调', summary: `1．${press.text}\n2．${open.text}` },
    ]);
    // One that is new to a topic that stands already begins unticked as well.
    expect(shown(again(again([], [{ ...both[0]!, items: [press] }]), both))).toEqual(shown(first));
  });

  it('offer ticked what presses by now, whether anything was taken of its group before or not', () => {
    const open = { key: 'o', text: '丙公司：办理中', isOptional: true };
    const late = { key: 'o', text: '丙公司：已逾期' };
    const press = { key: 'a', text: '甲公司：招工难' };
    const of = (...items: PackGroup['items']): readonly PackGroup[] => [
      { key: 'problems', items, total: items.length },
    ];
    const first = again([], of(press, open));
    expect(offered(first, of(press, late))).toEqual(new Set(['a', 'o']));
    const others = again([], [...of(open), ...groups.slice(1)]);
    expect(shown(others).map(({ title }) => title)).toEqual(['议定事项落实情况']);
    expect(offered(others, of(late))).toEqual(new Set(['o']));
    // What the clerk took out while it pressed stays out.
    const without = withPackTopics([], of(press, late), new Set(['a']));
    expect(offered(without, of(press, late))).toEqual(new Set(['a']));
  });

  it('stand behind what was written; an empty line gives way, and nothing that was typed is lost', () => {
    const chosen = new Set(['a', 'c']);
    const added = withPackTopics([], groups, chosen);
    expect(withPackTopics([{ title: '', summary: ' ' }], groups, chosen)).toEqual(added);
    const typed = [
      { title: '企业问题协调', summary: '先听人社局汇报' },
      { title: '其他', summary: '' },
    ];
    const merged = withPackTopics(typed, groups, chosen);
    expect(merged.map(({ title }) => title)).toEqual(['企业问题协调', '其他', '议定事项落实情况']);
    expect(merged[0]?.summary).toBe('先听人社局汇报\n甲公司：招工难');
    // Generated twice, it is there once.
    expect(withPackTopics(merged, groups, chosen)).toEqual(merged);
  });
});

describe('gathered again', () => {
  const first = again([], groups);

  it('a line whose record has changed is replaced where it stands, and a new one stands behind', () => {
    const changed = [
      problems(['c2', '丙公司：缺电'], ['b', '乙公司：货车限行（已逾期）'], ['a', '甲公司：招工难']),
      ...groups.slice(1),
    ];
    const second = again(first, changed);
    expect(second[0]?.summary).toBe('1．甲公司：招工难\n2．乙公司：货车限行（已逾期）\n3．丙公司：缺电');
    expect(again(second, changed)).toEqual(second);
  });

  it('keeps the clerk’s order, title and words', () => {
    const [topic, ...others] = first;
    const edited = {
      ...topic!,
      title: '重点问题',
      summary: '请分管领导主持\n1．乙公司：货车限行，请公安局汇报\n2．甲公司：招工难',
    };
    const changed = [
      problems(['a', '甲公司：招工难'], ['b', '乙公司：货车限行（已逾期）']),
      ...groups.slice(1),
    ];
    const second = again([...others, edited], changed);
    // It is no other line any more than the one that was gathered, with what the clerk wrote behind it.
    expect(shown(second)).toEqual([
      { title: '议定事项落实情况', summary: '协调用地' },
      {
        title: '重点问题',
        summary: '请分管领导主持\n1．乙公司：货车限行（已逾期），请公安局汇报\n2．甲公司：招工难',
      },
    ]);
  });

  it('does not bring back what the clerk left out, deleted or took away as a whole', () => {
    const unticked = withPackTopics([], groups, new Set(['b', 'c']));
    expect(again(unticked, groups)).toEqual(unticked);
    const deleted = [{ ...first[0]!, summary: '乙公司：货车限行' }, first[1]!];
    expect(shown(again(deleted, groups))).toEqual(shown(deleted));
    const whole = [first[0]!];
    expect(again(whole, groups)).toEqual(whole);
    // Until it is chosen again.
    expect(withPackTopics(whole, groups, new Set(['a', 'b', 'c']))).toHaveLength(2);
  });

  it('keeps no text of a line that the clerk deleted and that has ended, only that it was there', () => {
    const deleted = [{ ...first[0]!, summary: '乙公司：货车限行' }, first[1]!];
    const [topic] = again(deleted, [problems(['b', '乙公司：货车限行'])]);
    expect(topic?.pack?.lines).toEqual([
      { key: 'b', text: '乙公司：货车限行' },
      { key: 'a', text: '' },
    ]);
    expect(shown(again([topic!], [groups[0]!]))[0]?.summary).toBe('乙公司：货车限行');
  });

  it('takes a line away that is not chosen any more', () => {
    expect(withPackTopics(first, groups, new Set(['a', 'c']))[0]?.summary).toBe('甲公司：招工难');
  });
});
