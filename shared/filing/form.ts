import type { FormSpec, FormValues } from '../form.ts';
import { filingDomainLabels, filingDomains, filingTriggerLabels, filingTriggers } from './rules.ts';

const isExempt = (values: FormValues): boolean => values['trigger'] !== 'ordinary';

/** 附件6, in its own order: what is known before the inspection, then what is found. */
export const filingForm: FormSpec = {
  sections: [
    {
      title: '检查前',
      fields: [
        {
          name: 'enterpriseId',
          label: '企业名称',
          input: { kind: 'custom', widget: 'enterprise' },
          required: true,
        },
        { name: 'inspectionDate', label: '检查日期', input: { kind: 'date' }, required: true },
        {
          name: 'leader',
          label: '联系市领导',
          input: { kind: 'custom', widget: 'leader' },
          span: 'full',
        },
        {
          name: 'verdict',
          label: '报备要求',
          input: { kind: 'custom', widget: 'verdict' },
          span: 'full',
        },
        {
          name: 'inspectingUnit',
          label: '检查处置单位',
          input: { kind: 'custom', widget: 'unit' },
          required: true,
          help: '填写实施检查的行政机关全称',
        },
        {
          name: 'domain',
          label: '检查领域',
          input: {
            kind: 'select',
            options: filingDomains.map((value) => ({ value, label: filingDomainLabels[value] })),
          },
          required: true,
        },
        {
          name: 'trigger',
          label: '检查类型',
          input: {
            kind: 'select',
            options: filingTriggers.map((value) => ({ value, label: filingTriggerLabels[value] })),
          },
          required: true,
        },
        {
          name: 'triggerReference',
          label: '文号或必要性',
          input: { kind: 'text', maxLength: 500 },
          help: '上级安排的文号，或安全环保检查的必要性',
          visibleWhen: isExempt,
        },
        {
          name: 'basisAndReason',
          label: '检查依据和原因',
          input: { kind: 'custom', widget: 'basis' },
          required: true,
          span: 'full',
        },
      ],
    },
    {
      title: '检查后（检查以后再填，可以先保存）',
      fields: [
        { name: 'findings', label: '检查情况', input: { kind: 'multiline', rows: 3 }, span: 'full' },
        { name: 'conclusion', label: '处置结论', input: { kind: 'multiline', rows: 2 }, span: 'full' },
        {
          name: 'firstDiscovered',
          label: '是否首次发现',
          input: {
            kind: 'select',
            options: [
              { value: 'yes', label: '是' },
              { value: 'no', label: '否' },
            ],
            allowEmpty: true,
          },
          help: '存在问题是否首次发现',
        },
        { name: 'thisConclusion', label: '此次处置结论', input: { kind: 'text', maxLength: 500 } },
        {
          name: 'rectificationDueDate',
          label: '整改期限',
          input: { kind: 'date' },
          help: '限期整改时填写，不印在表上',
        },
        { name: 'note', label: '备注', input: { kind: 'text', maxLength: 5000 }, help: '不印在表上' },
      ],
    },
  ],
};
