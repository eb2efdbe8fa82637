/** Records beside a filing, each pointing at it: what was done, kept apart from the form. Taking one back stays in the history. */
import { z } from 'zod';
import { date, defineEntity, integer, json, text } from '../log/entity.ts';
import { composite } from '../log/formats.ts';
import { moment } from './moment.ts';

/** When, how, by whom, and the number of the receipt: they change as one. */
export const deliveryFacts = z.looseObject({
  atMs: moment,
  way: z.string(),
  /** 经办人 */
  handledBy: z.string(),
  /** 收文号、回执号 */
  receiptNumber: z.string(),
  note: z.string(),
});
export type DeliveryFacts = z.output<typeof deliveryFacts>;

/** 报送与签收: one recipient was told. Partition: the enterprise. */
export const filingDeliveryEntity = defineEntity({
  type: 'filingDelivery',
  label: '报送与签收',
  table: 'filing_delivery',
  place: 'enterprise',
  append: true,
  fields: {
    filingId: text('报备'),
    /** report-government | report-head | notify-leader | send-leader */ slot: text('报送对象'),
    facts: json('报送情况', composite('filing-delivery', '报送的时间和方式', deliveryFacts)),
  },
});

/** 继续的理由: why the officer went on although the program warned. Partition: the enterprise. */
export const filingReasonEntity = defineEntity({
  type: 'filingReason',
  label: '提醒事项的说明',
  table: 'filing_reason',
  place: 'enterprise',
  append: true,
  fields: {
    filingId: text('报备'),
    /** The code of the warning. */ warning: text('提醒'),
    reason: text('说明'),
  },
});

/** 作废: points at the filing that counts no more. Partition: the enterprise. */
export const filingVoidEntity = defineEntity({
  type: 'filingVoid',
  label: '报备作废',
  table: 'filing_void',
  place: 'enterprise',
  append: true,
  fields: {
    filingId: text('报备'),
    reason: text('作废原因'),
    voidedOn: date('作废日期'),
  },
});

/** 已印的各版: what the paper said, kept as it was when it was made. Partition: the enterprise. */
export const filingPaperEntity = defineEntity({
  type: 'filingPaper',
  label: '报备表的版本',
  table: 'filing_paper',
  place: 'enterprise',
  append: true,
  fields: {
    filingId: text('报备'),
    version: integer('版次'),
    /** What was printed, as in electron/documents/annex6-rows.ts. */
    content: json('内容', composite('filing-paper', '表中各栏的文字', z.record(z.string(), z.string()))),
    /** print | pdf | docx */ format: text('制作方式'),
    madeAtMs: integer('制作时间'),
  },
});
