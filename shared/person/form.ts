import type { FormSpec } from '../form.ts';
import { type LinkKind, linkKindLabels, linkKinds } from './rules.ts';

const kinds = linkKinds.map((value) => ({ value, label: linkKindLabels[value] }));

/** A new or changed person; a town has no 市领导 to enter. */
export function personForm(side: 'city' | 'town'): FormSpec {
  return {
    sections: [
      {
        title: '人员',
        fields: [
          {
            name: 'category',
            label: '类别',
            input: {
              kind: 'select',
              options: side === 'city' ? kinds : kinds.filter((kind) => kind.value !== 'city-leader'),
            },
            required: true,
          },
          { name: 'name', label: '姓名', input: { kind: 'text', maxLength: 100 }, required: true },
          { name: 'post', label: '职务', input: { kind: 'text', maxLength: 100 } },
          { name: 'unit', label: '单位', input: { kind: 'text', maxLength: 100 } },
          { name: 'phone', label: '电话', input: { kind: 'text', maxLength: 100 } },
          { name: 'inOfficeFrom', label: '任职起', input: { kind: 'date' } },
          {
            name: 'inOfficeTo',
            label: '任职止',
            input: { kind: 'date' },
            help: '离任时填写；在任请留空',
          },
        ],
      },
    ],
  };
}

export interface PickablePerson {
  readonly id: string;
  readonly name: string;
  readonly post: string;
  readonly unit: string;
  readonly category: LinkKind;
}

/** A link of an enterprise; `people` are those to choose from, already of kinds this desk may link. */
export function linkForm(people: readonly PickablePerson[]): FormSpec {
  return {
    sections: [
      {
        title: '挂钩联系',
        fields: [
          {
            name: 'personId',
            label: '挂钩人员',
            input: {
              kind: 'select',
              options: people.map((person) => ({
                value: person.id,
                label: [person.name, person.unit + person.post].filter(Boolean).join('　'),
              })),
            },
            required: true,
          },
          { name: 'fromDate', label: '开始日期', input: { kind: 'date' }, required: true },
          {
            name: 'toDate',
            label: '结束日期',
            input: { kind: 'date' },
            help: '仍在挂钩请留空',
          },
          {
            name: 'note',
            label: '备注',
            input: { kind: 'multiline', rows: 2, maxLength: 500 },
            span: 'full',
          },
        ],
      },
    ],
  };
}
