/** What a suggestion wanted, in one line. */
import { fieldSpec } from '../shared/log/entity.ts';
import type { OperationBody } from '../shared/log/operation.ts';
import { entitySpec } from '../shared/log/registry.ts';
import { isReference, type ReadableNames, readableValue } from '../shared/record/readable.ts';

/** 地址：城南街道…；备注：（清空） */
export function whatOf({ entity: [type], fields }: OperationBody, names: ReadableNames): string {
  const spec = entitySpec(type);
  const order = Object.keys(spec?.fields ?? {});
  const written = Object.entries(fields).toSorted(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const parts = written.flatMap(([field, { value, parents }]) => {
    const known = spec && fieldSpec(spec, field);
    if (!known || isReference(type, field)) return [];
    const text = shortened(readableValue(type, field, value, names));
    // A new record writes its empty fields too.
    if (text === '' && parents.length === 0) return [];
    return [`${known.label}：${text || '（清空）'}`];
  });
  const label = type === 'enterprise' ? '' : (spec?.label ?? '');
  return `${label}${label === '' ? '' : '，'}${parts.join('；')}`;
}

/** Enough to know it again. */
function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= 60 ? text : `${characters.slice(0, 60).join('')}…`;
}
