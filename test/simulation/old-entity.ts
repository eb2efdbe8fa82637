/** shared/log/entity.ts as a program one version older has it: some fields had not been invented yet. */
import * as present from '../../shared/log/entity.ts';
import { unknownToOld } from './unknown-to-old.ts';

export const { columnName, date, deletedField, fieldSpec, flag, integer, json, text } = present;

export function defineEntity<const Fields extends present.FieldSpecs>(
  spec: present.EntitySpec<Fields>,
): present.EntitySpec<Fields> {
  const lacks = unknownToOld.fields[spec.type] ?? [];
  const fields = Object.entries(spec.fields).filter(([name]) => !lacks.includes(name));
  return present.defineEntity({ ...spec, fields: Object.fromEntries(fields) as unknown as Fields });
}
