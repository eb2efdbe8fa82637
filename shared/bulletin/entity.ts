import { z } from 'zod';
import { date, defineEntity, type FieldSpec, integer, json, text } from '../log/entity.ts';
import { composite, type ValueFormat } from '../log/formats.ts';
import { isQuarter } from './quarter.ts';

const quarterText: ValueFormat = {
  name: 'quarter',
  hint: '“年-Q季度”，例如 2026-Q4',
  accepts: (value) => typeof value === 'string' && (value === '' || isQuarter(value)),
};
const quarter: FieldSpec = { kind: 'text', owner: 'city', label: '季度', format: quarterText };
const highlights = composite(
  'bulletin-highlights',
  '亮点的列表',
  z.array(z.looseObject({ source: z.string(), text: z.string() })),
);
/** By its outline: what a newer program counts besides is kept. */
const figures = composite(
  'bulletin-figures',
  '一个季度的数字',
  z.looseObject({
    quarter: z.string().refine(isQuarter),
    countedOn: z.string(),
    counts: z.record(z.string(), z.int()),
  }),
);

/** 季度信息通报 of the city. Partition: `city`, since every town and leader is told; until it is issued it is shown at the city alone. */
export const bulletinEntity = defineEntity({
  type: 'bulletin',
  label: '季度信息通报',
  table: 'bulletin',
  place: 'city',
  fields: {
    /** YYYY-Qn */ quarter,
    /** 第n期 */ issue: integer('期号', 'city'),
    title: text('标题', 'city'),
    /** 编发单位 */ unit: text('编发单位', 'city'),
    /** 印发日期; '' while it is being written */ issuedOn: date('印发日期', 'city'),
    /** {source, text}[] */ highlights: json('特色亮点', highlights, 'city'),
    closing: text('下一步工作', 'city'),
    /** 送、发 */ recipients: text('发送范围', 'city'),
    /** As they were counted, and printed. */ figures: json('数字', figures, 'city'),
  },
});
