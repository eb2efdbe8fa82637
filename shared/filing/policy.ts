/**
 * What the policy leaves open (皋政办发〔2021〕87号) and the city DRC may answer. Until it does, the program goes by a default
 * that is explained, and never guesses silently. Pure.
 */
export interface PolicyChoice {
  readonly value: string;
  readonly label: string;
}

export interface PolicyQuestion {
  readonly key: string;
  readonly question: string;
  /** What the policy says and what it does not say. */
  readonly gap: string;
  readonly choices: readonly PolicyChoice[];
  /** The value that holds until the DRC answers, and why it was chosen. */
  readonly fallback: string;
  readonly why: string;
}

export const policyQuestions = [
  {
    key: 'in-force',
    question: '87号文件在 2023 年之后是否继续执行',
    gap: '文件名为三年行动方案（2021-2023年），没有写明期满以后如何执行。',
    choices: [
      { value: 'assumed', label: '尚未答复，按继续执行办理' },
      { value: 'in-force', label: '继续执行' },
      { value: 'lapsed', label: '不再执行，检查只作登记' },
    ],
    fallback: 'assumed',
    why: '没有收到停止执行的通知；照常报备不会耽误检查，漏报则难以补救。',
  },
  {
    key: 'product',
    question: '仅有“专精特新产品”的企业，检查是否须报备',
    gap: '四（四）只写“专精特新小巨人企业、单项冠军企业”，没有写专精特新产品。',
    choices: [
      { value: 'ask', label: '尚未答复，逐件请示' },
      { value: 'required', label: '须报备' },
      { value: 'not-required', label: '不要求报备' },
    ],
    fallback: 'ask',
    why: '政策没有写明，程序不代为判断，逐件提醒请示。',
  },
  {
    key: 'exempt-send',
    question: '上级安排的专项检查、必要的安全环保检查，处置结论次日是否仍须报送联系市领导',
    gap: '四（四）免去的是事前报告和通报；附件6 备注的次日报送没有写明是否一并免去。',
    choices: [
      { value: 'offered', label: '尚未答复，建议照常报送' },
      { value: 'required', label: '仍须报送' },
      { value: 'not-required', label: '不要求报送' },
    ],
    fallback: 'offered',
    why: '报送只有一张表，领导知情有益无害；是否必须，由市发改委答复。',
  },
  {
    key: 'next-day',
    question: '处置结论的“次日”遇周末或法定节假日如何计算',
    gap: '附件6 备注只写“次日”，没有写节假日。',
    choices: [
      { value: 'calendar', label: '按日历次日，提前一个工作日提醒' },
      { value: 'workday', label: '顺延到下一个工作日' },
    ],
    fallback: 'calendar',
    why: '按字面从严：次日就是第二天；放假前的工作日先提醒，来得及报送。',
  },
  {
    key: 'department-head',
    question: '“部门负责人”指谁',
    gap: '四（四）写“市政府和部门负责人”，附件6 备注只写市政府。',
    choices: [
      { value: 'unit-head', label: '检查处置单位的主要负责人' },
      { value: 'line-head', label: '企业所属行业主管部门的主要负责人' },
    ],
    fallback: 'unit-head',
    why: '附件6 有“部门主要领导意见”一栏，由检查处置单位的主要领导签署。',
  },
  {
    key: 'same-unit-days',
    question: '同一单位多少天内再次检查同一企业应当提醒',
    gap: '文件要求控制和规范涉企检查，没有写天数。',
    choices: [
      { value: '15', label: '15 天' },
      { value: '30', label: '30 天' },
      { value: '60', label: '60 天' },
      { value: '90', label: '90 天' },
    ],
    fallback: '30',
    why: '一个月内再来，通常应当说明必要性；只提醒，不限制检查次数。',
  },
] as const satisfies readonly PolicyQuestion[];

export type PolicyKey = (typeof policyQuestions)[number]['key'];
export const policyKeys = policyQuestions.map(({ key }) => key);

/** What the rules go by, answers and defaults together. */
export interface FilingPolicy {
  readonly isInForce: boolean;
  readonly product: 'ask' | 'required' | 'not-required';
  readonly exemptSend: 'offered' | 'required' | 'not-required';
  readonly nextDay: 'calendar' | 'workday';
  readonly departmentHead: 'unit-head' | 'line-head';
  readonly sameUnitDays: number;
}

/** By key, the answers given; what no choice of ours is counts as not answered (a later program may know more). */
export function filingPolicy(answers: ReadonlyMap<string, string>): FilingPolicy {
  return {
    isInForce: chosen(answers, 'in-force') !== 'lapsed',
    product: chosen(answers, 'product'),
    exemptSend: chosen(answers, 'exempt-send'),
    nextDay: chosen(answers, 'next-day'),
    departmentHead: chosen(answers, 'department-head'),
    sameUnitDays: Number(chosen(answers, 'same-unit-days')),
  };
}

export const defaultPolicy: FilingPolicy = filingPolicy(new Map());

type ChoiceOf<Key extends PolicyKey> = Extract<
  (typeof policyQuestions)[number],
  { readonly key: Key }
>['choices'][number]['value'];

function chosen<Key extends PolicyKey>(answers: ReadonlyMap<string, string>, key: Key): ChoiceOf<Key> {
  const { choices, fallback } = policyQuestion(key);
  const given = answers.get(key);
  const choice = choices.find(({ value }) => value === given)?.value ?? fallback;
  return choice as ChoiceOf<Key>;
}

export function policyQuestion(key: PolicyKey): PolicyQuestion {
  const found = policyQuestions.find((question) => question.key === key);
  if (!found) throw new Error(`unknown policy question ${key}`);
  return found;
}

/** 检查处置单位主要负责人, as the screens name him. */
export const departmentHeadLabels: Readonly<Record<FilingPolicy['departmentHead'], string>> = {
  'unit-head': '检查处置单位主要负责人',
  'line-head': '行业主管部门主要负责人',
};
