/** What is open now, as the topics of a meeting: of a town its own, at the city of all towns whose bundles came in. */
import { enterprisesById } from '../db/enterprise.ts';
import { filingIdsAt, filingsInPeriod } from '../db/filing-register.ts';
import { openDecisions } from '../db/meeting.ts';
import { listPeople } from '../db/person.ts';
import { allPlans } from '../db/plan.ts';
import { type DueDays, listProblems } from '../db/problem-register.ts';
import type { ReadDb } from '../db/sql.ts';
import { townNames } from '../db/town.ts';
import { localDate } from '../shared/clock.ts';
import { levelOf } from '../shared/enterprise/levels.ts';
import { filingDomainLabels } from '../shared/filing/rules.ts';
import { pressingFirst, waitsForTown } from '../shared/meeting/assigned.ts';
import { keeperTownId } from '../shared/meeting/rules.ts';
import type { PackGroup, PackGroupKey, PackItem } from '../shared/meeting/pack.ts';
import type { ProblemFilter } from '../shared/problem/contract.ts';
import { dueState, handlingUnits, problemStanding, problemStateLabels } from '../shared/problem/rules.ts';
import { visitPeriod } from '../shared/visit/rules.ts';
import { assignedTo } from './assigned-decisions.ts';
import type { DeskIdentity } from './desk.ts';
import { servicePolicyOf } from './problem.ts';
import type { HandlerContext } from './rpc.ts';
import { servedElsewhere } from './served.ts';
import { leaderDuties } from './visit-duty.ts';

/** What a meeting can read out. */
const mostItems = 60;
const mostNames = 12;
/** Of a line, and of one text in it: the deadline behind what was decided is still read. */
const mostOfLine = 300;
const mostOfText = 150;
/** Of all lines: a note is one operation and keeps each line twice, in its topic and in the topic's memory. */
const mostCharacters = 24_000;

export function meetingPack(db: ReadDb, month: string, context: HandlerContext): PackGroup[] {
  const today = localDate(context.nowMs);
  // What another town sees to now is told at its meeting.
  const without = servedElsewhere(db, context);
  const groups: readonly (readonly [PackGroupKey, readonly PackItem[]])[] = [
    ['problems', problemItems(db, { today, soonUntil: today, without })],
    [
      'decisions',
      [
        ...decisionItems(db, context.desk.identity, today),
        ...assignedItems(db, context.desk.identity, today),
      ],
    ],
    ['filings', filingItems(db, month, without)],
    ['visits', visitItems(db, month, context, without)],
    ['plans', planItems(db, month, without)],
  ];
  return withinRoom(
    groups.map(([key, items]) => ({
      key,
      items: items.slice(0, mostItems).map((item) => ({ ...item, text: inLine(item.text, mostOfLine) })),
      total: items.length,
    })),
  );
}

/** A line of each group in turn, as long as there is room: the first ones of every group. */
function withinRoom(groups: readonly PackGroup[]): PackGroup[] {
  const taken = groups.map((group) => ({ ...group, items: [] as PackItem[] }));
  let room = mostCharacters;
  for (let n = 0; n < mostItems; n += 1)
    for (const [index, { items }] of groups.entries()) {
      const item = items[n];
      if (!item) continue;
      room -= item.text.length;
      if (room < 0) return taken;
      taken[index]?.items.push(item);
    }
  return taken;
}

/**
 * Overdue, brought before the city, or answered to no content: what the departments cannot settle alone. What else is open
 * comes behind it, for the clerk to take in.
 */
function problemItems(db: ReadDb, days: DueDays): PackItem[] {
  const { today } = days;
  const sort = { key: 'hostDueOn', order: 'asc' } as const;
  const filter: ProblemFilter = { text: '', states: ['raised', 'accepted', 'assigned', 'answered'] };
  // All of them: what was brought before the city may be due later than everything else.
  const open = listProblems(db, filter, days, sort, { offset: 0, limit: Number.MAX_SAFE_INTEGER });
  const items = open.map((problem) => {
    const standing = problemStanding(problem);
    const { state, level, handling, isDissatisfied } = standing;
    const { host } = handlingUnits(problem, standing);
    const isOverdue = dueState({ state, hostDueOn: handling.hostDueOn }, today, today) === 'overdue';
    const isAsked = level === 'city' && (problem.escalation?.times ?? 0) > 0;
    const isOptional = !isOverdue && !isAsked && !isDissatisfied;
    const facts = [
      host === '' ? '尚未交办' : `主办 ${host}`,
      `期限 ${handling.hostDueOn}`,
      ...(isOverdue ? ['已逾期'] : []),
      ...(isOptional ? [problemStateLabels[state]] : []),
      ...(isAsked ? [`提请市级协调：${inLine(problem.escalation?.reason ?? '', mostOfText)}`] : []),
      ...(isDissatisfied ? ['企业不满意'] : []),
    ];
    const text = `${problem.enterpriseName}：${problem.title}（${facts.join('，')}）`;
    return { key: `problem:${problem.id}`, text, isOptional };
  });
  return items.toSorted((a, b) => Number(a.isOptional) - Number(b.isOptional));
}

/** At the city with the town that decided it. */
function decisionItems(db: ReadDb, { side }: DeskIdentity, today: string): PackItem[] {
  const nameOf = townNames(db);
  return openDecisions(db).map((decision) => {
    const townId = keeperTownId(decision.partition);
    const by = townId === '' || side === 'town' ? '' : `${nameOf(townId)}议定：`;
    return { key: `decision:${decision.id}`, text: by + decisionLine(decision, today) };
  });
}

/** What the city's meeting gave this town to do and it has not reported done. */
function assignedItems(db: ReadDb, identity: DeskIdentity, today: string): PackItem[] {
  const waiting = assignedTo(db, identity).filter(({ state }) => waitsForTown(state));
  return pressingFirst(waiting).map((decision) => ({
    key: `assigned:${decision.id}`,
    text: `市联席会议交办：${decisionLine(decision, today)}`,
  }));
}

function decisionLine(
  { what, who, dueDate }: { readonly what: string; readonly who: string; readonly dueDate: string },
  today: string,
): string {
  const late = dueDate !== '' && dueDate < today ? '，已过时限' : '';
  const facts = [who, dueDate === '' ? '' : `时限 ${dueDate}${late}`].filter((text) => text !== '');
  return inLine(what, mostOfText) + (facts.length === 0 ? '' : `（${facts.join('，')}）`);
}

/** Inspections made in the month; what is only planned is nobody's to hear. */
function filingItems(db: ReadDb, month: string, without: readonly string[]): PackItem[] {
  const made = filingsInPeriod(db, `${month}-01`, `${month}-31`)
    .filter(({ enterpriseId, progress }) => progress.inspectedOn !== '' && !without.includes(enterpriseId))
    .toSorted((a, b) => (a.progress.inspectedOn < b.progress.inspectedOn ? -1 : 1));
  const names = new Map(
    enterprisesById(
      db,
      made.map(({ enterpriseId }) => enterpriseId),
    ).map(({ id, name }) => [id, name]),
  );
  const ids = filingIdsAt(
    db,
    made.map(({ row }) => row),
  );
  return made.map(({ row, enterpriseId, progress, inspectingUnit, domain }) => {
    const name = names.get(enterpriseId) ?? '（企业资料尚未收到）';
    return {
      key: `filing:${ids.get(row) ?? row}`,
      text: `${progress.inspectedOn}　${inspectingUnit}检查${name}（${filingDomainLabels[domain]}）`,
    };
  });
}

/** Leaders who have not called on all of theirs. */
function visitItems(
  db: ReadDb,
  month: string,
  { desk, nowMs }: HandlerContext,
  without: readonly string[],
): PackItem[] {
  const { visitEvery } = servicePolicyOf(db);
  const period = visitPeriod(month, visitEvery);
  const span = visitEvery === 'month' ? '本月' : '本季度';
  // Of fourteen towns each has its 镇长.
  const unitOf = new Map(
    desk.identity.side === 'city' ? listPeople(db, {}).map(({ id, unit }) => [id, unit]) : [],
  );
  return leaderDuties(db, period, nowMs, without).flatMap((duty) => {
    const { personId, name, post, linked, visited, missing } = duty;
    if (missing.length === 0) return [];
    const names = enterprisesById(db, missing.slice(0, mostNames)).map((enterprise) => enterprise.name);
    const who = (unitOf.get(personId) ?? '') + (post === '' ? name : `${name}（${post}）`);
    return [
      {
        key: `visit:${personId}`,
        text: `${who}联系 ${linked} 家，${span}已走访 ${visited} 家，未走访：${shortList(names, missing.length)}`,
      },
    ];
  });
}

/** Plan entries of the meeting's year, by level. */
function planItems(db: ReadDb, month: string, without: readonly string[]): PackItem[] {
  const year = Number(month.slice(0, 4));
  const plans = allPlans(db).filter((plan) => plan.year === year && !without.includes(plan.enterpriseId));
  return [...Map.groupBy(plans, ({ level }) => level)].map(([level, entries]) => {
    const names = enterprisesById(
      db,
      entries.slice(0, mostNames).map(({ enterpriseId }) => enterpriseId),
    ).map(({ name }) => name);
    return {
      key: `plan:${level}`,
      text: `计划申报${levelOf(level).label} ${entries.length} 家：${shortList(names, entries.length)}`,
    };
  });
}

/** On one line of a topic, however it was written, in at most so many UTF-16 units. */
function inLine(text: string, most: number): string {
  const line = text.replaceAll(/\s*\n\s*/gu, ' ');
  // Not through a character of two units.
  return line.length > most ? `${line.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/u, '')}…` : line;
}

/** The first of so many. */
function shortList(names: readonly string[], total: number): string {
  return names.join('、') + (total > names.length ? `等 ${total} 家` : '');
}
