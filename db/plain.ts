/** Columns that another program's version may have filled with anything, read as the plainest value. */
import { isDate } from '../shared/clock.ts';

/** YYYY-MM-DD, or '' for anything else. */
export function plainDate(value: unknown): string {
  return typeof value === 'string' && isDate(value) ? value : '';
}

/** The texts among the items of a JSON list; none when it is no list. */
export function plainTexts(json: string): string[] {
  return plainList(json).filter((item) => typeof item === 'string');
}

export function plainList(json: string): unknown[] {
  const value: unknown = JSON.parse(json);
  return Array.isArray(value) ? value : [];
}
