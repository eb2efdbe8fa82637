/** Tables inside the visit's form: 承诺事项 and 企业问题, a line each. */
import { Input, Select } from 'antd';
import type { ReactNode } from 'react';
import type { ProblemLine, PromiseLine } from '../../../shared/visit/form.ts';
import { problemCategories, problemCategoryLabels } from '../../../shared/problem/rules.ts';
import { EditRows } from '../../ui/EditRows.tsx';
import { DateInput } from '../../ui/formInputs.tsx';
import type { FieldWidgetProps } from '../../ui/FormView.tsx';
import { LengthNote } from '../../ui/LengthNote.tsx';

export function PromiseRows({ id, value, onChange, disabled }: FieldWidgetProps): ReactNode {
  const rows = (value as readonly PromiseLine[] | undefined) ?? [];
  const change = (index: number, part: Partial<PromiseLine>): void =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <EditRows
      count={rows.length}
      addLabel="增加承诺事项"
      noun="承诺事项"
      textOf={(index) =>
        [rows[index]?.what, rows[index]?.who, rows[index]?.dueDate].filter(Boolean).join('，')
      }
      disabled={disabled}
      onAdd={() => onChange([...rows, { what: '', who: '', dueDate: '' }])}
      onRemove={(index) => onChange(rows.filter((_, at) => at !== index))}
    >
      {(index) => (
        <div className="desk-visit-line">
          <Input.TextArea
            aria-label={`承诺事项 ${index + 1}`}
            placeholder="承诺帮助企业做什么"
            autoSize={{ minRows: 1, maxRows: 6 }}
            value={rows[index]?.what ?? ''}
            disabled={disabled}
            data-own-enter=""
            onChange={(event) => change(index, { what: event.target.value })}
          />
          <LengthNote text={rows[index]?.what ?? ''} limit={500} />
          <div className="desk-visit-line-parts">
            <Input
              aria-label={`承诺事项 ${index + 1} 责任单位（人）`}
              placeholder="责任单位（人）"
              value={rows[index]?.who ?? ''}
              disabled={disabled}
              onChange={(event) => change(index, { who: event.target.value })}
            />
            <label htmlFor={`${id}-${index}-due`}>完成时限</label>
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
          <LengthNote text={rows[index]?.who ?? ''} limit={100} />
        </div>
      )}
    </EditRows>
  );
}

export function ProblemRows({ value, onChange, disabled }: FieldWidgetProps): ReactNode {
  const rows = (value as readonly ProblemLine[] | undefined) ?? [];
  const change = (index: number, part: Partial<ProblemLine>): void =>
    onChange(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));
  return (
    <EditRows
      count={rows.length}
      addLabel="增加企业问题"
      noun="企业问题"
      textOf={(index) => [rows[index]?.title, rows[index]?.detail].filter(Boolean).join('：')}
      disabled={disabled}
      onAdd={() => onChange([...rows, { title: '', category: '', detail: '' }])}
      onRemove={(index) => onChange(rows.filter((_, at) => at !== index))}
    >
      {(index) => (
        <div className="desk-visit-line">
          <div className="desk-visit-line-parts">
            <Input
              aria-label={`企业问题 ${index + 1}`}
              placeholder="一句话写明企业要什么"
              value={rows[index]?.title ?? ''}
              disabled={disabled}
              onChange={(event) => change(index, { title: event.target.value })}
            />
            <Select
              aria-label={`企业问题 ${index + 1} 类别`}
              placeholder="类别"
              disabled={disabled}
              value={rows[index]?.category === '' ? undefined : rows[index]?.category}
              options={problemCategories.map((category) => ({
                value: category,
                label: problemCategoryLabels[category],
              }))}
              onChange={(category: string) => change(index, { category })}
            />
          </div>
          <LengthNote text={rows[index]?.title ?? ''} limit={100} />
          <Input.TextArea
            aria-label={`企业问题 ${index + 1} 具体情况`}
            placeholder="具体情况（可不填）"
            autoSize={{ minRows: 1, maxRows: 8 }}
            value={rows[index]?.detail ?? ''}
            disabled={disabled}
            data-own-enter=""
            onChange={(event) => change(index, { detail: event.target.value })}
          />
          <LengthNote text={rows[index]?.detail ?? ''} limit={5000} />
        </div>
      )}
    </EditRows>
  );
}
