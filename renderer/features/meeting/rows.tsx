/** Tables inside the meeting form: topics and 议定事项, a line each. */
import { Input } from 'antd';
import type { ReactNode } from 'react';
import {
  type DecisionDraft,
  meetingLineLength,
  type MeetingTopic,
} from '../../../shared/meeting/contract.ts';
import { readsLikeTowns, townsNamed } from '../../../shared/meeting/assigned.ts';
import { useTownsToTellApart } from '../../own-desk.ts';
import { EditRows } from '../../ui/EditRows.tsx';
import { DateInput } from '../../ui/formInputs.tsx';
import type { FieldWidgetProps } from '../../ui/FormView.tsx';
import { LengthNote } from '../../ui/LengthNote.tsx';

export function TopicRows({ value, onChange, disabled }: FieldWidgetProps): ReactNode {
  const rows = (value as readonly MeetingTopic[] | undefined) ?? [];
  const change = (index: number, part: Partial<MeetingTopic>): void =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <EditRows
      count={rows.length}
      addLabel="增加议题"
      noun="议题"
      textOf={(index) => [rows[index]?.title, rows[index]?.summary].filter(Boolean).join('：')}
      disabled={disabled}
      onAdd={() => onChange([...rows, { title: '', summary: '' }])}
      onRemove={(index) => onChange(rows.filter((_, at) => at !== index))}
      onMove={(from, to) => onChange(moved(rows, from, to))}
    >
      {(index) => (
        <div className="desk-row-edit-fields">
          <Input
            aria-label={`议题 ${index + 1}`}
            placeholder="议题"
            value={rows[index]?.title ?? ''}
            disabled={disabled}
            onChange={(event) => change(index, { title: event.target.value })}
          />
          <LengthNote text={rows[index]?.title ?? ''} limit={meetingLineLength} />
          <Input.TextArea
            aria-label={`议题 ${index + 1} 情况`}
            placeholder="情况与意见"
            autoSize={{ minRows: 2, maxRows: 10 }}
            value={rows[index]?.summary ?? ''}
            disabled={disabled}
            data-own-enter=""
            onChange={(event) => change(index, { summary: event.target.value })}
          />
        </div>
      )}
    </EditRows>
  );
}

export function DecisionRows({ id, value, onChange, disabled }: FieldWidgetProps): ReactNode {
  const rows = (value as readonly DecisionDraft[] | undefined) ?? [];
  const change = (index: number, part: Partial<DecisionDraft>): void =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <EditRows
      count={rows.length}
      addLabel="增加议定事项"
      noun="议定事项"
      textOf={(index) =>
        [rows[index]?.what, rows[index]?.who, rows[index]?.dueDate].filter(Boolean).join('，')
      }
      disabled={disabled}
      onAdd={() => onChange([...rows, { what: '', who: '', dueDate: '' }])}
      onRemove={(index) => onChange(rows.filter((_, at) => at !== index))}
      onMove={(from, to) => onChange(moved(rows, from, to))}
    >
      {(index) => (
        <div className="desk-decision-fields">
          <Input.TextArea
            aria-label={`议定事项 ${index + 1}`}
            placeholder="议定事项"
            autoSize={{ minRows: 1, maxRows: 6 }}
            value={rows[index]?.what ?? ''}
            disabled={disabled}
            data-own-enter=""
            onChange={(event) => change(index, { what: event.target.value })}
          />
          <div>
            <Input
              aria-label={`议定事项 ${index + 1} 责任单位（人）`}
              placeholder="责任单位（人）"
              value={rows[index]?.who ?? ''}
              disabled={disabled}
              onChange={(event) => change(index, { who: event.target.value })}
            />
            <LengthNote text={rows[index]?.who ?? ''} limit={meetingLineLength} />
            <GoesTo who={rows[index]?.who ?? ''} />
          </div>
          <DateInput
            id={`${id}-${index}-due`}
            value={rows[index]?.dueDate ?? ''}
            onChange={(dueDate) => change(index, { dueDate: String(dueDate) })}
            invalid={false}
            required={false}
            disabled={disabled}
            describedBy={undefined}
          />
        </div>
      )}
    </EditRows>
  );
}

/** At the city: to which towns the decision will be told. */
function GoesTo({ who }: { readonly who: string }): ReactNode {
  const towns = useTownsToTellApart();
  const named = townsNamed(who, towns);
  if (towns.length > 0 && named.length === 0 && readsLikeTowns(who))
    return <span className="desk-none">未识别到镇区，不会随数据包交办</span>;
  if (named.length === 0) return null;
  const names = towns.flatMap(({ id, name }) => (named.includes(id) ? [name] : []));
  return (
    <span className="desk-none">
      会后随数据包交办：{names.length === towns.length ? '各镇（区、街道）' : names.join('、')}
    </span>
  );
}

function moved<Row>(rows: readonly Row[], from: number, to: number): Row[] {
  const next = [...rows];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}
