/**
 * What the policy leaves open (皋政办发〔2021〕87号) and the city DRC may answer. Until it does, the program goes by a default
 * that is explained, and never guesses silently. Pure.
 */
export interface PolicyChoice {
  /** With its question's name where another question has the like: a history reads an answer by its value alone. */
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
  {
    key: 'host-days',
    question: '企业问题交办后，主办单位应在几个工作日内答复',
    gap: '四（二）要求有求必应、及时闭环，没有写天数。',
    choices: [
      { value: '5-host', label: '5 个工作日' },
      { value: '7-host', label: '7 个工作日' },
      { value: '10-host', label: '10 个工作日' },
      { value: '15-host', label: '15 个工作日' },
    ],
    fallback: '7-host',
    why: '参照外地同类规定（主办 7 个工作日）；逐件可以另定期限或延期。',
  },
  {
    key: 'helper-days',
    question: '企业问题交办后，协办单位应在几个工作日内提出意见',
    gap: '四（二）没有写协办单位的期限。',
    choices: [
      { value: '2-helper', label: '2 个工作日' },
      { value: '3-helper', label: '3 个工作日' },
      { value: '5-helper', label: '5 个工作日' },
    ],
    fallback: '3-helper',
    why: '参照外地同类规定（协办 3 个工作日），为主办单位留出汇总时间。',
  },
  {
    key: 'quiet-days',
    question: '多少天内走访或检查过的企业，再次安排走访应当提醒（无事不扰）',
    gap: '文件要求无事不扰，没有写间隔。',
    choices: [
      { value: '7-quiet', label: '7 天' },
      { value: '15-quiet', label: '15 天' },
      { value: '30-quiet', label: '30 天' },
    ],
    fallback: '15-quiet',
    why: '半个月内再去，宜与已有安排合并；只提醒，不限制走访。',
  },
  {
    key: 'visit-frequency',
    question: '挂钩联系领导多久走访一次所联系的企业',
    gap: '四（二）要求挂钩服务在库企业，没有写次数。',
    choices: [
      { value: 'month', label: '每月一次' },
      { value: 'quarter', label: '每季度一次' },
    ],
    fallback: 'quarter',
    why: '季度信息通报按季汇总；每月都去不合无事不扰，领导可自行增加。',
  },
] as const satisfies readonly PolicyQuestion[];

export type PolicyKey = (typeof policyQuestions)[number]['key'];
export const policyKeys = policyQuestions.map(({ key }) => key);

type ChoiceOf<Key extends PolicyKey> = Extract<
  (typeof policyQuestions)[number],
  { readonly key: Key }
>['choices'][number]['value'];

/** What holds: the answer, or the default while there is none. */
export function policyChoice<Key extends PolicyKey>(
  answers: ReadonlyMap<string, string>,
  key: Key,
): ChoiceOf<Key> {
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
