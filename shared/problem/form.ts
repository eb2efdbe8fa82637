/** 问题诉求 as it is written down, and what each step asks for. */
import type { FormField, FormSpec } from '../form.ts';
import {
  confirmationWayLabels,
  confirmationWays,
  problemCategories,
  problemCategoryLabels,
  problemSourceLabels,
  problemSources,
} from './rules.ts';
import type { EntryKind } from './steps.ts';
import type { CorrectableKind } from './thread.ts';

const facts: readonly FormField[] = [
  {
    name: 'title',
    label: '问题',
    input: { kind: 'text', maxLength: 100 },
    required: true,
    span: 'full',
    help: '一句话写明企业要什么',
  },
  {
    name: 'detail',
    label: '具体情况',
    input: { kind: 'multiline', rows: 3, maxLength: 5000 },
    span: 'full',
  },
  {
    name: 'category',
    label: '类别',
    input: {
      kind: 'select',
      options: problemCategories.map((value) => ({ value, label: problemCategoryLabels[value] })),
    },
    required: true,
  },
  {
    name: 'source',
    label: '来源',
    input: {
      kind: 'select',
      options: problemSources.map((value) => ({ value, label: problemSourceLabels[value] })),
    },
    required: true,
  },
  { name: 'raisedOn', label: '提出日期', input: { kind: 'date' }, required: true },
];
const contact: readonly FormField[] = [
  { name: 'raisedBy', label: '企业联系人', input: { kind: 'text', maxLength: 50 } },
  { name: 'phone', label: '联系电话', input: { kind: 'text', maxLength: 50 } },
];

/** A new one: whose it is, and by when it is to be answered. */
export const newProblemForm: FormSpec = {
  sections: [
    {
      title: '企业诉求',
      fields: [
        {
          name: 'enterpriseId',
          label: '企业名称',
          input: { kind: 'custom', widget: 'enterprise' },
          required: true,
          span: 'full',
        },
        ...facts,
        {
          name: 'hostDueOn',
          label: '办理期限',
          input: { kind: 'date' },
          help: '不填按规定的工作日计算，交办时重新计算',
        },
        ...contact,
      ],
    },
  ],
};

/** One that is dealt with already. */
export const problemForm: FormSpec = {
  sections: [
    {
      title: '企业诉求',
      fields: [
        ...facts.map((field) =>
          field.name === 'raisedOn'
            ? { ...field, help: '还没有交办、期限按规定计算的，改动后重新计算期限' }
            : field,
        ),
        ...contact,
      ],
    },
  ],
};

const on = (label: string): FormField => ({ name: 'on', label, input: { kind: 'date' }, required: true });
const text = (label: string, required: boolean): FormField => ({
  name: 'text',
  label,
  input: { kind: 'multiline', rows: 3, maxLength: 5000 },
  required,
});
const unit = (name: string, label: string): FormField => ({
  name,
  label,
  input: { kind: 'custom', widget: 'unit' },
  required: true,
});

/** What is asked for before a step is taken. */
export const stepForms: Readonly<Record<Exclude<EntryKind, 'withdraw' | 'unmerge'>, FormSpec>> = {
  accept: one([on('受理日期'), text('说明', false)]),
  assign: one([
    unit('host', '主办单位'),
    { name: 'helpers', label: '协办单位', input: { kind: 'custom', widget: 'units' } },
    on('交办日期'),
    {
      name: 'hostDueOn',
      label: '主办期限',
      input: { kind: 'date' },
      help: '不填按规定的工作日从交办日起算',
    },
    {
      name: 'helperDueOn',
      label: '协办期限',
      input: { kind: 'date' },
      visibleWhen: ({ helpers }) => Array.isArray(helpers) && helpers.length > 0,
    },
    text('交办意见', false),
  ]),
  extend: one([
    { name: 'hostDueOn', label: '新的期限', input: { kind: 'date' }, required: true },
    text('延期原因', true),
    on('延期日期'),
  ]),
  answer: one([unit('by', '答复单位'), text('答复内容', true), on('答复日期')]),
  confirm: one([
    {
      name: 'satisfied',
      label: '企业意见',
      input: {
        kind: 'select',
        options: [
          { value: 'yes', label: '满意' },
          { value: 'no', label: '不满意' },
        ],
      },
      required: true,
    },
    {
      name: 'way',
      label: '确认方式',
      input: {
        kind: 'select',
        options: confirmationWays.map((value) => ({ value, label: confirmationWayLabels[value] })),
      },
      required: true,
    },
    { name: 'by', label: '企业确认人', input: { kind: 'text', maxLength: 50 }, required: true },
    on('确认日期'),
    { name: 'note', label: '企业原话', input: { kind: 'multiline', rows: 2, maxLength: 5000 } },
  ]),
  close: one([on('办结日期'), text('办结说明', false)]),
  explain: one([text('解释说明', true), on('关闭日期')]),
  reopen: one([
    text('重新办理的原因', true),
    { name: 'hostDueOn', label: '办理期限', input: { kind: 'date' }, help: '不填按规定的工作日计算' },
    on('重新办理日期'),
  ]),
  escalate: one([text('提请原因', true)]),
  return: one([text('退回原因', true), on('退回日期')]),
  merge: one([
    { name: 'intoId', label: '并入', input: { kind: 'custom', widget: 'problem' }, required: true },
  ]),
  comment: one([text('补充说明', true)]),
};

/** As it is asked now, beside the deadline that holds; '' for none. */
export function stepForm(kind: keyof typeof stepForms, dueOn: string): FormSpec {
  const helps: Readonly<Record<string, string>> =
    dueOn === ''
      ? {}
      : kind === 'extend'
        ? { hostDueOn: `原期限 ${dueOn}` }
        : kind === 'accept'
          ? { on: `受理后期限照常计算，仍为 ${dueOn}` }
          : {};
  const { sections } = stepForms[kind];
  return {
    sections: sections.map(({ title, fields }) => ({
      title,
      fields: fields.map((field) => {
        const help = helps[field.name];
        return help === undefined ? field : { ...field, help };
      }),
    })),
  };
}

/** As the step asks for it, with the reason why it is written again. */
export function correctionForm(kind: CorrectableKind): FormSpec {
  const fields = stepForms[kind].sections.flatMap((section) => section.fields);
  const reason: FormField = {
    name: 'reason',
    label: '更正原因',
    input: { kind: 'text', maxLength: 200 },
    required: true,
  };
  return one([...fields, reason]);
}

function one(fields: readonly FormField[]): FormSpec {
  return { sections: [{ title: '', fields }] };
}
