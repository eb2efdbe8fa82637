/**
 * What a monthly joint meeting is about (皋政办发〔2021〕87号 四·一), gathered from what is open: the clerk takes things out and
 * puts the topics in order. Pure.
 */

export const packGroupKeys = ['problems', 'decisions', 'filings', 'visits', 'plans'] as const;
export type PackGroupKey = (typeof packGroupKeys)[number];

export const packTitles: Readonly<Record<PackGroupKey, string>> = {
  problems: '企业问题协调',
  decisions: '议定事项落实情况',
  filings: '检查处置报备情况',
  visits: '挂钩联系走访情况',
  plans: '年度申报计划推进情况',
};

/** 议题, as meetingTopic of contract.ts has it. */
export interface PackTopic {
  readonly title: string;
  readonly summary: string;
}

export interface PackItem {
  readonly key: string;
  /** One line of the topic. */
  readonly text: string;
}

export interface PackGroup {
  readonly key: PackGroupKey;
  readonly items: PackItem[];
  /** How many there are; more than `items` where the list would be too long to be read out. */
  readonly total: number;
}

/** One topic of each group that has a chosen item, in the order of the groups; its lines are numbered. */
export function packTopics(groups: readonly PackGroup[], chosen: ReadonlySet<string>): PackTopic[] {
  return groups.flatMap(({ key, items }) => {
    const lines = items.filter((item) => chosen.has(item.key)).map(({ text }) => text);
    const [only] = lines;
    if (only === undefined) return [];
    const summary = lines.length === 1 ? only : lines.map((text, at) => `${at + 1}．${text}`).join('\n');
    return [{ title: packTitles[key], summary }];
  });
}

/** Topics behind those that are there; an empty first line gives way. One of the same name takes the new lines in. */
export function withPackTopics(topics: readonly PackTopic[], added: readonly PackTopic[]): PackTopic[] {
  const kept = topics.filter(({ title, summary }) => `${title}${summary}`.trim() !== '');
  const merged = kept.map((topic) => {
    const more = added.find(({ title }) => title === topic.title.trim());
    if (!more || topic.summary.includes(more.summary)) return topic;
    return { ...topic, summary: [topic.summary.trimEnd(), more.summary].filter(Boolean).join('\n') };
  });
  const titles = new Set(kept.map(({ title }) => title.trim()));
  return [...merged, ...added.filter(({ title }) => !titles.has(title))];
}
