/**
 * What a monthly joint meeting is about (皋政办发〔2021〕87号 四·一), gathered from what is open: the clerk takes things out and
 * puts the topics in order. Gathered again, a line whose record has changed is replaced where it stands; one of
 * what has ended meanwhile stays, for the clerk to take out. Pure.
 */
import { z } from 'zod';

export const packGroupKeys = ['problems', 'decisions', 'filings', 'visits', 'plans'] as const;
export type PackGroupKey = (typeof packGroupKeys)[number];

export const packTitles: Readonly<Record<PackGroupKey, string>> = {
  problems: '企业问题协调',
  decisions: '议定事项落实情况',
  filings: '检查处置报备情况',
  visits: '挂钩联系走访情况',
  plans: '年度申报计划推进情况',
};

/** What a topic was made of, so that gathering again knows its lines; '' for those that the clerk left out. */
export const packMemory = z.object({
  group: z.string(),
  lines: z.array(z.object({ key: z.string(), text: z.string() })).max(500),
  /** All that were gathered with it: a group that has no topic any more was taken out by the clerk. */
  gathered: z.array(z.string()).max(20),
});
export type PackMemory = z.output<typeof packMemory>;

/** 议题, as meetingTopic of contract.ts has it. */
export interface PackTopic {
  readonly title: string;
  readonly summary: string;
  readonly pack?: PackMemory | undefined;
}

export interface PackItem {
  /** Of the record that it tells of. */
  readonly key: string;
  /** One line of the topic. */
  readonly text: string;
  /** Open, and nothing presses: only taken in when the clerk says so. */
  readonly isOptional?: boolean | undefined;
}

export interface PackGroup {
  readonly key: PackGroupKey;
  readonly items: PackItem[];
  /** How many there are; more than `items` where the list would be too long to be read out. */
  readonly total: number;
}

/** Items that begin unticked: what the clerk took out before, by leaving it, its line or its topic out; and what is optional. */
export function leftOutBefore(
  topics: readonly PackTopic[],
  groups: readonly PackGroup[],
): ReadonlySet<string> {
  const gathered = new Set(topics.flatMap(({ pack }) => pack?.gathered ?? []));
  const left = groups.flatMap((group) => {
    const topic = topicOf(topics, group);
    if (!topic?.pack)
      return group.items.filter(({ isOptional }) => gathered.has(group.key) || isOptional === true);
    const known = new Map(topic.pack.lines.map(({ key, text }) => [key, text]));
    return group.items.filter(({ key, isOptional }) =>
      known.has(key) ? !stands(topic, known.get(key) ?? '') : isOptional === true,
    );
  });
  return new Set(left.map(({ key }) => key));
}

/**
 * The topics with the chosen items: behind those that are there, in the order of the groups; an empty first line gives way.
 * A topic that is there keeps its place, its title and its lines' order: of what is known of it a line is written anew, or
 * taken away when it is not chosen any more, and new lines stand behind.
 */
export function withPackTopics(
  topics: readonly PackTopic[],
  groups: readonly PackGroup[],
  chosen: ReadonlySet<string>,
): PackTopic[] {
  const kept = topics.filter(({ title, summary }) => `${title}${summary}`.trim() !== '');
  // What is optional was not offered by itself: that it is not there says nothing.
  const isOffered = ({ key, isOptional }: PackItem): boolean => isOptional !== true || chosen.has(key);
  const gathered = groups.filter(({ items }) => items.some(isOffered)).map(({ key }) => key);
  const known = kept.map((topic) => {
    const group = groups.find((each) => topicOf(kept, each) === topic);
    return group ? regathered(topic, group, chosen, gathered) : topic;
  });
  const added = groups
    .filter((group) => !topicOf(kept, group) && group.items.some(({ key }) => chosen.has(key)))
    .map((group) => regathered({ title: packTitles[group.key], summary: '' }, group, chosen, gathered));
  return [...known, ...added];
}

/** The one made of the group, or one that the clerk gave its name. */
function topicOf(topics: readonly PackTopic[], { key }: PackGroup): PackTopic | undefined {
  return (
    topics.find(({ pack }) => pack?.group === key) ??
    topics.find(({ pack, title }) => !pack && title.trim() === packTitles[key])
  );
}

function regathered(
  topic: PackTopic,
  { key: group, items }: PackGroup,
  chosen: ReadonlySet<string>,
  gathered: readonly string[],
): PackTopic {
  const before = topic.pack?.lines ?? [];
  const written = new Map(before.map(({ key, text }) => [key, text]));
  const lines = topic.summary === '' ? [] : topic.summary.trimEnd().split('\n').map(unnumbered);
  for (const { key, text } of items) {
    const old = written.get(key) || text;
    const at = indexOfLine(lines, old);
    const found = lines[at];
    if (found && chosen.has(key)) lines[at] = { isItem: true, line: found.line.replace(old, () => text) };
    else if (found && found.line === old) lines.splice(at, 1);
    else if (!found && chosen.has(key)) lines.push({ isItem: true, line: text });
  }
  const offered = new Set(items.map(({ key }) => key));
  const summary = numbered(lines);
  return {
    ...topic,
    summary,
    pack: {
      group,
      lines: [
        ...items
          // One that presses by now was not taken out while nothing pressed.
          .filter(({ key, isOptional }) => isOptional !== true || chosen.has(key))
          .map(({ key, text }) => ({ key, text: chosen.has(key) ? text : '' })),
        // No longer than the topic: a text that has left it is not kept from one meeting to the next.
        ...before
          .filter(({ key }) => !offered.has(key))
          .map(({ key, text }) => ({ key, text: summary.includes(text) ? text : '' })),
      ].slice(0, mostLines),
      gathered: [...new Set([...(topic.pack?.gathered ?? []), ...gathered])],
    },
  };
}

const mostLines = 500;

interface Line {
  /** Numbered, when there are several. */
  readonly isItem: boolean;
  readonly line: string;
}

function unnumbered(line: string): Line {
  const number = /^\d+．/u.exec(line)?.[0];
  return { isItem: number !== undefined, line: line.slice(number?.length ?? 0) };
}

/** Whole, or with what the clerk wrote around it. */
function indexOfLine(lines: readonly Line[], text: string): number {
  const whole = lines.findIndex(({ line }) => line === text);
  return whole === -1 ? lines.findIndex(({ line }) => line.includes(text)) : whole;
}

/** Only items are counted: what the clerk wrote between them stays as it is. */
function numbered(lines: readonly Line[]): string {
  const isAlone = lines.filter(({ isItem }) => isItem).length === 1;
  let count = 0;
  return lines
    .map(({ isItem, line }) => {
      if (!isItem || isAlone) return line;
      count += 1;
      return `${count}．${line}`;
    })
    .join('\n');
}

function stands({ summary }: PackTopic, text: string): boolean {
  return text !== '' && summary.includes(text);
}
