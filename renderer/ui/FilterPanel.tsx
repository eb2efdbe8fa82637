/** All choices a list can be filtered by in one place, those of hidden columns too. */
import { FilterOutlined } from '@ant-design/icons';
import { Button, Popover, Select } from 'antd';
import type { ReactNode } from 'react';
import type { FieldOption } from '../../shared/form.ts';
import type { DataColumn } from './tableColumns.tsx';
import { type TableQuery, withFilter } from './tableQuery.ts';

interface FilterPanelProps<Row> {
  readonly columns: readonly DataColumn<Row>[];
  readonly query: TableQuery;
  readonly onQuery: (next: TableQuery) => void;
}

export function FilterPanel<Row>({ columns, query, onQuery }: FilterPanelProps<Row>): ReactNode {
  const fields = (
    <div className="desk-filter-panel">
      {columns.flatMap((column) =>
        column.filter === undefined || column.filter === 'text' ? (
          []
        ) : (
          <Choices
            key={column.key}
            title={column.title}
            options={column.filter}
            chosen={query.filters[column.key] ?? []}
            onChoose={(values) => onQuery(withFilter(query, column.key, values))}
          />
        ),
      )}
    </div>
  );
  return (
    <Popover content={fields} trigger="click" placement="bottomLeft">
      <Button icon={<FilterOutlined />}>筛选</Button>
    </Popover>
  );
}

function Choices(props: {
  readonly title: string;
  readonly options: readonly FieldOption[];
  readonly chosen: readonly string[];
  readonly onChoose: (values: readonly string[]) => void;
}): ReactNode {
  return (
    <label>
      <span>{props.title}</span>
      <Select<string[]>
        mode="multiple"
        allowClear
        aria-label={props.title}
        placeholder="不限"
        optionFilterProp="label"
        value={[...props.chosen]}
        options={props.options.map(({ value, label }) => ({ value, label }))}
        onChange={props.onChoose}
      />
    </label>
  );
}
