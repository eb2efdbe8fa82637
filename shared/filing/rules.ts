/**
 * 检查处置报备 (皋政办发〔2021〕87号, 四(四) and 附件6): who must be told of an inspection. Pure.
 * The program records and reminds; it never approves and never blocks an inspection.
 */
import type { LevelKey, NantongStanding } from '../enterprise/levels.ts';
import { nantongStanding } from '../enterprise/levels.ts';
import type { PoolMembership } from '../enterprise/schema.ts';
import { isPoolMemberOn, levelsHeldOn, type TitleSpan, titleStateOn } from '../enterprise/rules.ts';
import type { ClauseKey } from './clauses.ts';
import type { PolicyKey } from '../policy/questions.ts';
import type { FilingPolicy } from './policy.ts';

/** 草稿 → 已事前报告 → 已检查 → 已作结论 → 已报送联系领导 */
export const filingStatuses = ['draft', 'reported', 'inspected', 'concluded', 'sent'] as const;
export type FilingStatus = (typeof filingStatuses)[number];

export const filingStatusLabels: Readonly<Record<FilingStatus, string>> = {
  draft: '草稿',
  reported: '已事前报告',
  inspected: '已检查',
  concluded: '已作结论',
  sent: '已报送联系领导',
};

/** Only these two exempt from reporting beforehand: 上级安排的专项检查, 必要的安全环保检查. */
export const filingTriggers = ['ordinary', 'superior-special', 'safety-environment'] as const;
export type FilingTrigger = (typeof filingTriggers)[number];

export const filingTriggerLabels: Readonly<Record<FilingTrigger, string>> = {
  ordinary: '一般检查',
  'superior-special': '上级安排的专项检查',
  'safety-environment': '必要的安全环保检查',
};

export const filingDomains = ['environment', 'safety', 'fire', 'other'] as const;
export type FilingDomain = (typeof filingDomains)[number];

export const filingDomainLabels: Readonly<Record<FilingDomain, string>> = {
  environment: '环保',
  safety: '安全',
  fire: '消防',
  other: '其他',
};

export interface FilingProgress {
  readonly status: FilingStatus;
  /** 报告市政府及部门负责人 */
  readonly reportedAtMs: number | null;
  /** 通报挂钩联系市领导 */
  readonly notifiedAtMs: number | null;
  /** 实际检查日期, '' before the inspection */
  readonly inspectedOn: string;
  /** 作出处置结论的日期, '' before */
  readonly concludedOn: string;
  /** 报送挂钩联系市领导 */
  readonly sentAtMs: number | null;
}

export const emptyProgress: FilingProgress = {
  status: 'draft',
  reportedAtMs: null,
  notifiedAtMs: null,
  inspectedOn: '',
  concludedOn: '',
  sentAtMs: null,
};

/** Where a filing may go next. An inspection is recorded whether or not it was reported. */
export function nextStatuses(status: FilingStatus): readonly Exclude<FilingStatus, 'draft'>[] {
  switch (status) {
    case 'draft':
      return ['reported', 'inspected'];
    case 'reported':
      return ['inspected'];
    case 'inspected':
      return ['concluded'];
    case 'concluded':
      return ['sent'];
    case 'sent':
      return [];
  }
}

/** One step back, for a slip of the hand; null at the start. What that step recorded is taken away. */
export function stepBack(progress: FilingProgress): FilingProgress | null {
  switch (progress.status) {
    case 'draft':
      return null;
    case 'reported':
      return { ...progress, status: 'draft', reportedAtMs: null, notifiedAtMs: null };
    case 'inspected':
      return { ...progress, status: progress.reportedAtMs === null ? 'draft' : 'reported', inspectedOn: '' };
    case 'concluded':
      return { ...progress, status: 'inspected', concludedOn: '' };
    case 'sent':
      return { ...progress, status: 'concluded', sentAtMs: null };
  }
}

/**
 * What one clock asks for. required: it must be done. exempt: it would have to, but for the kind of inspection. offered:
 * the policy does not say, better done. not-required: it may be recorded. ask: only the DRC can say.
 */
export const demands = ['required', 'exempt', 'offered', 'not-required', 'ask'] as const;
export type Demand = (typeof demands)[number];

export interface ClockVerdict {
  readonly demand: Demand;
  /** Why, in the officer's words. */
  readonly because: string;
  /** The words of the policy it rests on; null where the policy says nothing. */
  readonly clause: ClauseKey | null;
  /** The open question whose answer (or default) decided. */
  readonly question: PolicyKey | null;
}

/** One row of the decision table (policy/reading.md, Annex 6). */
export interface FilingVerdict {
  /** 提前报告市政府及部门负责人 */
  readonly report: ClockVerdict;
  /** 通报挂钩联系市领导 */
  readonly notify: ClockVerdict;
  /** 处置结论次日报送联系市领导 */
  readonly send: ClockVerdict;
  /** 入库企业首次环保、安全、消防检查，宜整改或限期整改 */
  readonly isSoftFirst: boolean;
}

export interface DecidedFacts {
  readonly standing: EnterpriseStanding;
  readonly trigger: FilingTrigger;
  readonly domain: FilingDomain;
  /** Domains in which the enterprise was inspected before. */
  readonly earlierDomains: readonly FilingDomain[];
  readonly policy: FilingPolicy;
}

export function decideFiling(facts: DecidedFacts): FilingVerdict {
  const beforehand = decideBeforehand(facts);
  return {
    report: beforehand,
    notify: beforehand,
    send: decideSending(facts, beforehand),
    isSoftFirst:
      facts.policy.isInForce &&
      isSoftFirstInspection(facts.standing.isPoolMember, facts.domain, facts.earlierDomains),
  };
}

function decideBeforehand({ standing, trigger, policy }: DecidedFacts): ClockVerdict {
  if (!policy.isInForce)
    return verdict('not-required', '市发改委已答复 87号文件不再执行，检查只作登记', null, 'in-force');
  const isProduct = standing.standing === 'unclear';
  if (isProduct && policy.product === 'ask')
    return verdict('ask', '仅有专精特新产品，是否须报备政策没有写明，请示市发改委', null, 'product');
  if (standing.standing === 'no' || (isProduct && policy.product === 'not-required'))
    return verdict('not-required', notRequiredReason(standing), null, isProduct ? 'product' : null);
  const who = isProduct
    ? '市发改委已答复，仅有专精特新产品的企业须报备'
    : '该企业是南通市级以上专精特新小巨人企业或单项冠军企业';
  const question = isProduct ? 'product' : null;
  return trigger === 'ordinary'
    ? verdict('required', who, 'report', question)
    : verdict(
        'exempt',
        `${filingTriggerLabels[trigger]}，免于事前报告和通报，请写明文号或必要性`,
        'exempt',
        question,
      );
}

function decideSending({ policy }: DecidedFacts, beforehand: ClockVerdict): ClockVerdict {
  if (beforehand.demand === 'required') return { ...beforehand, clause: 'next-day' };
  if (beforehand.demand !== 'exempt') return beforehand;
  const because: Readonly<Record<FilingPolicy['exemptSend'], string>> = {
    offered: '免于事前报告的检查，处置结论是否报送政策没有写明，建议照常报送',
    required: '市发改委已答复，免于事前报告的检查，处置结论仍须报送',
    'not-required': '市发改委已答复，免于事前报告的检查，处置结论不要求报送',
  };
  return verdict(policy.exemptSend, because[policy.exemptSend], 'next-day', 'exempt-send');
}

function notRequiredReason({ standing, isExpired, isOnlyPlanned, isPoolMember }: EnterpriseStanding): string {
  if (standing === 'unclear') return '市发改委已答复，仅有专精特新产品的企业不要求报备';
  if (isExpired) return '称号在检查日期已过有效期，按称号不要求报备，可登记备查';
  if (isOnlyPlanned) return '仅列入申报计划（附件7），尚无称号，不要求报备，可登记备查';
  return isPoolMember
    ? '在培育库内，没有南通市级以上称号，不要求报备，可登记备查'
    : '没有南通市级以上称号，不要求报备，可登记备查';
}

function verdict(
  demand: Demand,
  because: string,
  clause: ClauseKey | null,
  question: PolicyKey | null,
): ClockVerdict {
  return { demand, because, clause, question };
}

/** The verdict in one line, over the three clocks. */
export function verdictText({ report, send }: FilingVerdict): string {
  switch (report.demand) {
    case 'required':
      return '须事前报告市政府及部门负责人并通报联系市领导，处置结论作出次日报送联系市领导';
    case 'exempt':
      return `免于事前报告和通报（请写明文号或必要性）；${send.because.split('，').slice(1).join('，')}`;
    default:
      return report.because;
  }
}

/** What the enterprise is on the day of the inspection. */
export interface EnterpriseStanding {
  readonly standing: NantongStanding;
  readonly held: readonly LevelKey[];
  /** 入库企业 on the date */
  readonly isPoolMember: boolean;
  /** Held a title that required reporting, but it is past its validity (and no other stands). */
  readonly isExpired: boolean;
  /** Named in 附件7 only: a plan to apply is no title. */
  readonly isOnlyPlanned: boolean;
}

export function enterpriseStanding(
  titles: readonly TitleSpan[],
  plannedLevels: readonly LevelKey[],
  pool: PoolMembership | null,
  date: string,
): EnterpriseStanding {
  const held = levelsHeldOn(titles, pool, date);
  const standing = nantongStanding(held);
  const expired = titles.filter((title) => titleStateOn(title, date) === 'expired');
  const isExpired = standing !== 'yes' && nantongStanding(expired.map(({ level }) => level)) === 'yes';
  return {
    standing,
    held,
    isPoolMember: isPoolMemberOn(pool, date),
    isExpired,
    isOnlyPlanned: standing === 'no' && !isExpired && nantongStanding(plannedLevels) === 'yes',
  };
}

/** 入库企业首次环保、安全、消防检查，宜整改或限期整改: a prompt, never a refusal. */
export function isSoftFirstInspection(
  isPoolMember: boolean,
  domain: FilingDomain,
  earlierDomains: readonly FilingDomain[],
): boolean {
  return isPoolMember && domain !== 'other' && !earlierDomains.includes(domain);
}

/** 议事协调机构 may not inspect (国办发〔2024〕54号). A department such as 卫生健康委员会 is none. */
export function isCoordinatingBody(unit: string): boolean {
  return /(领导小组|联席会议|协调小组|工作专班|指挥部|安全生产委员会|消防安全委员会|安委会|消安委|安委办|消安办)(办公室)?$/.test(
    unit.trim(),
  );
}

/** 停产、罚款、上网: what the first inspection of a pool enterprise should not use. */
export function harshMeasures(text: string): string[] {
  return ['停产', '罚款', '上网'].filter((word) =>
    new RegExp(`(?<!不|不予|未|免予|免于|不得|不宜)${word}`).test(text),
  );
}

/** 张三（副市长）, as the paper shows it. */
export function leaderText(leader: { readonly name: string; readonly post: string } | null): string {
  if (!leader) return '';
  return leader.post === '' ? leader.name : `${leader.name}（${leader.post}）`;
}
