/** 议定事项 of the city's joint meeting that a town carries out: what the city says of it, what the town reports. Pure. */
import { z } from 'zod';
import { matchTown, type TownSeed } from '../town/towns.ts';

/** What the city says. `round` counts from 1: what a town reported in an earlier one was sent back. */
export const assignedStanding = z.object({
  /** open | done | withdrawn; of another word nothing is known, and it stays open */
  state: z.string(),
  /** When it was confirmed, withdrawn or sent back; '' of one that was only given out. */
  on: z.string(),
  round: z.int().min(1).max(10_000),
  /** Why it was sent back. */
  reason: z.string(),
});
export type AssignedStanding = z.output<typeof assignedStanding>;

/** The fields of an assigned decision that follow from the city's note. */
export const assignedParts = ['meetingMonth', 'heldOn', 'what', 'who', 'dueDate', 'standing'] as const;
export type AssignedPart = (typeof assignedParts)[number];

/** From which saves of the note (ids of operations) each part was told: a desk that does not know them all tells nothing. */
export const assignedBasis = z.partialRecord(z.enum(assignedParts), z.array(z.string()));
export type AssignedBasis = z.output<typeof assignedBasis>;

/** 办理情况 that the town reports: done, or how far it is. */
export const assignedReport = z.object({
  round: z.int().min(1).max(10_000),
  done: z.boolean(),
  on: z.string(),
  text: z.string(),
});
export type AssignedReport = z.output<typeof assignedReport>;

export const assignedStates = ['open', 'returned', 'reported', 'done', 'withdrawn'] as const;
/** 待办, 退回, 已报办结 and waiting for the city, 办结, 撤销 */
export type AssignedState = (typeof assignedStates)[number];

export const assignedStateLabels: Readonly<Record<AssignedState, string>> = {
  open: '待办结',
  returned: '市里退回',
  reported: '已报办结，待市里确认',
  done: '已办结',
  withdrawn: '已撤销',
};

const pressing: readonly AssignedState[] = ['returned', 'open', 'reported', 'done', 'withdrawn'];

/** What was sent back first, then what is given out; of each the earliest deadline, and those without one last. */
export function pressingFirst<Row extends { readonly state: AssignedState; readonly dueDate: string }>(
  rows: readonly Row[],
): Row[] {
  const last = '9999';
  return rows.toSorted(
    (a, b) =>
      pressing.indexOf(a.state) - pressing.indexOf(b.state) ||
      ((a.dueDate || last) < (b.dueDate || last) ? -1 : 1),
  );
}

/** Given out or sent back, and not reported done yet. */
export function waitsForTown(state: AssignedState): boolean {
  return state === 'open' || state === 'returned';
}

/** Which of the two has the word now; nothing depends on a clock. */
export function assignedState(standing: AssignedStanding, report: AssignedReport | null): AssignedState {
  if (standing.state === 'done' || standing.state === 'withdrawn') return standing.state;
  if (report?.done === true && report.round === standing.round) return 'reported';
  return standing.reason === '' ? 'open' : 'returned';
}

/**
 * The report that is still spoken of: of this round, or the one that was sent back. What a town reported before the decision
 * was taken from it and given again is none.
 */
export function reportInForce(
  { round, reason }: AssignedStanding,
  report: AssignedReport | null,
): AssignedReport | null {
  const isInForce = report?.round === round || (reason !== '' && report?.round === round - 1);
  return isInForce ? report : null;
}

/**
 * What the city says next; the same value where nothing changes. Given again, once it was withdrawn, it begins a new round:
 * what the town reported before speaks of the one before. `isTakenBack`: it was withdrawn by mistake, and stands again as
 * before. That, or a confirmation that is taken back, leaves the report as it stood. `on`: YYYY-MM-DD.
 */
export function standingAfter(
  standing: AssignedStanding,
  state: 'open' | 'done' | 'withdrawn',
  on: string,
  isTakenBack = false,
): AssignedStanding {
  if (standing.state === 'withdrawn' && isTakenBack && state === 'open')
    return { ...standing, state, on: '' };
  if (standing.state === 'withdrawn' && !isTakenBack && state !== 'withdrawn')
    return { state, on: state === 'done' ? on : '', round: standing.round + 1, reason: '' };
  if (state === 'open') return standing.state === 'done' ? { ...standing, state, on: '' } : standing;
  const isSame = standing.state === state && (state === 'withdrawn' || standing.on === on);
  return isSame ? standing : { ...standing, state, on };
}

/** Sent back to the town, which reports anew. */
export function standingReturned(standing: AssignedStanding, on: string, reason: string): AssignedStanding {
  return { ...standing, state: 'open', on, round: standing.round + 1, reason };
}

/** 退回（2026-12-02）：请附照片, as a history tells it. */
export function standingText({ state, on, reason }: AssignedStanding): string {
  const day = on === '' ? '' : ` ${on}`;
  if (state === 'done') return `已办结${day}`;
  if (state === 'withdrawn') return `已撤销${day}`;
  return reason === '' ? '交办' : `退回${day}：${reason}`;
}

/** 已办结 2026-12-02：已完成土地平整。 */
export function reportText({ done, on, text }: AssignedReport): string {
  return `${done ? '已办结' : '正在办理'} ${on}：${text}`;
}

/**
 * Towns that 责任单位（人） names, in the order of the dictionary: a unit that begins with a town's full name (白蒲镇经发局),
 * or is its name without 镇 or 街道, or its zone's, each with a person behind it or not; 各镇（区、街道） means all, 各街道 all
 * 街道, without those that the text says are 除外. A unit that only begins like a town, or is no office of its, is none.
 */
export function townsNamed(who: string, towns: readonly TownSeed[]): string[] {
  const without = new Set<string>();
  const rest = who.replace(exception, (text) => {
    for (const { id, name } of towns) if (text.includes(name)) without.add(id);
    return '';
  });
  const names = [...new Set(towns.map(({ name }) => name))].sort((a, b) => b.length - a.length);
  const named = new Set<string>();
  for (const unit of unitsOf(rest, names)) {
    const bare = bareUnit(unit);
    if (allTowns.test(bare)) for (const { id } of towns) named.add(id);
    if (allStreets.test(bare)) for (const { id, name } of towns) if (name.endsWith('街道')) named.add(id);
    for (const text of [unit, bare, bare.replace(officeEnd, ''), leadingName(bare, names)]) {
      const match = matchTown(text, towns);
      if (match.kind === 'found') named.add(match.townId);
    }
  }
  return towns.flatMap(({ id }) => (named.has(id) && !without.has(id) ? [id] : []));
}

/** Whether a unit in it reads like a town or several: 有关镇区, 白浦镇. */
export function readsLikeTowns(who: string): boolean {
  return unitsOf(who, []).some((unit) => townLike.test(bareUnit(unit)));
}

const office = '(?:(?:人民)?政府|党委|党工委|办事处|管委会|(?:主要|分管)?负责人|(?:主要|分管)?领导)*';
const officeEnd = new RegExp(`${office}$`, 'u');
const allTowns = new RegExp(
  `^(?:全市)?各(?:个)?(?:有关|相关)?(?:乡镇|镇|区镇|镇区|镇街|镇街道|乡镇街道|镇区街道|区镇街道)${office}$`,
  'u',
);
const allStreets = new RegExp(`^(?:全市)?各(?:个)?(?:有关|相关)?街道${office}$`, 'u');
const townLike = new RegExp(`(?:镇|镇区|镇街|街道|园区|开发区|高新区)${office}$`, 'u');

/** 各镇（白蒲镇除外）, 各镇（不含白蒲镇）, 除白蒲镇外的各镇, 各镇，白蒲镇除外 */
const exception =
  /[（(][^（()）]*(?:除外|不含|不包括|除[^（()）]+外)[^（()）]*[）)]|除[^（()），,；;]+?(?:以外|之外|外)的?|[^（()），,；;]*除外/gu;

const separator = /(?:[、，,；;／/：:。．.\s]|以及|和|及|与|会同|协同|牵头|配合|负责(?!人))(?![^（(]*[）)])/u;

/** What stands between separators, but not between brackets; a separator inside one of the `names` (和平镇) is none. */
function unitsOf(who: string, names: readonly string[]): string[] {
  // Characters of private use stand for the names.
  const hidden = names.reduce((text, name, at) => text.replaceAll(name, signOf(at)), who);
  return hidden
    .split(separator)
    .map((unit) => names.reduce((text, name, at) => text.replaceAll(signOf(at), name), unit));
}

const signOf = (at: number): string => String.fromCodePoint(0xf0000 + at);

/** 白蒲镇 of 白蒲镇（张三）; 各镇 of 各镇（区、街道）. */
function bareUnit(unit: string): string {
  return unit.replace(/[（(][镇区街道乡园办、，,／/和及\s]*[）)]/gu, '').replace(/[（(].*$/su, '');
}

/** 白蒲镇 of 由白蒲镇经发局; '' of 白蒲镇派出所, which answers to others. */
function leadingName(bare: string, names: readonly string[]): string {
  const unit = bare.replace(/^由?(?:(?:江苏省)?(?:南通市)?如皋市)?/u, '');
  const name = names.find((each) => unit.startsWith(each)) ?? '';
  return notOfTheTown.test(unit.slice(name.length)) ? '' : name;
}

const notOfTheTown =
  /^(?:供电|派出所|公安|交警|法庭|税务|卫生院|医院)|(?:小学|中学|学校|公司|厂|银行|支行)$/u;
