// @vitest-environment happy-dom
import { ConfigProvider } from 'antd';
import { act, type ReactNode } from 'react';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DataTable } from '../../../renderer/ui/DataTable.tsx';
import { createMemoryServices } from '../../../renderer/ui/kitServices.tsx';
import type { DataColumn } from '../../../renderer/ui/tableColumns.tsx';
import { firstQuery, type TableQuery } from '../../../renderer/ui/tableQuery.ts';
import { click, focus, press, type Rendered, render } from '../render.tsx';

interface Row {
  readonly id: string;
  readonly name: string;
  readonly town: string;
}

const rows: readonly Row[] = ['势加透博洁净动力如皋有限公司', '江苏神马电力股份有限公司', '力星钢球'].map(
  (name, index) => ({ id: `e${index}`, name, town: '白蒲镇' }),
);
const columns: readonly DataColumn<Row>[] = [
  {
    key: 'name',
    title: '企业名称',
    width: 240,
    grow: true,
    value: (row) => row.name,
    sortable: true,
    always: true,
  },
  {
    key: 'town',
    title: '镇区',
    width: 120,
    value: (row) => row.town,
    filter: [{ value: 't06', label: '白蒲镇' }],
  },
  { key: 'code', title: '信用代码', width: 180, value: () => null, hidden: true },
];

/** Each test looks at a list of its own: a list remembers its place. */
let tests = 0;
beforeEach(() => {
  tests += 1;
});

function List(props: {
  readonly rows?: readonly Row[];
  readonly total?: number;
  readonly query?: TableQuery;
  readonly placeKey?: string | null;
  readonly onQuery?: (next: TableQuery) => void;
  readonly onOpen?: (row: Row) => void;
  readonly onExport?: (keys: readonly string[]) => void;
  readonly selection?: {
    readonly keys: readonly string[];
    readonly onKeys: (keys: readonly string[]) => void;
  };
}): ReactNode {
  const shown = props.rows ?? rows;
  return (
    <DataTable<Row>
      tableId={`test-${tests}`}
      label="企业台账"
      columns={columns}
      rowKey={(row) => row.id}
      rows={shown}
      total={props.total ?? shown.length}
      query={props.query ?? firstQuery}
      onQuery={props.onQuery ?? (() => undefined)}
      empty={<p>先导入名册</p>}
      {...(props.placeKey === undefined ? {} : { placeKey: props.placeKey })}
      {...(props.onOpen === undefined ? {} : { onOpen: props.onOpen })}
      {...(props.onExport === undefined ? {} : { onExport: props.onExport })}
      {...(props.selection === undefined ? {} : { selection: props.selection })}
    />
  );
}

const activeText = (list: Rendered): string | undefined =>
  list.container.querySelector('.desk-row-active')?.textContent ?? undefined;

beforeAll(() => {
  // happy-dom lays nothing out: give the virtual list a height, or it draws no rows.
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(1100);
});

describe('the keyboard', () => {
  it('goes down and up the rows and opens one with Enter', async () => {
    const onOpen = vi.fn<(row: Row) => void>();
    const list = await render(<List onOpen={onOpen} />);
    const frame = list.find('.desk-table-frame');
    await focus(frame);
    expect(activeText(list)).toContain('势加透博');
    await press(frame, 'ArrowDown');
    expect(activeText(list)).toContain('神马电力');
    expect(await press(frame, 'End')).toBe(false);
    await press(frame, 'ArrowDown');
    expect(activeText(list)).toContain('力星钢球');
    await press(frame, 'ArrowUp');
    await press(frame, 'Enter');
    expect(onOpen.mock.calls.map(([row]) => row.id)).toEqual(['e1']);
    await list.unmount();
  });

  it('ticks the current row with the space bar', async () => {
    const onKeys = vi.fn<(keys: readonly string[]) => void>();
    const list = await render(<List selection={{ keys: ['e2'], onKeys }} />);
    const frame = list.find('.desk-table-frame');
    await focus(frame);
    await press(frame, ' ');
    expect(onKeys).toHaveBeenLastCalledWith(['e2', 'e0']);
    await press(frame, 'End');
    await press(frame, ' ');
    expect(onKeys).toHaveBeenLastCalledWith([]);
    await list.unmount();
  });

  it('leaves other keys to the browser', async () => {
    const list = await render(<List />);
    expect(await press(list.find('.desk-table-frame'), 'Tab')).toBe(true);
    await list.unmount();
  });
});

it('opens a row on a click', async () => {
  const onOpen = vi.fn<(row: Row) => void>();
  const list = await render(<List onOpen={onOpen} />);
  await click(list.find('.ant-table-row .ant-table-cell'));
  expect(onOpen).toHaveBeenCalledWith(rows[0]);
  await list.unmount();
});

it('sorts through the query, from the first page', async () => {
  const onQuery = vi.fn<(next: TableQuery) => void>();
  const list = await render(<List query={{ ...firstQuery, page: 3 }} onQuery={onQuery} />);
  await click(list.find('.ant-table-column-sorters'));
  expect(onQuery).toHaveBeenLastCalledWith({ ...firstQuery, sort: { key: 'name', order: 'asc' } });
  await list.unmount();
});

it.each(['确定', 'the funnel again'])(
  'filters by the ticked choices of a column, each of which has a name, once it is left by %s',
  async (how) => {
    const onQuery = vi.fn<(next: TableQuery) => void>();
    const list = await render(
      <ConfigProvider theme={{ token: { motion: false } }}>
        <List onQuery={onQuery} />
      </ConfigProvider>,
    );
    await click(list.find('.ant-table-filter-trigger'));
    const choice = [...document.querySelectorAll('.desk-choice-list label')].find(
      (label) => label.textContent === '白蒲镇',
    );
    await click(choice?.querySelector('input') as HTMLElement);
    expect(onQuery).not.toHaveBeenCalled();
    const ok = document.querySelector<HTMLElement>('.desk-choice-foot .ant-btn-primary');
    await click(how === '确定' && ok ? ok : list.find('.ant-table-filter-trigger'));
    await vi.waitFor(() => act(async () => expect(onQuery).toHaveBeenCalled()));
    expect(onQuery).toHaveBeenLastCalledWith({ ...firstQuery, filters: { town: ['t06'] } });
    await list.unmount();
  },
);

it('teaches when there is nothing, and offers to clear filters when they hide everything', async () => {
  const onQuery = vi.fn<(next: TableQuery) => void>();
  const empty = await render(<List rows={[]} />);
  expect(empty.container.textContent).toContain('先导入名册');
  await empty.unmount();
  const query = { ...firstQuery, filters: { town: ['t06'] } };
  const filtered = await render(<List rows={[]} query={query} onQuery={onQuery} />);
  expect(filtered.container.textContent).toContain('没有符合条件的记录');
  expect(filtered.container.textContent).toContain('镇区：白蒲镇');
  await click(filtered.find('.desk-empty-actions button'));
  expect(onQuery).toHaveBeenLastCalledWith(firstQuery);
  await filtered.unmount();
});

it('exports the columns as shown, and remembers which were chosen', async () => {
  const services = createMemoryServices();
  await services.settings.put(`table/test-${tests}/columns`, {
    code: true,
    town: false,
    name: false,
    other: 'x',
  });
  const onExport = vi.fn<(keys: readonly string[]) => void>();
  const list = await render(<List onExport={onExport} />, services);
  const button = [...list.container.querySelectorAll('button')].find((candidate) =>
    candidate.textContent.includes('导出'),
  );
  await act(async () => button?.click());
  expect(onExport.mock.calls[0]?.[0]).toEqual(['name', 'code']);
  await list.unmount();
});

describe('back from a record', () => {
  const byName: TableQuery = { ...firstQuery, sort: { key: 'name', order: 'asc' } };

  it('the row that was opened is active, and the keys go on from it', async () => {
    const onOpen = vi.fn<(row: Row) => void>();
    const first = await render(<List query={byName} onOpen={onOpen} />);
    const frame = first.find('.desk-table-frame');
    await focus(frame);
    await press(frame, 'ArrowDown');
    await press(frame, 'Enter');
    await first.unmount();
    const again = await render(<List query={{ ...byName }} onOpen={onOpen} />);
    expect(activeText(again)).toContain(onOpen.mock.calls[0]?.[0].name);
    expect(document.activeElement).toBe(again.find('.desk-table-frame'));
    await press(again.find('.desk-table-frame'), 'ArrowDown');
    expect(activeText(again)).toContain(rows[2]?.name);
    await again.unmount();
  });

  it("another record's list of the same kind begins at its own place, and a passing list at none", async () => {
    const place = `person ${tests}`;
    const active = async (placeKey: string | null): Promise<string | undefined> => {
      const list = await render(<List query={byName} placeKey={placeKey} />);
      const text = activeText(list);
      const frame = list.find('.desk-table-frame');
      await focus(frame);
      await press(frame, 'ArrowDown');
      await list.unmount();
      return text;
    };
    expect(await active(place)).toBeUndefined();
    expect(await active(`${place} another`)).toBeUndefined();
    expect(await active(null)).toBeUndefined();
    expect(await active(null)).toBeUndefined();
    expect(await active(place)).toContain(rows[1]?.name);
  });

  it('the list is scrolled to where it was; another filter starts at the top', async () => {
    const many = Array.from({ length: 200 }, (_, index) => ({
      id: `m${index}`,
      name: `企业${index}`,
      town: '',
    }));
    const holder = (list: Rendered): HTMLElement => list.find('.ant-table-tbody-virtual-holder');
    const first = await render(<List rows={many} query={byName} />);
    await act(async () => {
      holder(first).scrollTop = 1700;
      holder(first).dispatchEvent(new Event('scroll'));
    });
    await first.unmount();
    const again = await render(<List rows={many} query={byName} />);
    await vi.waitFor(() => act(async () => expect(holder(again).scrollTop).toBe(1700)));
    await again.unmount();
    const other = await render(<List rows={many} query={{ ...byName, text: '企业' }} />);
    expect(holder(other).scrollTop).toBe(0);
    expect(activeText(other)).toBeUndefined();
    await other.unmount();
  });
});

it('goes back to the last page there is when its own is gone, instead of looking empty', async () => {
  const onQuery = vi.fn<(next: TableQuery) => void>();
  const query = { ...firstQuery, page: 3, pageSize: 50 };
  const list = await render(<List rows={[]} total={60} query={query} onQuery={onQuery} />);
  expect(onQuery.mock.calls).toEqual([[{ ...query, page: 2 }]]);
  await list.unmount();
});

it('begins anew with another record whose screen stays', async () => {
  const first = `person ${tests}`;
  const list = await render(<List placeKey={first} />);
  const frame = list.find('.desk-table-frame');
  await focus(frame);
  await press(frame, 'End');
  await list.rerender(<List placeKey={`${first} another`} />);
  expect(activeText(list)).toBeUndefined();
  await list.rerender(<List placeKey={first} />);
  expect(activeText(list)).toContain('力星钢球');
  await list.unmount();
});

it('says that it is wider than its room, and goes sideways by the arrow keys', async () => {
  const width = vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(330);
  const narrow = await render(<List />);
  expect(narrow.find('.desk-table-foot').textContent).toContain('可左右滚动查看');
  const frame = narrow.find('.desk-table-frame');
  expect(frame.getAttribute('aria-label')).toContain('左右键');
  expect(await press(frame, 'ArrowRight')).toBe(false);
  await narrow.unmount();
  width.mockReturnValue(1100);
  const wide = await render(<List />);
  expect(wide.find('.desk-table-foot').textContent).not.toContain('可左右滚动查看');
  expect(await press(wide.find('.desk-table-frame'), 'ArrowRight')).toBe(true);
  await wide.unmount();
});
