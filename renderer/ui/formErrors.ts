/** What is wrong with a form's values, field by field, in Chinese, before anything is sent. */
import type { z } from 'zod';
import { dateMessage, isDate, isMonth } from '../../shared/clock.ts';
import { type FieldInput, type FormSpec, type FormValues, visibleFields } from '../../shared/form.ts';
import { chineseReason } from '../../shared/text/reason.ts';
import { lengthProblem } from './typedLength.ts';

/** Field name → the sentence shown under it. */
export type FieldErrors = Readonly<Record<string, string>>;

/**
 * All errors of the visible fields at once: missing required ones, wrong dates and numbers, and what the schema says of the
 * others (its messages must be Chinese; the first path element names the field; an issue without a field is put under
 * `''`).
 */
export function checkForm(spec: FormSpec, values: FormValues, schema?: z.ZodType): FieldErrors {
  const errors: Record<string, string> = {};
  const fields = visibleFields(spec, values);
  for (const field of fields) {
    const value = values[field.name];
    const message = isEmpty(value)
      ? field.required === true
        ? `${field.input.kind === 'select' ? '请选择' : '请填写'}${field.label}`
        : null
      : inputError(field.input, value);
    if (message !== null) errors[field.name] = message;
  }
  if (schema === undefined) return errors;
  const parsed = schema.safeParse(values, { error: chineseReason });
  const names = new Set<string>(fields.map((field) => field.name));
  for (const issue of parsed.success ? [] : parsed.error.issues) {
    const name = String(issue.path[0] ?? '');
    errors[names.has(name) ? name : ''] ??= issue.message;
  }
  return errors;
}

/** What is wrong with one filled-in value, or null. */
export function inputError(input: FieldInput, value: unknown): string | null {
  switch (input.kind) {
    case 'date':
      return isDate(String(value)) ? null : dateMessage;
    case 'month':
      return isMonth(String(value)) ? null : '请写成 2026-11 或 202611 这样的月份';
    case 'year':
      return Number.isInteger(value) && Number(value) >= 1900 && Number(value) < 2200
        ? null
        : '请写四位年份，如 2026';
    case 'integer':
      return Number.isInteger(value) ? null : '请填写整数';
    case 'text':
    case 'multiline':
      return input.maxLength === undefined ? null : lengthProblem(String(value), input.maxLength);
    default:
      return null;
  }
}

export function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.length === 0;
}
