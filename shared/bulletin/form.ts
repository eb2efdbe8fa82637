import type { FormSpec } from '../form.ts';

/** 季度信息通报: the quarter is chosen above it, its figures are counted and not typed. */
export const bulletinForm: FormSpec = {
  sections: [
    {
      title: '通报',
      fields: [
        { name: 'quarter', label: '季度', input: { kind: 'custom', widget: 'quarter' }, required: true },
        { name: 'issue', label: '期号', input: { kind: 'integer', unit: '期' }, required: true },
        {
          name: 'title',
          label: '标题',
          input: { kind: 'text', maxLength: 100 },
          required: true,
          span: 'full',
        },
        { name: 'unit', label: '编发单位', input: { kind: 'text', maxLength: 100 }, required: true },
        {
          name: 'issuedOn',
          label: '印发日期',
          input: { kind: 'date' },
          help: '没有填写的是草拟稿，只有市级能看到；填写以后随数据包发到各镇区和挂钩领导',
        },
      ],
    },
    {
      title: '数字',
      fields: [
        { name: 'figures', label: '数字', input: { kind: 'custom', widget: 'figures' }, span: 'full' },
      ],
    },
    {
      title: '特色亮点',
      fields: [
        {
          name: 'highlights',
          label: '特色亮点',
          input: { kind: 'custom', widget: 'highlights' },
          span: 'full',
        },
      ],
    },
    {
      title: '结尾',
      fields: [
        {
          name: 'closing',
          label: '下一步工作',
          input: { kind: 'multiline', rows: 4, maxLength: 5000 },
          span: 'full',
        },
        {
          name: 'recipients',
          label: '发送范围',
          input: { kind: 'multiline', rows: 2, maxLength: 500 },
          span: 'full',
        },
      ],
    },
  ],
};

export const bulletinTitle = '如皋市专精特新“小巨人”企业培育工作季度信息通报';
export const bulletinUnit = '如皋市专精特新“小巨人”企业培育领导小组办公室';
export const bulletinRecipients = '送：市专精特新“小巨人”企业培育领导小组成员单位\n发：各镇（区、街道）';
