import { expect, it } from 'vitest';
import { toExportedTable } from '../../../renderer/ui/exportedTable.ts';
import type { DataColumn } from '../../../renderer/ui/tableColumns.tsx';
import { firstQuery } from '../../../renderer/ui/tableQuery.ts';

interface Row {
  readonly name: string;
  readonly open: number;
  readonly state: string;
}

const columns: readonly DataColumn<Row>[] = [
  { key: 'name', title: '名称', width: 100, value: (row) => row.name },
  { key: 'open', title: '未办结', width: 100, value: (row) => row.open },
  {
    key: 'items',
    title: '议定事项',
    width: 100,
    value: (row) => row.open,
    sheetValue: (row) => `未办结 ${row.open}`,
  },
  {
    key: 'state',
    title: '状态',
    width: 100,
    value: (row) => row.state,
    filter: [{ value: 'a', label: '草稿' }],
    hidden: true,
  },
  { key: 'buttons', title: '操作', width: 100, render: () => '恢复' },
];
const rows: readonly Row[] = [
  { name: '甲', open: 2, state: 'a' },
  { name: '乙', open: 0, state: 'a' },
];

it('carries the shown columns in their order, without buttons, numbers as numbers', () => {
  const columnKeys = ['open', 'name', 'items', 'buttons'];
  expect(toExportedTable({ label: '清单', columns, columnKeys, query: firstQuery, rows })).toEqual({
    title: '清单',
    note: '',
    columns: [
      { label: '未办结', kind: 'number' },
      { label: '名称', kind: 'text' },
      { label: '议定事项', kind: 'text' },
    ],
    rows: [
      [2, '甲', '未办结 2'],
      [0, '乙', '未办结 0'],
    ],
  });
});

it('carries the total apart from the rows, and the unit of a number in its heading', () => {
  const total = { name: '合计', open: 2, state: '' };
  const shares = columns.map((column) =>
    column.key === 'open' ? { ...column, sheetTitle: '未办结（%）' } : column,
  );
  const shown = {
    label: '清单',
    columns: shares,
    columnKeys: ['name', 'open'],
    query: firstQuery,
    rows,
    total,
  };
  expect(toExportedTable(shown)).toMatchObject({
    columns: [{ label: '名称' }, { label: '未办结（%）', kind: 'number' }],
    rows: [
      ['甲', 2],
      ['乙', 0],
    ],
    total: ['合计', 2],
  });
});

it('says what was filtered, hidden columns too', () => {
  const query = { ...firstQuery, text: ' 电力 ', filters: { state: ['a'] } };
  expect(toExportedTable({ label: '清单', columns, columnKeys: ['name'], query, rows: [] }).note).toBe(
    '查找“电力”；状态：草稿',
  );
});
