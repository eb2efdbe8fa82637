// @vitest-environment happy-dom
import { ConfigProvider, Drawer } from 'antd';
import { act, type ReactNode } from 'react';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { Dialog } from '../../../renderer/ui/Dialog.tsx';
import { Kit } from '../../../renderer/ui/Kit.tsx';
import { SearchPalette } from '../../../renderer/ui/SearchPalette.tsx';
import { click, render } from '../render.tsx';

async function clicksBeside(
  node: (onClose: () => void) => ReactNode,
  beside: string,
  pause = 0,
): Promise<number> {
  let closed = 0;
  const page = await render(
    <ConfigProvider theme={{ token: { motion: false } }}>{node(() => (closed += 1))}</ConfigProvider>,
  );
  await act(
    async () =>
      new Promise((resolve) => {
        setTimeout(resolve, pause);
      }),
  );
  const mask = document.querySelector(beside) as HTMLElement;
  await act(async () => void mask.dispatchEvent(new MouseEvent('mousedown', { bubbles: true })));
  await click(mask);
  await page.unmount();
  return closed;
}

it('stays open when the second click of a double click falls beside it', async () => {
  const dialog = (onClose: () => void): ReactNode => <Dialog title="分派" onCancel={onClose} />;
  expect(await clicksBeside(dialog, '.ant-modal-wrap')).toBe(0);
});

it('so does a drawer of the kit', async () => {
  const drawer = (onClose: () => void): ReactNode => (
    <Kit>
      <Drawer open title="挂钩联系" onClose={onClose} />
    </Kit>
  );
  expect(await clicksBeside(drawer, '.ant-drawer-mask')).toBe(0);
});

it('the search, in which nothing is kept, is closed by a later click alone', async () => {
  const palette = (onClose: () => void): ReactNode => (
    <MemoryRouter>
      <SearchPalette open onClose={onClose} search={async () => []} />
    </MemoryRouter>
  );
  expect(await clicksBeside(palette, '.ant-modal-wrap')).toBe(0);
  expect(await clicksBeside(palette, '.ant-modal-wrap', 700)).toBe(1);
});
