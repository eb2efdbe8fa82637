import type { ReactNode } from 'react';
import { localDateTime } from '../../shared/clock.ts';
import { EmptyState } from './EmptyState.tsx';

export interface HistoryChange {
  /** The field's Chinese name. */
  readonly label: string;
  /** As texts: what was replaced; several when a conflict was decided, none when it was empty. */
  readonly before: readonly string[];
  readonly after: string;
}

export interface HistoryEntry {
  readonly key: string;
  readonly atMs: number;
  /** The time is what a clock said that was far ahead. */
  readonly isClockOff: boolean;
  /** 经办人 */
  readonly who: string;
  /** Which laptop. */
  readonly deviceName: string;
  /** Such as 新建, 修改, 由交换包带入. */
  readonly action: string;
  readonly changes: readonly HistoryChange[];
  /** 理由; '' when none was given. */
  readonly note: string;
}

/** The history of a record, newest first: who, when, from which laptop, old → new. */
export function HistoryList({ entries }: { readonly entries: readonly HistoryEntry[] }): ReactNode {
  if (entries.length === 0) return <EmptyState title="还没有修改记录" />;
  return (
    <ol className="desk-history">
      {entries.map((entry) => (
        <li key={entry.key}>
          <div className="desk-history-head">
            <time>{localDateTime(entry.atMs)}</time>
            {entry.isClockOff ? <span className="desk-none">（对方电脑时钟不准）</span> : null}
            <strong>{entry.who}</strong>
            <span>{entry.action}</span>
            <span className="desk-history-device">{entry.deviceName}</span>
          </div>
          {entry.changes.map((change) => (
            <div key={change.label} className="desk-history-change">
              <span className="desk-history-field">{change.label}</span>
              <ChangedValue change={change} />
            </div>
          ))}
          {entry.note === '' ? null : (
            <div className="desk-history-change">
              <span className="desk-history-field">理由</span>
              <span className="desk-lines">{entry.note}</span>
            </div>
          )}
        </li>
      ))}
    </ol>
  );
}

function ChangedValue({ change: { before, after } }: { readonly change: HistoryChange }): ReactNode {
  const [only] = before;
  if (only === undefined) return <HistoryValue text={after} />;
  const arrow = (
    <span className="desk-history-arrow" aria-label="改为">
      →
    </span>
  );
  // Values that stood side by side are listed apart, and lines stay lines.
  if (before.length > 1 || [only, after].some((text) => text.includes('\n'))) {
    return (
      <div className="desk-history-values">
        {before.map((text) => (
          <div key={text}>
            <HistoryValue text={text} old />
          </div>
        ))}
        <div>
          {arrow}
          <HistoryValue text={after} />
        </div>
      </div>
    );
  }
  return (
    <span>
      <HistoryValue text={only} old />
      {arrow}
      <HistoryValue text={after} />
    </span>
  );
}

function HistoryValue({ text, old = false }: { readonly text: string; readonly old?: boolean }): ReactNode {
  if (text === '') return <span className="desk-none">空</span>;
  return <span className={old ? 'desk-history-old' : 'desk-history-new'}>{text}</span>;
}
