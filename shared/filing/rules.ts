/**
 * 检查处置报备 (皋政办发〔2021〕87号, 四(四) and 附件6): who must be told of an inspection. Pure.
 * The program records and reminds; it never approves and never blocks an inspection.
 */
import type { LevelKey, NantongStanding } from '../enterprise/levels.ts';
import { nantongStanding } from '../enterprise/levels.ts';
import type { PoolMembership } from '../enterprise/schema.ts';
import { isPoolMemberOn, levelsHeldOn, type TitleSpan, titleStateOn } from '../enterprise/rules.ts';

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
export function nextStatuses(status: FilingStatus): readonly FilingStatus[] {
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
 * required: all three. exempt: not beforehand, sending the conclusion is offered (the policy does not say).
 * not-required: may be recorded. ask: only 专精特新产品, the policy does not say.
 */
export type FilingDuty = 'required' | 'exempt' | 'not-required' | 'ask';

export const filingDutyTexts: Readonly<Record<FilingDuty, string>> = {
  required: '须事前报告市政府及部门负责人并通报联系市领导，处置结论作出次日报送联系市领导',
  exempt: '免于事前报告和通报（请写明文号或必要性）；处置结论是否报送政策未明确，建议照常报送',
  'not-required': '不要求报备，可备案',
  ask: '仅有专精特新产品，是否须报备政策未明确，请示市发改委',
};

export function filingDuty(standing: NantongStanding, trigger: FilingTrigger): FilingDuty {
  if (standing === 'no') return 'not-required';
  if (standing === 'unclear') return 'ask';
  return trigger === 'ordinary' ? 'required' : 'exempt';
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
