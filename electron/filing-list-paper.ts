/** Gathers what 检查报备台账 and 报备提醒清单 print, in the words of the list and of 今日待办. */
import { findEnterprise } from '../db/enterprise.ts';
import type { FilingRecord } from '../db/filing.ts';
import { filingPage } from '../db/filing-choice.ts';
import { filingsOfRows } from '../db/filing-register.ts';
import type { ReadDb } from '../db/sql.ts';
import { townNames } from '../db/town.ts';
import { localDateTime } from '../shared/clock.ts';
import { AppError } from '../shared/errors.ts';
import { filingStandingLabels, registerNumberText } from '../shared/filing/case.ts';
import { type ClockState, deadlineText } from '../shared/filing/clocks.ts';
import { filingFilterText, yearsText } from '../shared/filing/filter-text.ts';
import { type FilingListPaper, mostPrintedRows } from '../shared/filing/paper-contract.ts';
import {
  filingDomainLabels,
  type FilingProgress,
  filingStatusLabels,
  filingTriggerLabels,
  leaderText,
} from '../shared/filing/rules.ts';
import type { DeskIdentity } from './desk.ts';
import type { FilingListPaperText } from './documents/filing-list.ts';
import { dueItems, unrecordedInspections } from './filing-due.ts';
import { toRegisterFilter } from './filing-register.ts';
import { partyNames } from './party-names.ts';

interface Surroundings {
  readonly identity: DeskIdentity;
  readonly nowMs: number;
}

/** @throws AppError paper.too-many-rows */
export function gatherFilingList(
  db: ReadDb,
  paper: FilingListPaper,
  { identity, nowMs }: Surroundings,
): FilingListPaperText {
  const imprint = `${partyNames(db)(identity)}　${localDateTime(nowMs)} 打印`;
  return paper.kind === 'register'
    ? register(db, paper, nowMs, imprint)
    : reminders(db, paper, nowMs, imprint);
}

function register(
  db: ReadDb,
  { filter, sort }: Extract<FilingListPaper, { kind: 'register' }>,
  nowMs: number,
  imprint: string,
): FilingListPaperText {
  const chosen = toRegisterFilter(db, filter, nowMs);
  const { rows, total: count } = filingPage(db, chosen, sort, { offset: 0, limit: mostPrintedRows });
  if (count > mostPrintedRows) throw new AppError('paper.too-many-rows', { count, limit: mostPrintedRows });
  const filings = filingsOfRows(db, rows);
  const enterprise = filter.enterpriseId === undefined ? undefined : findEnterprise(db, filter.enterpriseId);
  return {
    kind: 'register',
    title: `${yearsText(filings.map(({ inspectionDate }) => inspectionDate))}检查处置报备台账`,
    narrowedTo: filingFilterText(filter, { enterprise: enterprise?.name ?? '', town: townNames(db) }),
    imprint: `共 ${count} 份　${imprint}`,
    rows: filings.map(registerRow),
    none: '没有符合条件的报备。',
  };
}

function registerRow(filing: FilingRecord): readonly string[] {
  return [
    registerNumberText(filing.registerNumber),
    filing.enterpriseName,
    filing.inspectingUnit,
    filing.inspectionDate,
    `${filingTriggerLabels[filing.trigger]}\n${filingDomainLabels[filing.domain]}`,
    leaderText(filing.cityLeader),
    filing.thisConclusion,
    filing.standing === 'counts'
      ? filingStatusLabels[filing.progress.status]
      : filingStandingLabels[filing.standing],
    timesText(filing.progress),
  ];
}

/** One line for each that was done. */
function timesText({ reportedAtMs, notifiedAtMs, sentAtMs }: FilingProgress): string {
  return [['报告', reportedAtMs] as const, ['通报', notifiedAtMs] as const, ['报送', sentAtMs] as const]
    .flatMap(([label, atMs]) => (atMs === null ? [] : [`${label} ${localDateTime(atMs)}`]))
    .join('\n');
}

function reminders(
  db: ReadDb,
  { withinDays }: Extract<FilingListPaper, { kind: 'reminders' }>,
  nowMs: number,
  imprint: string,
): FilingListPaperText {
  const due = dueItems(db, withinDays, nowMs).map(({ enterpriseName, inspectingUnit, leader, clock }) => [
    stateText(clock.state),
    enterpriseName,
    inspectingUnit,
    clock.label,
    leader,
    clock.dueAtMs === null ? '' : deadlineText(clock.dueAtMs).replace('日', '日\n'),
  ]);
  const past = unrecordedInspections(db, nowMs).map((filing) => [
    '待记录',
    filing.enterpriseName,
    filing.inspectingUnit,
    '检查日期已过，请记录检查情况',
    leaderText(filing.cityLeader),
    `检查日期\n${filing.inspectionDate}`,
  ]);
  const overdue = due.filter(([state]) => state === '逾期').length;
  return {
    kind: 'reminders',
    title: '检查处置报备提醒清单',
    narrowedTo: `逾期、应办和 ${withinDays} 天内到期的事项`,
    imprint: `共 ${due.length + past.length} 项，其中逾期 ${overdue} 项　${imprint}`,
    rows: [...due, ...past],
    none: '没有到期或将到期的报备事项。',
  };
}

/** As 今日待办 says it. */
function stateText(state: ClockState): string {
  if (state === 'overdue') return '逾期';
  return state === 'due' ? '应办' : '将到期';
}
