import { z } from 'zod';
import { date, defineEntity, type FieldSpec, integer, json, text } from '../log/entity.ts';
import { composite, dateText, monthText } from '../log/formats.ts';

const month: FieldSpec = { ...text('会议月份'), format: monthText };
const departments = composite('departments', '部门的列表', z.array(z.string()));
const topics = composite(
  'topics',
  '议题和情况的列表',
  z.array(z.looseObject({ title: z.string(), summary: z.string() })),
);
const completion = composite(
  'completion',
  '是否办结和办结日期',
  z.looseObject({ done: z.boolean(), doneOn: z.string().refine(dateText.accepts) }),
);

/** 月度联席会议记录. Partition: `town:…`, or `city-internal` at the city desk. */
export const meetingEntity = defineEntity({
  type: 'meeting',
  label: '月度联席会议',
  table: 'meeting',
  place: 'desk',
  fields: {
    /** YYYY-MM */ month,
    heldOn: date('会议日期'),
    place: text('地点'),
    /** 主持人 */ chair: text('主持人'),
    /** 组长, 副组长, 镇长 … as it is printed */ chairRole: text('主持人职务'),
    recorder: text('记录人'),
    /** string[] */ departments: json('参会部门', departments),
    /** {title, summary}[] */ topics: json('议题', topics),
  },
});

/** 议定事项: returns as a task until done. Partition: that of its meeting. */
export const decisionEntity = defineEntity({
  type: 'decision',
  label: '议定事项',
  table: 'meeting_decision',
  place: 'desk',
  fields: {
    meetingId: text('所属会议'),
    ordinal: integer('序号'),
    what: text('事项'),
    who: text('责任单位（人）'),
    dueDate: date('完成时限'),
    /** Coupled: {done: boolean, doneOn: string} */ completion: json('办结情况', completion),
  },
});
