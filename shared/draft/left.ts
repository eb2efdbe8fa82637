/**
 * What was typed about an enterprise that has left this desk since: its form cannot be opened any more, so the text is
 * kept to be read and copied. Pure.
 */
import { z } from 'zod';
import { fieldSpec } from '../log/entity.ts';
import { entitySpec } from '../log/registry.ts';
import { type ReadableNames, readableValue } from '../record/readable.ts';
import { draftPlace } from './place.ts';

/** Under another key than its form's, so that one begun after the enterprise came back is another draft. */
export function leftKey(key: string, savedAtMs: number): string {
  return `left:${savedAtMs}:${key}`;
}

/** The key its form had; undefined for a draft that can go on. */
export function keyBeforeLeaving(key: string): string | undefined {
  return /^left:\d+:(.+)$/.exec(key)?.[1];
}

/** By the beginning of the key: whose fields its values are. */
const entities: readonly (readonly [string, string])[] = [
  ['filing:', 'filing'],
  ['enterprise:', 'enterprise'],
  ['title:', 'title'],
  ['suggestion:title:', 'title'],
  ['plan:', 'plan'],
  ['suggestion:plan:', 'plan'],
  ['link', 'link'],
  ['suggestion:enterprise:', 'enterprise'],
];

/** Fields of forms that are none of the record's. */
const labels: Readonly<Record<string, string>> = {
  enterpriseName: '企业名称',
  reason: '理由',
  note: '说明',
  file: '文件',
  date: '日期',
  time: '时间',
  text: '内容',
  member: '入库',
  receiptNumber: '收文或回执号',
  handledBy: '经办人',
  voidedOn: '作废日期',
  reference: '文号或来源',
  answeredOn: '答复日期',
};

const draftValues = z.looseObject({ values: z.record(z.string(), z.unknown()) });

export interface LeftText {
  /** Such as 新建报备. */
  readonly label: string;
  /** Every field with something in it, a line or more each. */
  readonly text: string;
}

/** `key` as its form had it, `content` as it was kept. */
export function leftText(key: string, content: unknown, names: ReadableNames): LeftText {
  const values = draftValues.safeParse(content).data?.values ?? {};
  const type = entities.find(([beginning]) => key.startsWith(beginning))?.[1] ?? '';
  const spec = entitySpec(type);
  const lines = Object.entries(values).flatMap(([field, value]) => {
    const label = (spec && fieldSpec(spec, field)?.label) ?? labels[field];
    const text = readableValue(type, field, value, names).trim();
    // What only names a record says nothing; a field this program has no word for is kept all the same.
    if (text === '' || (label === undefined && /^[\w、-]+$/u.test(text))) return [];
    return [label === undefined ? text : `${label}：${text}`];
  });
  // Drawers belong to a dossier that is gone: any name of one will do for their label.
  return { label: draftPlace(key, 'gone')?.label ?? '表单', text: lines.join('\n') };
}
