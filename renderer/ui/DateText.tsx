import type { ReactNode } from 'react';
import { localDateTime } from '../../shared/clock.ts';
import { spellDate, weekdayOf } from './dateText.ts';

export type DateTextProps =
  /** YYYY-MM-DD */
  { readonly date: string; readonly style?: 'short' | 'spelled' } | { readonly atMs: number };

/** 2026-11-24, 2026年11月24日, or with the hour 2026-11-24 09:30; nothing known is 未填写. Time zone: Asia/Shanghai. */
export function DateText(props: DateTextProps): ReactNode {
  if ('atMs' in props) return <time className="desk-date">{localDateTime(props.atMs)}</time>;
  if (props.date === '') return <span className="desk-none">未填写</span>;
  return (
    <time className="desk-date" dateTime={props.date} title={weekdayOf(props.date)}>
      {props.style === 'spelled' ? spellDate(props.date) : props.date}
    </time>
  );
}
