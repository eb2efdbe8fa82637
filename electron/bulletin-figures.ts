/** Counts a quarter from the records: 数字 and 特色亮点 of 季度信息通报. */
import { bulletinMonths, problemsTouching, type QuarterProblem, visitsMade } from '../db/bulletin-facts.ts';
import { bulletinsOf } from '../db/bulletin.ts';
import { decisionsByMeeting, listMeetings } from '../db/meeting.ts';
import type { ReadDb } from '../db/sql.ts';
import { absentTowns } from '../db/month.ts';
import { listTowns } from '../db/town.ts';
import {
  type BulletinCounts,
  type BulletinFigures,
  isEmptyQuarter,
  mostHosts,
} from '../shared/bulletin/figures.ts';
import { type ProposedHighlight, proposedHighlights } from '../shared/bulletin/highlights.ts';
import { quarterBefore, quarterSpan, yearToQuarter } from '../shared/bulletin/quarter.ts';
import { monthsBetween } from '../shared/chart/spec.ts';
import { daysBetween, localDate } from '../shared/clock.ts';
import { filingStatistics } from '../shared/filing/statistics.ts';
import { keeperTownId } from '../shared/meeting/rules.ts';
import { endedStates, isInTime } from '../shared/problem/rules.ts';
import { countedFilings } from './filing-statistics.ts';
import { isTitle, levelCounts, levelsOn } from './level-counts.ts';
import { leaderDuties } from './visit-duty.ts';

export interface CountedQuarter {
  readonly figures: BulletinFigures;
  readonly isEmpty: boolean;
  readonly proposals: ProposedHighlight[];
}

export function countQuarter(db: ReadDb, quarter: string, nowMs: number): CountedQuarter {
  const gathered = gather(db, quarter, nowMs);
  const counts = countsOf(gathered);
  const towns = townsOf(db, gathered);
  return {
    figures: {
      quarter,
      countedOn: localDate(nowMs),
      counts,
      before: countsBefore(db, quarter, nowMs),
      levels: levelCounts(db, { ...gathered, year: Number(quarter.slice(0, 4)) }),
      categories: most(gathered.raised, ({ category }) => category).map(([key, raised]) => ({
        key,
        raised: raised.length,
      })),
      hosts: most(
        gathered.raised.filter(({ host }) => host !== ''),
        ({ host }) => host,
      )
        .slice(0, mostHosts)
        .map(([name, raised]) => ({
          name,
          raised: raised.length,
          ended: gathered.ended.filter(({ host }) => host === name).length,
        })),
      towns,
      months: monthsOf(db, quarter),
    },
    isEmpty: isEmptyQuarter(counts),
    proposals: proposedHighlights({
      titles: gathered.gained.flatMap(({ id, enterpriseId, level, grantedOn }) => {
        const enterpriseName = gathered.names.get(enterpriseId);
        return enterpriseName === undefined ? [] : [{ id, enterpriseName, level, grantedOn }];
      }),
      problems: gathered.ended.filter(({ confirmed }) => confirmed?.satisfied === true),
      towns,
      leaders: gathered.duties.map(({ personId, name, post, linked, visited }) => ({
        id: personId,
        name,
        post,
        linked,
        visited,
      })),
      days: daysBetween,
    }),
  };
}

/** What was printed of the quarter before; else as the records say now; null when there is nothing of it. */
function countsBefore(db: ReadDb, quarter: string, nowMs: number): BulletinCounts | null {
  const before = quarterBefore(quarter);
  const printed = bulletinsOf(db, before).find(
    ({ issuedOn, figures }) => issuedOn !== '' && figures !== null,
  );
  if (printed?.figures) return printed.figures.counts;
  const counts = countsOf(gather(db, before, nowMs));
  return isEmptyQuarter(counts) ? null : counts;
}

type Gathered = ReturnType<typeof gather>;

/** What the quarter is told from; a quarter that is not over is told up to today. */
function gather(db: ReadDb, quarter: string, nowMs: number) {
  const span = quarterSpan(quarter);
  const today = localDate(nowMs);
  const day = today < span.toDate ? today : span.toDate;
  const isWithin = (date: string): boolean => date >= span.fromDate && date <= day;
  const problems = problemsTouching(db, span.fromDate, day);
  const { names, pooled, standing, gainedWithin } = levelsOn(db, day);
  // 87号 四（一）: 月度联席会议 is the leading group's.
  const notes = listMeetings(db);
  const isOfCity = ({ partition }: (typeof notes)[number]): boolean => keeperTownId(partition) === '';
  const held = notes.filter(({ heldOn }) => isWithin(heldOn));
  const meetings = held.filter(isOfCity);
  return {
    quarter,
    day,
    names,
    pooled,
    standing,
    gained: gainedWithin(span.fromDate, day),
    visits: visitsMade(db, span.fromDate, day),
    duties: leaderDuties(db, { fromDate: span.fromDate, toDate: day }, nowMs),
    problems,
    raised: problems.filter(({ raisedOn }) => isWithin(raisedOn)),
    ended: problems.filter((problem) => isWithin(endOf(problem))),
    open: problems.filter((problem) => endOf(problem) === '' || endOf(problem) > day),
    due: problems.filter(
      ({ hostDueOn, ...problem }) =>
        hostDueOn >= span.fromDate &&
        hostDueOn <= span.toDate &&
        isInTime({ ...problem, hostDueOn }, day) !== null,
    ),
    asked: problems.filter(({ confirmed }) => confirmed !== null && isWithin(confirmed.on)),
    filings: countedFilings(db, { fromDate: span.fromDate, toDate: day }, nowMs),
    meetings,
    decisions: meetings.flatMap(({ id }) => decisionsByMeeting(db, id)),
    townMeetings: held.filter((note) => !isOfCity(note)),
    decisionsDone: notes
      .filter(isOfCity)
      .flatMap(({ id }) => decisionsByMeeting(db, id))
      .filter(({ done, doneOn }) => done && isWithin(doneOn)),
  };
}

/** The day it was closed or explained; '' while it is open. */
function endOf({ state, endedOn }: QuarterProblem): string {
  return endedStates.includes(state) ? endedOn : '';
}

/** Not answered on the last day, and past its deadline. */
function isOverdueOn({ hostDueOn, answeredOn }: QuarterProblem, day: string): boolean {
  return hostDueOn !== '' && hostDueOn < day && (answeredOn === '' || answeredOn > day);
}

function countsOf(gathered: Gathered): BulletinCounts {
  const { day, visits, duties, filings } = gathered;
  const { total } = filingStatistics(filings);
  const inTime = gathered.due.filter((problem) => isInTime(problem, day) === true);
  return {
    inPool: gathered.pooled.length,
    titled: new Set(
      gathered.standing.filter(({ level }) => isTitle(level)).map(({ enterpriseId }) => enterpriseId),
    ).size,
    gained: gathered.gained.length,
    visits: visits.length,
    visitedEnterprises: new Set(visits.map(({ enterpriseId }) => enterpriseId)).size,
    linked: duties.reduce((sum, { linked }) => sum + linked, 0),
    linkedVisited: duties.reduce((sum, { visited }) => sum + visited, 0),
    raised: gathered.raised.length,
    ended: gathered.ended.length,
    open: gathered.open.length,
    overdue: gathered.open.filter((problem) => isOverdueOn(problem, day)).length,
    due: gathered.due.length,
    inTime: inTime.length,
    asked: gathered.asked.length,
    satisfied: gathered.asked.filter(({ confirmed }) => confirmed?.satisfied === true).length,
    inspections: total.inspections,
    firstInspections: total.first,
    firstConcluded: total.firstConcluded,
    soft: total.soft,
    filingsDue: total.due,
    filingsInTime: total.inTime,
    meetings: gathered.meetings.length,
    decisions: gathered.decisions.length,
    decisionsDone: gathered.decisionsDone.length,
    townMeetings: gathered.townMeetings.length,
  };
}

function townsOf(db: ReadDb, gathered: Gathered): BulletinFigures['towns'] {
  const { day } = gathered;
  const absent = absentTowns(db);
  const known = listTowns(db).map(({ id, name }) => ({ townId: id, name }));
  const isUnassigned = [gathered.pooled, gathered.visits, gathered.problems].some((list) =>
    list.some(({ townId }) => townId === ''),
  );
  return [...known, ...(isUnassigned ? [{ townId: '', name: '未分派' }] : [])].map(({ townId, name }) => {
    const of = <Item extends { readonly townId: string }>(list: readonly Item[]): Item[] =>
      list.filter((item) => item.townId === townId);
    const due = of(gathered.due);
    const open = of(gathered.open);
    return {
      townId,
      name,
      inPool: of(gathered.pooled).length,
      visits: of(gathered.visits).length,
      raised: of(gathered.raised).length,
      ended: of(gathered.ended).length,
      open: open.length,
      overdue: open.filter((problem) => isOverdueOn(problem, day)).length,
      due: due.length,
      inTime: due.filter((problem) => isInTime(problem, day) === true).length,
      inspections: of(gathered.filings).filter(({ isMade }) => isMade).length,
      ...(absent.has(townId) ? { absent: true } : {}),
    };
  });
}

function monthsOf(db: ReadDb, quarter: string): BulletinFigures['months'] {
  const { first, last } = yearToQuarter(quarter);
  const found = new Map(bulletinMonths(db, `${first}-01`, `${last}-31`).map((of) => [of.month, of]));
  return monthsBetween(first, last).map(
    (month) => found.get(month) ?? { month, raised: 0, ended: 0, planned: 0, visited: 0 },
  );
}

/** Groups, the largest first; of equal ones as their names sort. */
function most<Item>(list: readonly Item[], keyOf: (item: Item) => string): [string, Item[]][] {
  return [...Map.groupBy(list, keyOf)].toSorted(
    ([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1),
  );
}
