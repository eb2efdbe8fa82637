import { z } from 'zod';
import { date, defineEntity, type FieldSpec, integer, json, text } from '../log/entity.ts';
import { composite, dateText, monthText } from '../log/formats.ts';
import { assignedBasis, assignedReport, assignedStanding } from './assigned.ts';

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

const day = z.string().refine(dateText.accepts);
const standing = composite(
  'decision-standing',
  '办理状态、日期和轮次',
  z.looseObject({ ...assignedStanding.shape, on: day }),
);
const report = composite(
  'decision-report',
  '是否办结、日期和情况',
  z.looseObject({ ...assignedReport.shape, on: day }),
);
const basis = composite('decision-basis', '所依据的纪要保存', assignedBasis);

/** 月度联席会议纪要. Partition: `town:…`, or `city-internal` at the city desk. */
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
    /** Coupled: {done: boolean, doneOn: string} */ completion: json('办理进度', completion),
  },
});

/**
 * 交镇区办理的议定事项: what one town is told of a decision of the city's meeting, whose note stays at the city, and what the
 * town reports of it. Its id follows from the decision and the town. Partition: `town:…` of that town.
 */
export const assignedDecisionEntity = defineEntity({
  type: 'assignedDecision',
  label: '市级议定事项',
  table: 'assigned_decision',
  place: 'town',
  fields: {
    decisionId: text('所属议定事项', 'city'),
    meetingMonth: { ...month, owner: 'city' },
    heldOn: date('会议日期', 'city'),
    what: text('事项', 'city'),
    who: text('责任单位（人）', 'city'),
    dueDate: date('完成时限', 'city'),
    /** Coupled: AssignedStanding */ standing: json('市级意见', standing, 'city'),
    /** AssignedBasis; null of a record that says none */ basis: json('所依据的纪要', basis, 'city'),
    /** Coupled: AssignedReport; null before the town said anything */ report: json(
      '镇区办理情况',
      report,
      'town',
    ),
  },
});
