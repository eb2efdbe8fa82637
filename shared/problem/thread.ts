/** 办理记录 as it is read: what was written stays, and what was written wrongly is put right by another entry. Pure. */
import type { DeskSide } from '../rpc.ts';
import type { ProblemCorrection } from './contract.ts';
import { type Confirmation, type Handling, type ProblemFacts, problemStanding } from './rules.ts';

/** Who put an entry right, on which day, and why. */
export type Correction = {
  readonly by: string;
  /** YYYY-MM-DD: the day of the correction, not the one that it says. */
  readonly on: string;
  readonly reason: string;
};

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
  /** Of one that puts another right: what the record names it by, the same for equal words; '' where by its id. */
  readonly says: string;
  /** Of one that puts another right: whether the record goes by it. */
  readonly counts: boolean;
  /** Of one that puts another right; null where an older program wrote it, and of others. */
  readonly correction: Correction | null;
  /** What the enterprise said, of 企业确认; null where an older program wrote it in words alone, and of other kinds. */
  readonly satisfied: boolean | null;
}

export const correctableKinds = ['answer', 'confirm'] as const;
export type CorrectableKind = (typeof correctableKinds)[number];

export function isCorrectable(kind: string): kind is CorrectableKind {
  return correctableKinds.some((known) => known === kind);
}

/**
 * Entry → the one that stands in its place. Only its own side puts an entry right, by a later one of the same kind. Of
 * several that put the same one right, on laptops that did not know of each other, the one that the record goes by stands,
 * or what put that one right since; of those that the record does not name, the last.
 */
export function corrections(entries: readonly ThreadEntry[]): ReadonlyMap<string, string> {
  const seen = new Map<string, ThreadEntry>();
  const lineOf = new Map<string, Line>();
  const lastOf = new Map<string, Line>();
  for (const entry of entries) {
    const wrong = seen.get(entry.corrects);
    seen.set(entry.id, entry);
    if (!wrong || wrong.kind !== entry.kind || wrong.side !== entry.side || !isCorrectable(entry.kind))
      continue;
    const before = lineOf.get(wrong.id);
    const origin = before?.origin ?? wrong.id;
    // What says its own words counts only where the record names them; an older program's named nothing.
    const counts = entry.counts || (entry.says === '' && before?.counts === true);
    const line = { origin, id: entry.id, wrong: wrong.id, counts };
    lineOf.set(entry.id, line);
    if (line.counts || lastOf.get(origin)?.counts !== true) lastOf.set(origin, line);
  }
  const replaced = new Map<string, string>();
  for (const { origin, id } of lineOf.values()) {
    const last = lastOf.get(origin)?.id ?? id;
    replaced.set(origin, last);
    if (id !== last) replaced.set(id, last);
  }
  for (const last of lastOf.values()) {
    for (let line: Line | undefined = last; line; line = lineOf.get(line.wrong))
      replaced.set(line.wrong, line.id);
  }
  return replaced;
}

interface Line {
  /** What was written at first. */
  readonly origin: string;
  readonly id: string;
  /** What it puts right. */
  readonly wrong: string;
  readonly counts: boolean;
}

/** Whether the enterprise ever said that it is not content; an entry that was put right says nothing. */
export function wasDissatisfied(entries: readonly ThreadEntry[]): boolean {
  const replaced = corrections(entries);
  return entries.some((entry) => !replaced.has(entry.id) && isDissatisfaction(entry));
}

/** How an entry of 企业确认 begins. */
export const satisfactionWords = { yes: '企业表示满意', no: '企业表示不满意' } as const;

/** The words of an entry of 企业确认. */
export function confirmationText({ satisfied, note }: Pick<Confirmation, 'satisfied' | 'note'>): string {
  const said = satisfied ? satisfactionWords.yes : satisfactionWords.no;
  return note === '' ? said : `${said}：${note}`;
}

/** 企业原话 of an entry, out of its words. */
export function confirmationNote(text: string): string {
  const said = Object.values(satisfactionWords).find((words) => text.startsWith(words)) ?? '';
  return text.slice(said.length).replace(/^：/u, '');
}

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
  const steps = entries.filter(({ kind, on }) => !unordered.includes(kind) && on !== '' && on <= today);
  const at = placeOf(entries, entryId);
  const index = entries.findIndex(({ id }) => id === at);
  // An entry that put another right was written later than it counts.
  const days = (of: readonly ThreadEntry[]): string[] =>
    of
      .filter((entry) => steps.includes(entry) && !replaced.has(entry.corrects))
      .map((entry) => latest(entries, replaced, entry).on);
  const before = days(entries.slice(0, index)).toSorted().at(-1) ?? '';
  const after = days(entries.slice(index + 1)).toSorted()[0] ?? today;
  return [before > raisedOn ? before : raisedOn, after < today ? after : today];
}

/** The entry that was written at first, however often it was put right since. */
export function placeOf(entries: readonly ThreadEntry[], entryId: string): string {
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

/**
 * What the figures go by, where they go by the entry that is put right; an earlier round's entry changes the thread alone.
 * `says`: what names the entry that stands in the place of `entryId` from now on.
 */
export function afterCorrection(
  problem: ProblemFacts,
  entries: readonly ThreadEntry[],
  { entryId, says }: { readonly entryId: string; readonly says: string },
  correction: ProblemCorrection,
): CorrectedProblem {
  const entry = entries.find(({ id }) => id === entryId);
  if (!entry) return {};
  const origin = placeOf(entries, entryId);
  const named = (name: string): string => entries.find((known) => known.says === name)?.id ?? name;
  const naming = ({ corrections: names }: Pick<Handling, 'corrections'>): string[] => [
    ...names.filter((name) => placeOf(entries, named(name)) !== origin),
    says,
  ];
  if (correction.kind === 'confirm') {
    const { kind: _, ...said } = correction;
    const { confirmation } = problem;
    const isLast = lastConfirmation(entries)?.id === entryId;
    return confirmation && isLast
      ? { confirmation: { ...confirmation, ...said, corrections: naming(confirmation) } }
      : {};
  }
  const handling = entry.side === 'city' ? problem.cityHandling : problem.handling;
  const days = handling && answerDays(handling, entries, entry);
  if (!days || days.length === 0) return {};
  const put = {
    ...handling,
    ...Object.fromEntries(days.map((day) => [day, correction.on])),
    corrections: naming(handling),
  };
  return entry.side === 'city' ? { cityHandling: put } : { handling: put };
}

/** 办结 rests on what the enterprise said: that is not taken back beneath a closed problem. */
export function undoesClosing(
  problem: ProblemFacts,
  entries: readonly ThreadEntry[],
  entryId: string,
  correction: ProblemCorrection,
): boolean {
  const isTakenBack =
    correction.kind === 'confirm' && !correction.satisfied && problem.confirmation?.satisfied === true;
  return (
    isTakenBack && problemStanding(problem).state === 'closed' && lastConfirmation(entries)?.id === entryId
  );
}

/** Steps that a desk keeps in its handling, with the day of the latest. */
const handlingSteps = ['accept', 'assign', 'extend', 'answer', 'close', 'explain', 'reopen', 'return'];
const acceptingSteps = ['accept', 'assign', 'answer'];

/** The days of its side's handling that an answer gave it. */
function answerDays(
  handling: Handling,
  entries: readonly ThreadEntry[],
  answer: ThreadEntry,
): ('acceptedOn' | 'answeredOn' | 'lastOn')[] {
  const replaced = corrections(entries);
  const written = entries.filter(({ corrects }) => !replaced.has(corrects));
  const isOwn = ({ side }: ThreadEntry): boolean => side === answer.side;
  const after = (kinds: readonly string[]): readonly ThreadEntry[] =>
    written.slice(written.findLastIndex((entry) => isOwn(entry) && kinds.includes(entry.kind)) + 1);
  // Another answer of the round leaves the day of the first, also where the enterprise is asked anew.
  const answered = after(['reopen', 'return']).find(
    (entry) =>
      isOwn(entry) && entry.kind === 'answer' && latest(entries, replaced, entry).on === handling.answeredOn,
  );
  const held = after(['return']);
  // The city's own problem is accepted as it is raised, without a step.
  const isTakenUp = answer.side === 'town' || held.some(({ kind }) => kind === 'escalate');
  const accepted = held.find((entry) => isTakenUp && isOwn(entry) && acceptingSteps.includes(entry.kind));
  const last = written.findLast((entry) => isOwn(entry) && handlingSteps.includes(entry.kind));
  const steps = { acceptedOn: accepted, answeredOn: answered, lastOn: last };
  const origin = placeOf(entries, answer.id);
  return (['acceptedOn', 'answeredOn', 'lastOn'] as const).filter(
    (day) => steps[day]?.id === origin && handling[day] === answer.on,
  );
}

/** The entry that what the record says of 企业确认 goes by. */
export function lastConfirmation(entries: readonly ThreadEntry[]): ThreadEntry | undefined {
  const replaced = corrections(entries);
  const first = entries.findLast(({ kind, corrects }) => kind === 'confirm' && !replaced.has(corrects));
  return first && latest(entries, replaced, first);
}
