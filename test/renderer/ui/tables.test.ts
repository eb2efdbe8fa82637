import { describe, expect, it } from 'vitest';
import { type DataColumn, fitWidths } from '../../../renderer/ui/tableColumns.tsx';
import { firstQuery, isFiltered, withFilter } from '../../../renderer/ui/tableQuery.ts';
import { applyQuery } from '../../../renderer/ui/useLocalRows.ts';

type Row = { readonly name: string; readonly town: string; readonly count: number | null };
const columns: readonly DataColumn<Row>[] = [
  { key: 'name', title: '名称', width: 200, grow: true, value: (row) => row.name, filter: 'text' },
  {
    key: 'town',
    title: '镇区',
    width: 100,
    value: (row) => row.town,
    filter: [{ value: 't06', label: '白蒲镇' }],
  },
  { key: 'count', title: '数量', width: 80, value: (row) => row.count, sortable: true },
];
const rows: readonly Row[] = [
  { name: '江苏神马电力股份有限公司', town: '白蒲镇', count: 10 },
  { name: '力星钢球', town: '如城街道', count: 9 },
  { name: '势加透博', town: '白蒲镇', count: 100 },
];
const names = (query: Partial<typeof firstQuery>): readonly string[] =>
  applyQuery(rows, columns, { ...firstQuery, ...query }).map((row) => row.name);

describe('a short list', () => {
  it('sorts numbers as numbers', () => {
    expect(names({ sort: { key: 'count', order: 'asc' } })).toEqual([
      '力星钢球',
      '江苏神马电力股份有限公司',
      '势加透博',
    ]);
    expect(names({ sort: { key: 'count', order: 'desc' } })[0]).toBe('势加透博');
  });

  it('passes what holds the text in any column', () => {
    expect(names({ text: '街道' })).toEqual(['力星钢球']);
  });

  it('passes choices by their label or value, and text filters by part', () => {
    expect(names({ filters: { town: ['t06'] } })).toEqual(['江苏神马电力股份有限公司', '势加透博']);
    expect(names({ filters: { name: ['电力'], town: ['t06'] } })).toEqual(['江苏神马电力股份有限公司']);
  });

  it('leaves the rows it was given as they were', () => {
    names({ sort: { key: 'count', order: 'asc' } });
    expect(rows[0]?.count).toBe(10);
  });
});

describe('widths', () => {
  it('fill the room exactly, the growing columns taking what is left', () => {
    const widths = fitWidths(columns, 1000);
    expect(widths.reduce((sum, width) => sum + width, 0)).toBe(1000);
    expect(widths[1]).toBe(100);
  });

  it('never go below what each column needs', () => {
    expect(fitWidths(columns, 100)).toEqual([200, 100, 90]);
  });
});

it('sets and removes a filter, always from the first page', () => {
  const set = withFilter({ ...firstQuery, page: 4 }, 'town', ['t06']);
  expect(set).toMatchObject({ page: 1, filters: { town: ['t06'] } });
  expect(isFiltered(set)).toBe(true);
  expect(isFiltered(withFilter(set, 'town', []))).toBe(false);
});
