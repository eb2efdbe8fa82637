/** A stored value in the words an officer reads: for histories and conflicts of every record. Pure. */
import { z } from 'zod';
import { quarterText } from '../bulletin/quarter.ts';
import { localDateTime } from '../clock.ts';
import { isLevelKey, levelOf } from '../enterprise/levels.ts';
import { poolText } from '../enterprise/rules.ts';
import { poolMembership } from '../enterprise/schema.ts';
import { deliveryFacts } from '../filing/case-entities.ts';
import { deliverySlots, deliveryWayLabels, paperFormatLabels, registerNumberText } from '../filing/case.ts';
import { filingLeader, filingProgress, registerNumber } from '../filing/contract.ts';
import { policyAnswer } from '../policy/entity.ts';
import { policyQuestions } from '../policy/questions.ts';
import { filingDomainLabels, filingStatusLabels, filingTriggerLabels, leaderText } from '../filing/rules.ts';
import { filingWarningNames } from '../filing/warnings.ts';
import { deletedField } from '../log/entity.ts';
import { assignedReport, assignedStanding, reportText, standingText } from '../meeting/assigned.ts';
import { linkKindLabels } from '../person/rules.ts';
import { confirmationFields, handlingView } from '../problem/contract.ts';
import {
  confirmationWayLabels,
  problemCategoryLabels,
  problemSourceLabels,
  problemStateLabels,
} from '../problem/rules.ts';
import { entryKindLabels } from '../problem/steps.ts';
import { visitLeader, visitStatusLabels, visitTiming } from '../visit/rules.ts';

/** Names of what values point at; an unknown id is shown as it is. */
export interface ReadableNames {
  readonly town: (townId: string) => string;
  readonly person: (personId: string) => string;
}

type Reader = (value: unknown, names: ReadableNames) => string | null;

// Made once: to make one takes longer than a hundred readings.
const completed = z.object({ done: z.boolean(), doneOn: z.string() });
const fulfilment = completed.extend({ note: z.string() });
const escalation = z.object({ on: z.string(), reason: z.string(), times: z.int() });
const partialHandling = handlingView.extend({ endedWith: z.array(z.string()).nullable() }).partial();
const highlightTexts = z.array(z.object({ text: z.string() }));
const figuresHead = z.object({ quarter: z.string(), countedOn: z.string() });

const level: Reader = (value) =>
  typeof value === 'string' && isLevelKey(value) ? levelOf(value).label : null;
const personName: Reader = (value, names) =>
  typeof value === 'string' && value !== '' ? names.person(value) : null;

/** `entity.field` → its own way to be read. Everything else is read by its shape. */
const readers: Readonly<Record<string, Reader>> = {
  'enterprise.townId': (value, names) =>
    typeof value === 'string' && value !== '' ? names.town(value) : null,
  'enterprise.pool': (value) => {
    const pool = poolMembership.safeParse(value);
    return pool.success ? poolText(pool.data) : null;
  },
  'title.level': level,
  'plan.level': level,
  'attachment.sizeBytes': (value) => (typeof value === 'number' ? sizeText(value) : null),
  'cityLeaderLink.personId': personName,
  'link.personId': personName,
  'link.kind': kindLabel,
  'person.category': kindLabel,
  'filing.cityLeader': (value) => {
    const leader = filingLeader.safeParse(value);
    return leader.success ? leaderText(leader.data) : null;
  },
  'filing.trigger': (value) => labelIn(filingTriggerLabels, value),
  'filing.domain': (value) => labelIn(filingDomainLabels, value),
  'filing.firstDiscovered': (value) => labelIn({ yes: '是', no: '否' }, value),
  'filing.progress': progressText,
  'filing.registerNumber': (value) => {
    const number = registerNumber.safeParse(value);
    return number.success ? registerNumberText(number.data) : null;
  },
  'filingDelivery.slot': (value) => deliverySlots.find(({ key }) => key === value)?.label ?? null,
  'filingDelivery.facts': deliveryText,
  'filingReason.warning': (value) => labelIn(filingWarningNames, value),
  'filingPaper.format': (value) => labelIn(paperFormatLabels, value),
  'policyAnswer.question': (value) => policyQuestions.find(({ key }) => key === value)?.question ?? null,
  'policyAnswer.answer': answerText,
  // What a topic was gathered from is the program's own note.
  'meeting.topics': (value) =>
    plainText(
      Array.isArray(value)
        ? value.map((topic: unknown) => (isRecord(topic) ? { ...topic, pack: null } : topic))
        : value,
      'topics',
    ),
  'visit.timing': timingText,
  'visit.leader': (value) => {
    const leader = visitLeader.safeParse(value);
    return leader.success ? leaderText(leader.data) : null;
  },
  'promise.completion': (value) => {
    const kept = fulfilment.safeParse(value);
    if (!kept.success) return null;
    const { done, doneOn, note } = kept.data;
    return [done ? `已兑现 ${doneOn}`.trim() : '未兑现', note].filter((text) => text !== '').join('：');
  },
  'problem.category': (value) => labelIn(problemCategoryLabels, value),
  'problem.source': (value) => labelIn(problemSourceLabels, value),
  'problem.handling': handlingText,
  'problem.cityHandling': handlingText,
  'problem.escalation': (value) => {
    const asked = escalation.safeParse(value);
    if (!asked.success) return null;
    return asked.data.times === 0 ? '已撤回' : `${asked.data.on}　${asked.data.reason}`;
  },
  'problem.confirmation': (value) => {
    const confirmation = confirmationFields.safeParse(value);
    if (!confirmation.success) return null;
    const { on, way, by, satisfied, note } = confirmation.data;
    return [on, confirmationWayLabels[way], by, satisfied ? '满意' : '不满意', note]
      .filter((text) => text !== '')
      .join('，');
  },
  'problemEntry.kind': (value) => labelIn(entryKindLabels, value),
  'decision.completion': (value) => {
    const completion = completed.safeParse(value);
    if (!completion.success) return null;
    return completion.data.done ? `已办结 ${completion.data.doneOn}`.trim() : '未办结';
  },
  'assignedDecision.standing': (value) => {
    const standing = assignedStanding.safeParse(value);
    return standing.success ? standingText(standing.data) : null;
  },
  'assignedDecision.report': (value) => {
    const report = assignedReport.safeParse(value);
    return report.success ? reportText(report.data) : null;
  },
  'bulletin.quarter': (value) => (typeof value === 'string' ? quarterText(value) : null),
  'bulletin.issue': (value) => (typeof value === 'number' ? `第${value}期` : null),
  'bulletin.highlights': (value) => {
    const told = highlightTexts.safeParse(value);
    return told.success ? told.data.map(({ text }, at) => `${at + 1}．${text}`).join('\n') : null;
  },
  'bulletin.figures': (value) => {
    const figures = figuresHead.safeParse(value);
    return figures.success ? `${quarterText(figures.data.quarter)}，${figures.data.countedOn} 取数` : null;
  },
  'suggestionDecision.outcome': (value) => labelIn({ accepted: '采纳', declined: '不采纳' }, value),
  'suggestionWithdrawal.withdrawn': (value) => (value === true ? '撤回' : '重新提出'),
  'handover.toTownId': (value, names) =>
    typeof value === 'string' ? (value === '' ? '未分派' : names.town(value)) : null,
};

/** Which records belong together is seen from where they stand; the identifiers say nothing to an officer. */
const references: ReadonlySet<string> = new Set([
  'enterprise.assignmentCut',
  'decision.meetingId',
  'assignedDecision.decisionId',
  'assignedDecision.basis',
  'filing.corrects',
  'filingDelivery.filingId',
  'filingReason.filingId',
  'filingVoid.filingId',
  'filingPaper.filingId',
  'filingPaper.content',
  'promise.visitId',
  'problem.visitId',
  'problem.mergedInto',
  'problemEntry.problemId',
  'attachment.aboutId',
  'attachment.sha256',
  'handover.enterpriseId',
  'handover.assignmentOp',
]);

/** Whether a field only points at other records or saves: it is left out wherever changes are told. */
export function isReference(entityType: string, field: string): boolean {
  return references.has(`${entityType}.${field}`);
}

/** '' for an empty value. */
export function readableValue(
  entityType: string,
  field: string,
  value: unknown,
  names: ReadableNames,
): string {
  if (isReference(entityType, field)) return '';
  if (field === deletedField) return value === true ? '已删除' : '已恢复';
  return readers[`${entityType}.${field}`]?.(value, names) ?? plainText(value, field);
}

function kindLabel(value: unknown): string | null {
  return typeof value === 'string' && value in linkKindLabels
    ? linkKindLabels[value as keyof typeof linkKindLabels]
    : null;
}

function labelIn(labels: Readonly<Record<string, string>>, value: unknown): string | null {
  return typeof value === 'string' ? (labels[value] ?? null) : null;
}

/** 已作结论（报告 2026-11-10 10:00，检查 2026-11-12，结论 2026-11-13） */
function progressText(value: unknown): string | null {
  const progress = filingProgress.safeParse(value);
  if (!progress.success) return null;
  const { status, reportedAtMs, notifiedAtMs, inspectedOn, concludedOn, sentAtMs } = progress.data;
  const moment = (ms: number | null): string => (ms === null ? '' : localDateTime(ms));
  const steps = [
    ['报告', moment(reportedAtMs)],
    ['通报', moment(notifiedAtMs)],
    ['检查', inspectedOn],
    ['结论', concludedOn],
    ['报送', moment(sentAtMs)],
  ].flatMap(([label, when]) => (when === '' ? [] : [`${label} ${when}`]));
  return filingStatusLabels[status] + (steps.length === 0 ? '' : `（${steps.join('，')}）`);
}

/** 仍须报送（皋发改函〔2026〕3号，2026-11-20） */
function answerText(value: unknown): string | null {
  const answer = policyAnswer.safeParse(value);
  if (!answer.success) return null;
  const { choice, reference, answeredOn } = answer.data;
  const label = policyQuestions
    .flatMap(({ choices }) => [...choices])
    .find((each) => each.value === choice)?.label;
  const source = [reference, answeredOn].filter((text) => text !== '').join('，');
  return (label ?? choice) + (source === '' ? '' : `（${source}）`);
}

/** 2026-11-23 09:00，办公系统，王经办，收文 128 */
function deliveryText(value: unknown): string | null {
  const facts = deliveryFacts.safeParse(value);
  if (!facts.success) return null;
  const { atMs, way, handledBy, receiptNumber, note } = facts.data;
  const how = labelIn(deliveryWayLabels, way) ?? way;
  return [localDateTime(atMs), how, handledBy, receiptNumber, note].filter((text) => text !== '').join('，');
}

/** 办理中（主办 市发改委，期限 2026-12-08，第 2 轮） */
function handlingText(value: unknown): string | null {
  const handling = partialHandling.safeParse(value);
  if (!handling.success) return null;
  const { state, host, helpers, hostDueOn, answeredOn, endedOn, round, endedWith } = handling.data;
  const label = state === 'returned' ? '退回镇区' : problemStateLabels[state ?? 'raised'];
  const facts = [
    ['主办', host],
    ['协办', helpers?.join('、')],
    ['期限', hostDueOn],
    ['答复', answeredOn],
    ['关闭', endedOn],
  ].flatMap(([name, text]) => (text === undefined || text === '' ? [] : [`${name} ${text}`]));
  if (endedWith && endedWith.length > 0) facts.push(`含并案 ${endedWith.length} 个`);
  if ((round ?? 1) > 1) facts.push(`第 ${round} 轮`);
  return label + (facts.length === 0 ? '' : `（${facts.join('，')}）`);
}

/** 已走访 2026-11-20（计划 2026-11-18） */
function timingText(value: unknown): string | null {
  const timing = visitTiming.safeParse(value);
  if (!timing.success) return null;
  const { status, plannedOn, visitedOn, reason } = timing.data;
  const label = visitStatusLabels[status];
  const plan = plannedOn !== '' && plannedOn !== visitedOn ? `（计划 ${plannedOn}）` : '';
  return [`${label} ${visitedOn}`.trim() + plan, reason].filter((text) => text !== '').join('：');
}

function plainText(value: unknown, field: string): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'number') return field.endsWith('Ms') ? localDateTime(value) : String(value);
  if (Array.isArray(value)) {
    return value
      .map((item) => plainText(item, ''))
      .filter((text) => text !== '')
      .join('、');
  }
  return Object.entries(value)
    .map(([name, item]) => plainText(item, name))
    .filter((text) => text !== '')
    .join('，');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** 1.2 MB */
export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
