/** 办理记录 as it is read: what was written stays, and what was written wrongly is put right by another entry. Pure. */
import type { DeskSide } from '../rpc.ts';
import type { ProblemCorrection } from './contract.ts';
import { type Confirmation, type Handling, type ProblemFacts, problemStanding } from './rules.ts';

export interface ThreadEntry {
  readonly id: string;
  /** One of entryKinds, or what a newer program wrote. */
  readonly kind: string;
  readonly on: string;
  readonly by: string;
  readonly text: string;
  /** The side that wrote it. */
  readonly side: DeskSide;
  /** The entry that this one puts right; '' for none. */
  readonly corrects: string;
  /** What the enterprise said, of 企业确认; null where an older program wrote it in words alone, and of other kinds. */
  readonly satisfied: boolean | null;
}

export const correctableKinds = ['answer', 'confirm'] as const;
export type CorrectableKind = (typeof correctableKinds)[number];

export function isCorrectable(kind: string): kind is CorrectableKind {
  return correctableKinds.some((known) => known === kind);
}

/**
 * Entry → the one that stands in its place. Only its own side puts an entry right, by a later one of the same kind; of two
 * that put the same one right the last stands. It follows from the entries in their order alone, so that every desk reads
 * the same, whatever came first.
 */
export function corrections(entries: readonly ThreadEntry[]): ReadonlyMap<string, string> {
  const seen = new Map<string, ThreadEntry>();
  const replaced = new Map<string, string>();
  const lastOf = new Map<string, string>();
  for (const entry of entries) {
    const wrong = seen.get(entry.corrects);
    seen.set(entry.id, entry);
    if (!wrong || wrong.kind !== entry.kind || wrong.side !== entry.side || !isCorrectable(entry.kind))
      continue;
    const before = lastOf.get(wrong.id);
    if (before !== undefined) replaced.set(before, entry.id);
    replaced.set(wrong.id, entry.id);
    lastOf.set(wrong.id, entry.id);
  }
  return replaced;
}

/** Whether the enterprise ever said that it is not content; an entry that was put right says nothing. */
export function wasDissatisfied(entries: readonly ThreadEntry[]): boolean {
  const replaced = corrections(entries);
  return entries.some((entry) => !replaced.has(entry.id) && isDissatisfaction(entry));
}

/** How an entry of 企业确认 begins. */
export const satisfactionWords = { yes: '企业表示满意', no: '企业表示不满意' } as const;

function isDissatisfaction({ kind, satisfied, text }: ThreadEntry): boolean {
  return kind === 'confirm' && (satisfied === null ? text.startsWith(satisfactionWords.no) : !satisfied);
}

/** Steps, of which each follows another; what is only said beside them has no place in their order. */
const unordered = ['comment', 'merge', 'unmerge'];

/** The first and the last day that a correction of the entry may bear: between the steps beside it. */
export function correctionDays(
  entries: readonly ThreadEntry[],
  entryId: string,
  raisedOn: string,
  today: string,
): readonly [string, string] {
  const replaced = corrections(entries);
  const corrected = new Set(replaced.values());
  const steps = entries.filter(({ kind, on }) => !unordered.includes(kind) && on !== '' && on <= today);
  const at = placeOf(entries, entryId);
  const index = entries.findIndex(({ id }) => id === at);
  // An entry that put another right was written later than it counts.
  const days = (of: readonly ThreadEntry[]): string[] =>
    of
      .filter((entry) => steps.includes(entry) && !corrected.has(entry.id))
      .map((entry) => latest(entries, replaced, entry).on);
  const before = days(entries.slice(0, index)).toSorted().at(-1) ?? '';
  const after = days(entries.slice(index + 1)).toSorted()[0] ?? today;
  return [before > raisedOn ? before : raisedOn, after < today ? after : today];
}

/** The entry that was written at first, however often it was put right since. */
function placeOf(entries: readonly ThreadEntry[], entryId: string): string {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const replaced = corrections(entries);
  let id = entryId;
  for (let step = 0; step < entries.length; step += 1) {
    const corrects = byId.get(id)?.corrects ?? '';
    if (!replaced.has(corrects)) return id;
    id = corrects;
  }
  return id;
}

function latest(
  entries: readonly ThreadEntry[],
  replaced: ReadonlyMap<string, string>,
  entry: ThreadEntry,
): ThreadEntry {
  let found = entry;
  for (let step = 0; step < entries.length; step += 1) {
    const next = entries.find(({ id }) => id === replaced.get(found.id));
    if (!next) return found;
    found = next;
  }
  return found;
}

export interface CorrectedProblem {
  readonly handling?: Handling;
  readonly cityHandling?: Handling;
  readonly confirmation?: Confirmation;
}

/** What the figures go by, where they go by the entry that is put right; an earlier round's entry changes the thread alone. */
export function afterCorrection(
  problem: ProblemFacts,
  entries: readonly ThreadEntry[],
  entryId: string,
  correction: ProblemCorrection,
): CorrectedProblem {
  const entry = entries.find(({ id }) => id === entryId);
  if (!entry) return {};
  if (correction.kind === 'confirm') {
    const { kind: _, ...said } = correction;
    const { confirmation } = problem;
    const isLast = lastConfirmation(entries)?.id === entryId;
    return confirmation && isLast
      ? { confirmation: { ...said, level: confirmation.level, round: confirmation.round } }
      : {};
  }
  const { level, handling } = problemStanding(problem);
  if (firstAnswer(entries, level, handling.answeredOn)?.id !== entryId) return {};
  const { on } = correction;
  const lastOn = handling.state === 'answered' && handling.lastOn === entry.on ? on : handling.lastOn;
  const put = { ...handling, answeredOn: on, lastOn };
  return level === 'city' ? { cityHandling: put } : { handling: put };
}

/** The one that the round counts as answered by; a second answer of the day is none. */
function firstAnswer(
  entries: readonly ThreadEntry[],
  side: DeskSide,
  answeredOn: string,
): ThreadEntry | undefined {
  const replaced = corrections(entries);
  const corrected = new Set(replaced.values());
  return entries
    .filter((entry) => entry.kind === 'answer' && entry.side === side && !corrected.has(entry.id))
    .map((entry) => latest(entries, replaced, entry))
    .find(({ on }) => on === answeredOn);
}

function lastConfirmation(entries: readonly ThreadEntry[]): ThreadEntry | undefined {
  const replaced = corrections(entries);
  const corrected = new Set(replaced.values());
  const first = entries.filter(({ kind, id }) => kind === 'confirm' && !corrected.has(id)).at(-1);
  return first && latest(entries, replaced, first);
}
