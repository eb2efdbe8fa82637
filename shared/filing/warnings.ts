/** What a careful officer wants to be warned of before and after an inspection. Never a refusal. Pure. */
import {
  isContinued,
  type PaperExcess,
  paperExcessText,
  type UnprintableField,
  unprintableText,
} from './paper-room.ts';
import { type DateSpan, isValidOn } from '../person/rules.ts';
import { localDate } from '../clock.ts';
import type { FilingPolicy } from './policy.ts';
import { daysApart, deadlineText, filingClocks, isBeforeDay, isPressing } from './clocks.ts';
import {
  type EnterpriseStanding,
  type FilingDomain,
  filingDomainLabels,
  type FilingProgress,
  type FilingTrigger,
  type FilingVerdict,
  harshMeasures,
  isCoordinatingBody,
} from './rules.ts';

export const filingWarningCodes = [
  'no-leader',
  'paper-too-long',
  'paper-characters',
  'leader-left',
  'several-leaders',
  'ask-commission',
  'title-expired',
  'only-planned',
  'exemption-without-document',
  'coordinating-body',
  'soft-first-inspection',
  'harsh-first-inspection',
  'date-far',
  'moment-far',
  'report-after-inspection',
  'conclusion-before-inspection',
  'conclusion-before-report',
  'conclusion-empty',
  'rectification-without-date',
  'rectification-overdue',
  'first-discovered-doubtful',
  'same-unit-again',
  'joint-inspection',
  'not-sent-in-time',
] as const;
export type FilingWarningCode = (typeof filingWarningCodes)[number];

/** What a warning is about, in a few words: beside the reason that was given. */
export const filingWarningNames: Readonly<Record<FilingWarningCode, string>> = {
  'no-leader': '没有挂钩联系市领导',
  'paper-too-long': '报备表一页印不下',
  'paper-characters': '有字库中没有的字符',
  'leader-left': '联系市领导不在任',
  'several-leaders': '联系市领导不止一位',
  'ask-commission': '是否须报备政策没有写明',
  'title-expired': '称号已过有效期',
  'only-planned': '仅列入申报计划',
  'exemption-without-document': '免于事前报告没有写明文号',
  'coordinating-body': '由议事协调机构实施检查',
  'soft-first-inspection': '首次检查宜整改、限期整改',
  'harsh-first-inspection': '首次检查采取停产、罚款、上网',
  'date-far': '检查日期离今天一年以上',
  'moment-far': '办理时间比检查日期早一年以上',
  'report-after-inspection': '检查之后才报告',
  'conclusion-before-inspection': '结论早于检查',
  'conclusion-before-report': '结论早于报告',
  'conclusion-empty': '处置结论没有填写',
  'rectification-without-date': '限期整改没有期限',
  'rectification-overdue': '整改期限已过',
  'first-discovered-doubtful': '“首次发现”与以往记录不符',
  'same-unit-again': '同一单位短期内再次检查',
  'joint-inspection': '与其他单位的检查相隔很近',
  'not-sent-in-time': '结论次日 17 时仍未报送',
};

export interface FilingWarning {
  readonly code: FilingWarningCode;
  /** error: it can be neither saved nor printed. warn: likely a slip. prompt: worth knowing. */
  readonly tone: 'error' | 'warn' | 'prompt';
  readonly text: string;
}

/** Another filing of the same enterprise. */
export interface EarlierFiling {
  readonly inspectingUnit: string;
  /** Day of the inspection, planned if not yet made */
  readonly date: string;
  readonly domain: FilingDomain;
  readonly hasConclusion: boolean;
}

export interface WarningFacts {
  readonly inspectingUnit: string;
  readonly inspectionDate: string;
  readonly trigger: FilingTrigger;
  readonly triggerReference: string;
  readonly domain: FilingDomain;
  readonly conclusion: string;
  readonly thisConclusion: string;
  readonly firstDiscovered: 'yes' | 'no' | '';
  readonly rectificationDueDate: string;
  readonly progress: FilingProgress;
  /** When each was told, by the records of 报送与签收. */
  readonly deliveredAtMs: readonly number[];
  /** When the filings that this one puts right were sent. */
  readonly toldAtMs: readonly number[];
  readonly verdict: FilingVerdict;
  readonly policy: Pick<FilingPolicy, 'sameUnitDays' | 'nextDay'>;
  readonly standing: EnterpriseStanding;
  /** 挂钩联系市领导 whose link is valid on the date, with their time in office. */
  readonly leaders: readonly (DateSpan & { readonly name: string })[];
  /** What has no room on the one page of the paper. */
  readonly paperExcess: readonly PaperExcess[];
  /** What no font of the program has. */
  readonly unprintable: readonly UnprintableField[];
  /** All others of this enterprise. */
  readonly others: readonly EarlierFiling[];
}

/** Days within which another unit's inspection is pointed out. */
export const otherUnitDays = 7;

export const noLeaderText =
  '该企业在检查日期没有挂钩联系市领导：请先建立挂钩联系，或请示市发改委。已填内容保存在草稿中，检查本身不受影响。';

export function filingWarnings(facts: WarningFacts, nowMs: number): FilingWarning[] {
  return [
    ...leaderWarnings(facts),
    ...paperWarnings(facts),
    ...characterWarnings(facts),
    ...standingWarnings(facts),
    ...unitWarnings(facts),
    ...softInspectionWarnings(facts),
    ...orderWarnings(facts, localDate(nowMs)),
    ...conclusionWarnings(facts, localDate(nowMs)),
    ...sendingWarnings(facts, nowMs),
  ];
}

const warn = (code: FilingWarningCode, text: string): FilingWarning => ({ code, tone: 'warn', text });
const prompt = (code: FilingWarningCode, text: string): FilingWarning => ({ code, tone: 'prompt', text });

function leaderWarnings({ leaders, inspectionDate }: WarningFacts): FilingWarning[] {
  const [leader] = leaders;
  if (!leader) return [{ code: 'no-leader', tone: 'error', text: noLeaderText }];
  const found: FilingWarning[] = [];
  if (!isValidOn(leader, inspectionDate))
    found.push(
      warn(
        'leader-left',
        `挂钩联系市领导${leader.name}在检查日期不在任，请与市发改委核对是否已改由他人联系。`,
      ),
    );
  if (leaders.length > 1)
    found.push(
      warn(
        'several-leaders',
        `检查日期有 ${leaders.length} 位挂钩联系市领导（${leaders.map(({ name }) => name).join('、')}），表上填写最近建立的一位。`,
      ),
    );
  return found;
}

function paperWarnings({ paperExcess }: WarningFacts): FilingWarning[] {
  const text = paperExcessText(paperExcess);
  if (paperExcess.some((excess) => !isContinued(excess)))
    return [warn('paper-too-long', `报备表只印一页，${text}，印不下。可以先保存，打印前请精简。`)];
  if (paperExcess.length === 0) return [];
  return [prompt('paper-too-long', `报备表只印一页，${text}，打印时自动接在附页上，不必删减。`)];
}

function characterWarnings({ unprintable }: WarningFacts): FilingWarning[] {
  if (unprintable.length === 0) return [];
  return [
    warn(
      'paper-characters',
      `${unprintableText(unprintable)}，字库中没有，不能打印和导出 PDF。可以先保存，打印前请删去或改写，也可以导出 Word 文件在 WPS 中打印。`,
    ),
  ];
}

function standingWarnings({ verdict, standing, trigger, triggerReference }: WarningFacts): FilingWarning[] {
  const found: FilingWarning[] = [];
  if (verdict.report.demand === 'ask') found.push(warn('ask-commission', `${verdict.report.because}。`));
  if (standing.isExpired)
    found.push(
      warn('title-expired', '该企业的称号在检查日期已过有效期，按称号不要求报备；请核对是否已通过复核。'),
    );
  if (standing.isOnlyPlanned)
    found.push(prompt('only-planned', '该企业仅列入申报计划（附件7），尚无称号，按称号不要求报备。'));
  if (trigger !== 'ordinary' && triggerReference.trim() === '')
    found.push(
      warn('exemption-without-document', '免于事前报告的检查，请写明上级安排的文号或安全环保检查的必要性。'),
    );
  return found;
}

function unitWarnings({ inspectingUnit, inspectionDate, others, policy }: WarningFacts): FilingWarning[] {
  const { sameUnitDays } = policy;
  const found: FilingWarning[] = [];
  const unit = inspectingUnit.trim();
  if (isCoordinatingBody(unit))
    found.push(warn('coordinating-body', '议事协调机构不得实施检查，请填写实施检查的行政机关。'));
  if (unit === '' || inspectionDate === '') return found;
  const near = (days: number) => (other: EarlierFiling) =>
    other.date !== '' && daysApart(other.date, inspectionDate) <= days;
  const again = others.filter((other) => other.inspectingUnit === unit).find(near(sameUnitDays));
  if (again)
    found.push(
      warn(
        'same-unit-again',
        `${unit}已于 ${again.date} 检查该企业，${sameUnitDays} 天内再次检查请说明必要性。`,
      ),
    );
  const neighbour = others.filter((other) => other.inspectingUnit !== unit).find(near(otherUnitDays));
  if (neighbour)
    found.push(
      prompt(
        'joint-inspection',
        `${neighbour.inspectingUnit}于 ${neighbour.date} 检查该企业，相隔不超过 ${otherUnitDays} 天，建议商请联合检查。`,
      ),
    );
  return found;
}

function softInspectionWarnings(facts: WarningFacts): FilingWarning[] {
  const { verdict, domain } = facts;
  if (!verdict.isSoftFirst) return [];
  const label = filingDomainLabels[domain];
  const harsh = harshMeasures(`${facts.conclusion}\n${facts.thisConclusion}`);
  return harsh.length === 0
    ? [
        prompt(
          'soft-first-inspection',
          `入库企业首次${label}检查，处置宜采取整改、限期整改。依法必须采取的措施不受影响。`,
        ),
      ]
    : [
        warn(
          'harsh-first-inspection',
          `入库企业首次${label}检查不宜采取${harsh.join('、')}，宜整改、限期整改；如属依法必须采取，请说明理由。`,
        ),
      ];
}

function orderWarnings(facts: WarningFacts, today: string): FilingWarning[] {
  const { verdict, inspectionDate, progress } = facts;
  const found: FilingWarning[] = [];
  if (progress.inspectedOn === '' && inspectionDate !== '' && daysApart(inspectionDate, today) > 366)
    found.push(
      warn('date-far', `检查日期 ${inspectionDate} 离今天一年以上，请核对日期，也请核对电脑的时钟。`),
    );
  const early = daysDone(facts).filter((day) => day < inspectionDate && daysApart(day, inspectionDate) > 366);
  if (early.length > 0)
    found.push(
      warn(
        'moment-far',
        `办理时间中的 ${early.join('、')} 比检查日期 ${inspectionDate} 早一年以上，请核对是否填错年份。`,
      ),
    );
  const inspection = progress.inspectedOn || inspectionDate;
  const { reportedAtMs, concludedOn } = progress;
  const isRequired = verdict.report.demand === 'required';
  if (isRequired && reportedAtMs !== null && inspection !== '' && !isBeforeDay(reportedAtMs, inspection))
    found.push(warn('report-after-inspection', '报告时间不早于检查日期，政策要求必须提前报告，请核对。'));
  if (concludedOn !== '' && inspection !== '' && concludedOn < inspection)
    found.push(warn('conclusion-before-inspection', '处置结论日期早于检查日期，请核对。'));
  if (isRequired && concludedOn !== '' && (reportedAtMs === null || concludedOn < localDate(reportedAtMs)))
    found.push(warn('conclusion-before-report', '处置结论作出时尚未事前报告，请补报并说明理由。'));
  return found;
}

/** The days of everything recorded as done, each once, the earliest first. */
function daysDone({ progress, deliveredAtMs }: WarningFacts): string[] {
  const { reportedAtMs, notifiedAtMs, sentAtMs, inspectedOn, concludedOn } = progress;
  const moments = [reportedAtMs, notifiedAtMs, sentAtMs, ...deliveredAtMs].filter((atMs) => atMs !== null);
  const days = [...moments.map((atMs) => localDate(atMs)), inspectedOn, concludedOn].filter(
    (day) => day !== '',
  );
  return [...new Set(days)].toSorted();
}

function conclusionWarnings(facts: WarningFacts, today: string): FilingWarning[] {
  const found: FilingWarning[] = [];
  const { progress, conclusion, thisConclusion, rectificationDueDate, firstDiscovered } = facts;
  const text = `${conclusion}\n${thisConclusion}`;
  if (progress.concludedOn !== '' && text.trim() === '')
    found.push(warn('conclusion-empty', '已记为作出结论，但“处置结论”还没有填写。'));
  if (/限期(内)?整改|限期改正/.test(text) && rectificationDueDate === '')
    found.push(warn('rectification-without-date', '处置结论为限期整改，请填写整改期限。'));
  if (rectificationDueDate !== '' && rectificationDueDate < today && progress.status !== 'sent')
    found.push(warn('rectification-overdue', `整改期限 ${rectificationDueDate} 已过，请核实整改情况。`));
  const known = facts.others.some(
    (other) =>
      other.hasConclusion &&
      other.inspectingUnit === facts.inspectingUnit.trim() &&
      other.domain === facts.domain &&
      other.date !== '' &&
      other.date < facts.inspectionDate,
  );
  if (firstDiscovered === 'yes' && known)
    found.push(
      warn(
        'first-discovered-doubtful',
        `本单位此前已在${filingDomainLabels[facts.domain]}检查中对该企业作过处置，请核对是否确属首次发现。`,
      ),
    );
  return found;
}

/** From 17:00 of the last day on which an office can still do it. */
function sendingWarnings(facts: WarningFacts, nowMs: number): FilingWarning[] {
  const { nextDay } = facts.policy;
  const send = filingClocks({ ...facts, nextDay }, nowMs).find(({ key }) => key === 'send');
  if (!send || !isPressing(send) || send.dueAtMs === null || nowMs < (send.remindAtMs ?? 0)) return [];
  const text = `处置结论已于 ${facts.progress.concludedOn} 作出，报备表应在${deadlineText(send.dueAtMs)}报送联系市领导，现在还没有报送记录。`;
  return [warn('not-sent-in-time', text)];
}
