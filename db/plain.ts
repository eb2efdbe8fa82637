/** Columns that another program's version may have filled with anything, read as the plainest value. */
import { z } from 'zod';
import { isDate } from '../shared/clock.ts';

/** YYYY-MM-DD, or '' for anything else. */
export function plainDate(value: unknown): string {
  return typeof value === 'string' && isDate(value) ? value : '';
}

/** A day in a composite value: '' as well where it is not written at all, as by an older program. */
export const plainDay = z.unknown().optional().transform(plainDate);

/** The texts among the items of a JSON list; none when it is no list. */
export function plainTexts(json: string): string[] {
  return plainList(json).filter((item) => typeof item === 'string');
}

export function plainList(json: string): unknown[] {
  const value: unknown = JSON.parse(json);
  return Array.isArray(value) ? value : [];
}
