/** 走访服务 and 问题诉求 of one enterprise, as 一企一册 prints them: the rows and words of the screen's sections. */
import { countProblems, listProblems } from '../db/problem-register.ts';
import type { ReadDb } from '../db/sql.ts';
import { countVisits, listVisits, type PromiseRecord, promisesOfVisit } from '../db/visit.ts';
import { isProblemOverdue, isPromiseOverdue } from '../shared/leader/rules.ts';
import type { ProblemRow } from '../shared/problem/contract.ts';
import { problemCategoryLabels, problemStateLabels } from '../shared/problem/rules.ts';
import { saidText, visitDay, visitStandingLabels, visitStandingOf } from '../shared/visit/rules.ts';
import { shortDate } from './documents/chinese-date.ts';
import type { DossierPaperSection } from './documents/dossier.ts';
import { bracketed, numbered, shortened } from './documents/text.ts';
import { problemRows } from './problem.ts';

/** As many as the screen's section lists. */
const mostRows = 200;
const page = { offset: 0, limit: mostRows } as const;
/** Characters of what was said: the visit's own record has it whole. */
const mostSaid = 120;

export const visitColumns: DossierPaperSection['columns'] = [
  { label: '日期', widthMm: 25 },
  { label: '走访领导', widthMm: 27 },
  { label: '状态', widthMm: 20 },
  { label: '企业反映情况', widthMm: 46 },
  { label: '承诺事项', widthMm: 45 },
];

export const problemColumns: DossierPaperSection['columns'] = [
  { label: '提出日期', widthMm: 25 },
  { label: '问题', widthMm: 41 },
  { label: '类别', widthMm: 20 },
  { label: '主办单位', widthMm: 27 },
  { label: '办理期限', widthMm: 25 },
  { label: '状态', widthMm: 25 },
];

/** The latest first. `today`: YYYY-MM-DD. */
export function visitSection(db: ReadDb, enterpriseId: string, today: string): DossierPaperSection {
  const asked = { enterpriseId, text: '', today };
  const total = countVisits(db, asked);
  return {
    title: '走访服务',
    columns: visitColumns,
    rows: listVisits(db, asked, page).map((visit) => [
      visitDay(visit.timing),
      `${visit.leader.name}\n${visit.leader.post}`.trim(),
      visitStandingLabels[visitStandingOf(visit.timing, today)],
      shortened(saidText(visit), mostSaid),
      numbered(promisesOfVisit(db, visit).map((promise) => promiseText(promise, today))),
    ]),
    ...bounded(total, '次'),
  };
}

/** The latest raised first. */
export function problemSection(
  db: ReadDb,
  enterpriseId: string,
  { today, nowMs }: { readonly today: string; readonly nowMs: number },
): DossierPaperSection {
  const asked = { enterpriseId, text: '' };
  const days = { today, soonUntil: today };
  const problems = listProblems(db, asked, days, { key: 'raisedOn', order: 'desc' }, page);
  return {
    title: '问题诉求',
    columns: problemColumns,
    rows: problemRows(db, problems, nowMs).map((problem) => [
      problem.raisedOn,
      problem.title,
      problemCategoryLabels[problem.category],
      problem.host,
      dueText(problem, today),
      stateText(problem),
    ]),
    ...bounded(countProblems(db, asked, days), '个'),
  };
}

function bounded(total: number, measure: string): Partial<DossierPaperSection> {
  const left = total - mostRows;
  if (left <= 0) return {};
  return { total, note: `这里列出最近 ${mostRows} ${measure}，另有 ${left} ${measure}。` };
}

function promiseText(promise: PromiseRecord, today: string): string {
  const { what, who, dueDate, done, doneOn } = promise;
  const late = isPromiseOverdue(promise, today) ? '，已逾期' : '';
  return (
    what +
    bracketed([
      who,
      done || dueDate === '' ? '' : `${shortDate(dueDate, today)}前`,
      done ? `${doneOn === '' ? '' : shortDate(doneOn, today)}已兑现` : `未兑现${late}`,
    ])
  );
}

/** A problem that goes on in another has no deadline of its own. */
function dueText(problem: ProblemRow, today: string): string {
  const { state, hostDueOn, isInTime } = problem;
  if (state === 'merged' || hostDueOn === '') return '';
  if (isProblemOverdue(problem, today)) return `${hostDueOn}\n已逾期`;
  return isInTime === false ? `${hostDueOn}\n超期答复` : hostDueOn;
}

function stateText({ state, isDissatisfied, endedOn }: ProblemRow): string {
  if (isDissatisfied) return '企业不满意';
  const label = problemStateLabels[state];
  return state === 'merged' || endedOn === '' ? label : `${label}\n${endedOn}`;
}
