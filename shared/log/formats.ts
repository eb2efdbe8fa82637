/**
 * What a value of a field must look like to count. By shape only, never by vocabulary: a level or a step that a newer
 * program invented is no fault of its sender. What is refused here is kept and reported, and shown nowhere.
 */
import type { z } from 'zod';
import { isDate, isMonth } from '../clock.ts';

export interface ValueFormat {
  /** Part of the registry's fingerprint: another name makes every desk judge its log again. */
  readonly name: string;
  /** 应填…… */
  readonly hint: string;
  accepts(value: unknown): boolean;
}

export const anyText: ValueFormat = {
  name: 'text',
  hint: '文字',
  accepts: (value) => typeof value === 'string',
};

/** YYYY-MM-DD, or '' for none. */
export const dateText: ValueFormat = {
  name: 'date',
  hint: '“年-月-日”的日期，例如 2026-11-24',
  accepts: (value) => typeof value === 'string' && (value === '' || isDate(value)),
};

/** YYYY-MM, or '' for none. */
export const monthText: ValueFormat = {
  name: 'month',
  hint: '“年-月”的月份，例如 2026-11',
  accepts: (value) => typeof value === 'string' && (value === '' || isMonth(value)),
};

export const wholeNumber: ValueFormat = {
  name: 'integer',
  hint: '整数',
  accepts: (value) => value === null || isWhole(value),
};

export const yesOrNo: ValueFormat = {
  name: 'boolean',
  hint: '是或否',
  accepts: (value) => typeof value === 'boolean',
};

/** A composite value of that shape, or null for none. */
export function composite(name: string, hint: string, shape: z.ZodType): ValueFormat {
  return {
    name,
    hint,
    accepts: (value) => value === null || (hasCanonicalForm(value) && shape.safeParse(value).success),
  };
}

/** A fraction, or minus nought, cannot be written down again as it was read. */
function hasCanonicalForm(value: unknown): boolean {
  if (typeof value === 'number') return isWhole(value);
  if (typeof value !== 'object' || value === null) return true;
  for (const item of Object.values(value)) if (!hasCanonicalForm(item)) return false;
  return true;
}

function isWhole(value: unknown): boolean {
  return Number.isSafeInteger(value) && !Object.is(value, -0);
}
