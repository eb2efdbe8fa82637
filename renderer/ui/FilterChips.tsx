import { Tag } from 'antd';
import type { ReactNode } from 'react';
import { filterValues } from './queryText.ts';
import type { DataColumn } from './tableColumns.tsx';
import { type TableQuery, withFilter } from './tableQuery.ts';

/** The filters in force, so that nobody wonders where the other rows are. */
export function FilterChips<Row>(props: {
  readonly columns: readonly DataColumn<Row>[];
  readonly query: TableQuery;
  readonly onQuery: (next: TableQuery) => void;
}): ReactNode {
  return Object.entries(props.query.filters).map(([key, values]) => {
    const column = props.columns.find((candidate) => candidate.key === key);
    if (column?.isPeriod === true) return null;
    const text = filterValues(column, values);
    return (
      <Tag
        key={key}
        className="desk-chip"
        closable
        title={text}
        onClose={(event) => {
          event.preventDefault();
          props.onQuery(withFilter(props.query, key, []));
        }}
      >
        {column?.title ?? key}：{text}
      </Tag>
    );
  });
}
