/** Tables inside the meeting form: topics and 议定事项, a line each. */
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { App, Button, Input } from 'antd';
import type { ReactNode } from 'react';
import {
  type DecisionDraft,
  meetingLineLength,
  type MeetingTopic,
} from '../../../shared/meeting/contract.ts';
import { DateInput } from '../../ui/formInputs.tsx';
import type { FieldWidgetProps } from '../../ui/FormView.tsx';
import { LengthNote } from '../../ui/LengthNote.tsx';

export function TopicRows({ value, onChange, disabled }: FieldWidgetProps): ReactNode {
  const rows = (value as readonly MeetingTopic[] | undefined) ?? [];
  const change = (index: number, part: Partial<MeetingTopic>): void =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <Rows
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
    </Rows>
  );
}

export function DecisionRows({ id, value, onChange, disabled }: FieldWidgetProps): ReactNode {
  const rows = (value as readonly DecisionDraft[] | undefined) ?? [];
  const change = (index: number, part: Partial<DecisionDraft>): void =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <Rows
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
    </Rows>
  );
}

function moved<Row>(rows: readonly Row[], from: number, to: number): Row[] {
  const next = [...rows];
  next.splice(to, 0, ...next.splice(from, 1));
  return next;
}

interface RowsProps {
  readonly count: number;
  readonly addLabel: string;
  readonly noun: string;
  /** What the line holds; '' for an empty one. */
  readonly textOf: (index: number) => string;
  readonly disabled: boolean;
  readonly onAdd: () => void;
  readonly onRemove: (index: number) => void;
  readonly onMove: (from: number, to: number) => void;
  readonly children: (index: number) => ReactNode;
}

function Rows(props: RowsProps): ReactNode {
  const { count, addLabel, noun, textOf, disabled, onAdd, onRemove, onMove, children } = props;
  const { modal } = App.useApp();
  // An empty line goes at once; written text never without a question.
  const remove = (index: number): void => {
    const text = textOf(index);
    if (text === '') onRemove(index);
    else
      modal.confirm({
        title: `删除第 ${index + 1} 项${noun}？`,
        content: text.length > 100 ? `${text.slice(0, 100)}…` : text,
        okText: '删除',
        cancelText: '取消',
        okButtonProps: { danger: true },
        focusable: { autoFocusButton: 'cancel' },
        centered: true,
        onOk: () => onRemove(index),
      });
  };
  return (
    <div className="desk-rows">
      {Array.from({ length: count }, (_, index) => (
        // Lines have no identity before they are saved: their place is their name.
        <div key={index} className="desk-row-edit">
          <span className="desk-row-edit-number">{index + 1}.</span>
          {children(index)}
          <div className="desk-row-edit-order">
            <Button
              type="text"
              size="small"
              aria-label={`第 ${index + 1} 项上移`}
              icon={<ArrowUpOutlined />}
              disabled={disabled || index === 0}
              onClick={() => onMove(index, index - 1)}
            />
            <Button
              type="text"
              size="small"
              aria-label={`第 ${index + 1} 项下移`}
              icon={<ArrowDownOutlined />}
              disabled={disabled || index === count - 1}
              onClick={() => onMove(index, index + 1)}
            />
          </div>
          <Button
            type="text"
            aria-label={`删除第 ${index + 1} 项`}
            icon={<DeleteOutlined />}
            disabled={disabled}
            onClick={() => remove(index)}
          />
        </div>
      ))}
      <div>
        <Button icon={<PlusOutlined />} disabled={disabled} onClick={onAdd}>
          {addLabel}
        </Button>
      </div>
    </div>
  );
}
