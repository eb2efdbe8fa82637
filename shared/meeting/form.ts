import type { FormSpec } from '../form.ts';
import { chairRoles } from './contract.ts';

/** 月度联席会议纪要: topics and 议定事项 are tables the screen draws. */
export const meetingForm: FormSpec = {
  sections: [
    {
      title: '会议',
      fields: [
        { name: 'month', label: '会议月份', input: { kind: 'month' }, required: true },
        { name: 'heldOn', label: '会议日期', input: { kind: 'date' }, required: true },
        { name: 'place', label: '地点', input: { kind: 'text', maxLength: 200 } },
        { name: 'chair', label: '主持人', input: { kind: 'text', maxLength: 200 }, required: true },
        {
          name: 'chairRole',
          label: '主持人职务',
          input: {
            kind: 'text',
            maxLength: 200,
            suggestions: chairRoles,
          },
          help: '印在会议纪要上，可选可填；月度联席会议由组长或副组长牵头召开',
        },
        { name: 'recorder', label: '记录人', input: { kind: 'text', maxLength: 200 } },
        {
          name: 'departments',
          label: '参会部门',
          input: { kind: 'tags', placeholder: '输入一个，按 Enter 再输入下一个' },
          span: 'full',
        },
      ],
    },
    {
      title: '议题',
      fields: [{ name: 'topics', label: '议题', input: { kind: 'custom', widget: 'topics' }, span: 'full' }],
    },
    {
      title: '议定事项',
      fields: [
        {
          name: 'decisions',
          label: '议定事项',
          input: { kind: 'custom', widget: 'decisions' },
          span: 'full',
        },
      ],
    },
  ],
};

/** 办理情况 that a town reports of a decision of the city's. */
export const reportForm: FormSpec = {
  sections: [
    {
      title: '',
      fields: [
        {
          name: 'outcome',
          label: '办理进度',
          input: {
            kind: 'select',
            options: [
              { value: 'done', label: '已办结' },
              { value: 'ongoing', label: '正在办理' },
            ],
          },
          required: true,
        },
        {
          name: 'text',
          label: '情况说明',
          input: { kind: 'multiline', rows: 4, maxLength: 2000 },
          required: true,
        },
        { name: 'on', label: '日期', input: { kind: 'date' }, required: true },
      ],
    },
  ],
};

/** Why the city sends a report back. */
export const returnForm: FormSpec = {
  sections: [
    {
      title: '',
      fields: [
        {
          name: 'reason',
          label: '退回原因',
          input: { kind: 'multiline', rows: 3, maxLength: 500 },
          required: true,
          help: '随下次数据包告知镇区',
        },
      ],
    },
  ],
};
