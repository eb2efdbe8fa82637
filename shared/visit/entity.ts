import { z } from 'zod';
import { date, defineEntity, integer, json, text } from '../log/entity.ts';
import { composite, dateText } from '../log/formats.ts';

const day = z.string().refine(dateText.accepts);
const timing = composite(
  'visit-timing',
  '计划和走访的日期',
  z.looseObject({ status: z.string(), plannedOn: day, visitedOn: day, reason: z.string() }),
);
const leader = composite(
  'visit-leader',
  '走访领导的姓名和职务',
  z.looseObject({ personId: z.string(), name: z.string(), post: z.string() }),
);
const participants = composite('participants', '人员的列表', z.array(z.string()));
const fulfilment = composite(
  'fulfilment',
  '是否兑现、日期和说明',
  z.looseObject({ done: z.boolean(), doneOn: day, note: z.string() }),
);

/** 走访服务: no inspection, and nothing of one in it. Partition: the enterprise. */
export const visitEntity = defineEntity({
  type: 'visit',
  label: '走访服务',
  table: 'visit',
  place: 'enterprise',
  append: true,
  fields: {
    /** Coupled: {status: planned | made | cancelled, plannedOn, visitedOn, reason} */ timing: json(
      '走访安排',
      timing,
    ),
    /** {personId, name, post} */ leader: json('走访领导', leader),
    /** 同行人员 string[] */ participants: json('同行人员', participants),
    /** 企业参加人员 */ hosts: text('企业参加人员'),
    /** 走访事由 */ purpose: text('走访事由'),
    /** 企业反映的情况 */ said: text('企业反映情况'),
    note: text('备注'),
  },
});

/** 承诺事项: what the visiting leader promised, open until it is kept. Partition: the enterprise. */
export const promiseEntity = defineEntity({
  type: 'promise',
  label: '承诺事项',
  table: 'visit_promise',
  place: 'enterprise',
  append: true,
  fields: {
    visitId: text('所属走访'),
    ordinal: integer('序号'),
    what: text('承诺事项'),
    /** 责任单位（人） */ who: text('责任单位（人）'),
    dueDate: date('完成时限'),
    /** Coupled: {done, doneOn, note} */ completion: json('兑现情况', fulfilment),
  },
});
