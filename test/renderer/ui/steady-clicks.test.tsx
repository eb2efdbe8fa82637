// @vitest-environment happy-dom
import { act, type ReactNode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useSteadyClicks } from '../../../renderer/ui/steadyClicks.ts';
import { type Rendered, render } from '../render.tsx';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const done: string[] = [];

function List({ rows }: { readonly rows: readonly string[] }): ReactNode {
  const steady = useSteadyClicks(rows);
  return (
    <ul onClickCapture={steady}>
      {rows.map((row) => (
        <li key={row}>
          <button type="button" onClick={() => done.push(row)}>
            {row}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** `count` as the browser counts the clicks of one place; 0 when a key made it. */
const clickFirst = (list: Rendered, count: number): Promise<void> =>
  act(async () => {
    list
      .find('button')
      .dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, detail: count }));
  });

it('a click that meant the row which just went deals with no other; a key and a later click do', async () => {
  const list = await render(<List rows={['甲', '乙', '丙']} />);
  await clickFirst(list, 1);
  await list.rerender(<List rows={['乙', '丙']} />);
  vi.advanceTimersByTime(300);
  await clickFirst(list, 2);
  expect(done).toEqual(['甲']);
  await clickFirst(list, 0);
  expect(done).toEqual(['甲', '乙']);
  vi.advanceTimersByTime(400);
  await clickFirst(list, 1);
  expect(done).toEqual(['甲', '乙', '乙']);
  // A list that grew at its end kept its rows where they were.
  await list.rerender(<List rows={['乙', '丙', '丁']} />);
  await clickFirst(list, 1);
  expect(done).toHaveLength(4);
  await list.unmount();
});
