/** The words of the policy that a verdict rests on, letter for letter (docs/policy; a test compares them). Pure. */
export const clauses = {
  report: {
    source: '皋政办发〔2021〕87号 四（四）',
    text: '对南通市级以上（含）专精特新小巨人企业、单项冠军企业的检查和处置必须提前向市政府和部门负责人作出报告，并通报给联系该企业的市领导（报备表见附件6）。',
  },
  exempt: {
    source: '皋政办发〔2021〕87号 四（四）',
    text: '除上级安排的专项检查和必要的安全环保检查外',
  },
  'next-day': {
    source: '皋政办发〔2021〕87号 附件6 备注',
    text: '处置结论作出的次日要将此表报该企业联系的市领导。',
  },
  soft: {
    source: '皋政办发〔2021〕87号 四（四）',
    text: '对入库企业环保、安全、消防等方面的首次检查，尽量不采用停产、罚款、上网等处罚手段，原则上采用整改和限期整改等方式',
  },
} as const;

export type ClauseKey = keyof typeof clauses;
export const clauseKeys = ['report', 'exempt', 'next-day', 'soft'] as const satisfies readonly ClauseKey[];
