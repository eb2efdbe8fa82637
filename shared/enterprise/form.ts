/** The ledger's forms: profile facts, a title, a plan. */
import type { FormSpec } from '../form.ts';
import { levelOf } from './levels.ts';
import { type PlanFields, type ProfileField, titleLevelKeys, type TitleFields } from './schema.ts';

/** What the city and the town both fill in. Widgets: `creditCode`, `shortName`. */
export const profileForm: FormSpec<ProfileField> = {
  sections: [
    {
      title: '企业',
      fields: [
        {
          name: 'name',
          label: '企业名称',
          input: { kind: 'text', maxLength: 100 },
          required: true,
          span: 'full',
          help: '营业执照上的全称',
        },
        { name: 'creditCode', label: '统一社会信用代码', input: { kind: 'custom', widget: 'creditCode' } },
        { name: 'shortName', label: '简称', input: { kind: 'custom', widget: 'shortName' } },
        {
          name: 'formerNames',
          label: '曾用名',
          input: { kind: 'tags', placeholder: '输入后按回车，可填多个' },
          span: 'full',
        },
        { name: 'foundedOn', label: '成立日期', input: { kind: 'date' } },
        { name: 'industry', label: '行业', input: { kind: 'text', maxLength: 100 } },
        { name: 'mainProduct', label: '主导产品', input: { kind: 'text', maxLength: 500 }, span: 'full' },
        { name: 'address', label: '地址', input: { kind: 'text', maxLength: 100 }, span: 'full' },
      ],
    },
    {
      title: '联系',
      fields: [
        { name: 'legalRepresentative', label: '法定代表人', input: { kind: 'text', maxLength: 100 } },
        { name: 'contactName', label: '联系人', input: { kind: 'text', maxLength: 100 } },
        { name: 'contactPhone', label: '联系电话', input: { kind: 'text', maxLength: 100 } },
        { name: 'note', label: '备注', input: { kind: 'multiline', rows: 2, maxLength: 2000 }, span: 'full' },
      ],
    },
  ],
};

/** 新建企业 at the city, which assigns it at once; `towns` in their order. */
export function cityProfileForm(
  towns: readonly { readonly id: string; readonly name: string }[],
): FormSpec<ProfileField | 'townId'> {
  const [enterprise, ...others] = profileForm.sections;
  if (enterprise === undefined) return profileForm;
  const [name, ...fields] = enterprise.fields;
  const town = {
    name: 'townId',
    label: '所属镇区',
    input: {
      kind: 'select',
      options: towns.map(({ id, name: label }) => ({ value: id, label })),
      allowEmpty: true,
    },
    span: 'full',
    help: '可以先不选，以后在台账中分派',
  } as const;
  return {
    sections: [
      { ...enterprise, fields: [...(name === undefined ? [] : [name]), town, ...fields] },
      ...others,
    ],
  };
}

const levelOptions = titleLevelKeys.map((value) => ({ value, label: levelOf(value).label }));

export const titleForm: FormSpec<keyof TitleFields> = {
  sections: [
    {
      title: '',
      fields: [
        {
          name: 'level',
          label: '级别',
          input: { kind: 'select', options: levelOptions },
          required: true,
          span: 'full',
        },
        {
          name: 'certificateNumber',
          label: '证书编号',
          input: { kind: 'text', maxLength: 100 },
          span: 'full',
        },
        { name: 'grantedOn', label: '认定日期', input: { kind: 'date' }, required: true },
        { name: 'validUntil', label: '有效期至', input: { kind: 'date' }, help: '没有期限请留空' },
        { name: 'note', label: '备注', input: { kind: 'multiline', rows: 2, maxLength: 2000 }, span: 'full' },
      ],
    },
  ],
};

export const planForm: FormSpec<keyof PlanFields> = {
  sections: [
    {
      title: '',
      fields: [
        {
          name: 'level',
          label: '申报级别',
          input: { kind: 'select', options: levelOptions },
          required: true,
          span: 'full',
        },
        { name: 'year', label: '计划年度', input: { kind: 'year' }, required: true },
        { name: 'source', label: '来源', input: { kind: 'text', maxLength: 100 }, help: '文号或依据' },
      ],
    },
  ],
};
