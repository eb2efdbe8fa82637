/** Which row has the headings and which column is which: guessed, and every guess can be changed. */
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { type RosterColumnKey, rosterColumns, requiredRosterColumn } from '../../../shared/roster/columns.ts';
import { cityRosterColumns } from '../../../shared/roster/desk-scope.ts';
import { mapHeadingRow, type RosterMapping } from '../../../shared/roster/mapping.ts';
import { columnLetters } from '../../../shared/roster/sheet.ts';
import type { DeskSide } from '../../../shared/rpc.ts';
import type { ChosenSheet } from './chosen-sheet.ts';

export interface RosterColumnsStepProps {
  readonly side: DeskSide;
  readonly chosen: ChosenSheet;
  readonly onMapping: (mapping: RosterMapping) => void;
}

export function RosterColumnsStep({ side, chosen, onMapping }: RosterColumnsStepProps): ReactNode {
  const { file, sheet, mapping } = chosen;
  const top = file.sheets[sheet]?.top ?? [];
  const columnCount = top[0]?.length ?? 0;
  const headings = Array.from({ length: columnCount }, (_, column) => headingOf(top, mapping, column));
  const used = new Map(Object.entries(mapping.columns).map(([key, column]) => [column, key]));
  const assign = (key: RosterColumnKey, column: number | undefined): void => {
    const others = Object.entries(mapping.columns).filter(([one, at]) => one !== key && at !== column);
    const columns = Object.fromEntries(column === undefined ? others : [...others, [key, column]]);
    onMapping({ ...mapping, columns });
  };
  return (
    <div className="desk-mapping">
      <div className="desk-mapping-list">
        <p className="desk-panel-text">
          第 {mapping.firstDataRow} 行是表头，从第 {mapping.firstDataRow + 1}{' '}
          行起导入。在右边点击某一行，可改以那一行为表头。
        </p>
        {rosterColumns.map(({ key, label }) => {
          const isLeftOut = side === 'town' && cityRosterColumns.includes(key);
          return (
            <div key={key} className="desk-mapping-row">
              <label htmlFor={`map-${key}`}>
                {key === requiredRosterColumn ? <span className="desk-required">*</span> : null}
                {label}
              </label>
              <Select
                id={`map-${key}`}
                size="small"
                allowClear
                value={mapping.columns[key]}
                placeholder="表中没有"
                status={key === requiredRosterColumn && mapping.columns[key] === undefined ? 'error' : ''}
                options={headings.map((text, column) => ({
                  value: column,
                  label: `${columnLetters(column)}　${text}`,
                }))}
                showSearch={{ optionFilterProp: 'label' }}
                onChange={(column: number | undefined) => assign(key, column)}
              />
              <span className="desk-none">
                {isLeftOut && mapping.columns[key] !== undefined
                  ? key === 'townId'
                    ? '只用来核对，不导入'
                    : '由市里维护，不导入'
                  : null}
              </span>
            </div>
          );
        })}
      </div>
      <div className="desk-mapping-sheet">
        <table>
          <thead>
            <tr>
              <th aria-label="行号" />
              {headings.map((_, column) => (
                <th key={columnLetters(column)} className={used.has(column) ? undefined : 'desk-unused'}>
                  {columnLetters(column)}
                  <small>{labelOf(used.get(column)) ?? '不导入'}</small>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {top.map((row, index) => (
              <tr
                key={`row ${index + 1}`}
                className={index === mapping.firstDataRow - 1 ? 'desk-heading-row' : undefined}
                onClick={() => onMapping(mappingFrom(top, index))}
              >
                <th>
                  <button type="button" aria-label={`以第 ${index + 1} 行为表头`}>
                    {index + 1}
                  </button>
                </th>
                {row.map((text, column) => (
                  <td key={columnLetters(column)} title={text}>
                    {text}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** The officer's row as headings; what its words say is mapped, the rest is left to choose. */
function mappingFrom(top: readonly (readonly string[])[], headingRow: number): RosterMapping {
  return { firstDataRow: headingRow + 1, columns: mapHeadingRow(top[headingRow] ?? []) };
}

function headingOf(top: readonly (readonly string[])[], mapping: RosterMapping, column: number): string {
  const own = top[mapping.firstDataRow - 1]?.[column] ?? '';
  return own === '' ? (top[mapping.firstDataRow - 2]?.[column] ?? '') : own;
}

function labelOf(key: string | undefined): string | undefined {
  return rosterColumns.find((column) => column.key === key)?.label;
}
