// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { SmallTable } from '../../../renderer/ui/SmallTable.tsx';
import type { DataColumn } from '../../../renderer/ui/tableColumns.tsx';
import { render } from '../render.tsx';

interface Row {
  readonly id: string;
}
const columns: readonly DataColumn<Row>[] = [
  { key: 'id', title: '编号', width: 240, grow: true, value: (row) => row.id },
  { key: 'again', title: '再一次', width: 240, value: (row) => row.id },
];
const rows: readonly Row[] = [{ id: 'a' }];

it('is reached by Tab, and says why, where it is wider than its room; elsewhere it is in nobody’s way', async () => {
  const width = vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(330);
  const table = <SmallTable label="交换对象" columns={columns} rowKey={(row) => row.id} rows={rows} />;
  const narrow = await render(table);
  const frame = narrow.find('.desk-small-table');
  expect([frame.tabIndex, frame.getAttribute('aria-label')]).toEqual([0, '交换对象：左右键看其余各列']);
  await narrow.unmount();
  width.mockReturnValue(600);
  const wide = await render(table);
  const other = wide.find('.desk-small-table');
  expect([other.getAttribute('tabindex'), other.getAttribute('aria-label')]).toEqual([null, '交换对象']);
  await wide.unmount();
});
