import { z } from 'zod';
import { date, defineEntity, json, text } from '../log/entity.ts';
import { composite, dateText } from '../log/formats.ts';
import { moment } from './moment.ts';

const leader = composite(
  'filing-leader',
  '市领导的姓名和职务',
  z.looseObject({ personId: z.string(), name: z.string(), post: z.string() }),
);
const day = z.string().refine(dateText.accepts);
const stepMoment = moment.nullable();
/** Of every step what is known: an older program names fewer. */
const progress = composite(
  'filing-progress',
  '办理进度',
  z
    .looseObject({
      status: z.string(),
      reportedAtMs: stepMoment,
      notifiedAtMs: stepMoment,
      inspectedOn: day,
      concludedOn: day,
      sentAtMs: stepMoment,
    })
    .partial(),
);

const registerNumber = composite(
  'register-number',
  '年份和编号',
  z.looseObject({ year: z.int().min(1900).max(2199), n: z.int().min(1) }),
);

/** 检查处置报备 (附件6). Partition: the enterprise. */
export const filingEntity = defineEntity({
  type: 'filing',
  label: '检查处置报备',
  table: 'filing',
  place: 'enterprise',
  append: true,
  fields: {
    /** 检查处置单位 */ inspectingUnit: text('检查处置单位'),
    /** 计划检查日期 YYYY-MM-DD */ inspectionDate: date('检查日期'),
    /** 挂钩联系市领导 on that date: {personId, name, post} */ cityLeader: json('挂钩联系市领导', leader),
    /** 触发：ordinary | superior-special | safety-environment */ trigger: text('检查类型'),
    triggerReference: text('上级文号或必要性说明'),
    /** 领域：environment | safety | fire | other */ domain: text('检查领域'),
    /** 检查依据和原因 */ basisAndReason: text('检查依据和原因'),
    /** 检查情况 */ findings: text('检查情况'),
    /** 处置结论 */ conclusion: text('处置结论'),
    /** 存在问题是否首次发现：yes | no | '' */ firstDiscovered: text('存在问题是否首次发现'),
    /** 此次处置结论 */ thisConclusion: text('此次处置结论'),
    /** Coupled: {status, reportedAtMs, inspectedOn, concludedOn, sentAtMs} */ progress: json(
      '办理进度',
      progress,
    ),
    rectificationDueDate: date('整改期限'),
    /** 办案备注, never printed */ note: text('备注'),
    /** {year, n}: by year and unit, never printed */ registerNumber: json('台账编号', registerNumber),
    /** The filing that this one puts right, '' for none */ corrects: text('更正的报备'),
  },
});
