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

/** A dialog whose form holds `touched`; what was called. */
async function formDialog(touched: object, saving = false) {
  const called: string[] = [];
  const draft = {
    touched,
    status: { kind: 'clean' } as const,
    finish: async () => void called.push('discarded'),
  };
  const page = await render(
    <ConfigProvider theme={{ token: { motion: false } }}>
      <Dialog title="办结" draft={draft} confirmLoading={saving} onCancel={() => called.push('closed')} />
    </ConfigProvider>,
  );
  const press = async (name: string): Promise<void> => {
    const found = [...document.querySelectorAll('button')].filter(
      (button) => button.textContent.replaceAll(/\s/g, '') === name,
    );
    await click(found.at(-1) as HTMLElement);
  };
  const asks = (): boolean => document.body.textContent.includes('放弃草稿');
  return { called, press, asks, page };
}

it('取消 asks whether what was typed is kept; nothing is decided before it is answered', async () => {
  const { called, press, asks, page } = await formDialog({ note: '盼复' });
  await press('取消');
  expect([asks(), called]).toEqual([true, []]);
  await press('保留草稿');
  expect(called).toEqual(['closed']);
  await page.unmount();
});

it('a draft that is not kept is gone before the dialog is', async () => {
  const { called, press, page } = await formDialog({ note: '盼复' });
  await press('取消');
  await press('放弃草稿');
  expect(called).toEqual(['discarded', 'closed']);
  await page.unmount();
});

it('× keeps the draft, and with nothing typed, or while it is saved, 取消 asks nothing', async () => {
  const typed = await formDialog({ note: '盼复' });
  await click(document.querySelector('.ant-modal-close') as HTMLElement);
  expect([typed.asks(), typed.called]).toEqual([false, ['closed']]);
  await typed.page.unmount();
  for (const [touched, saving] of [
    [{}, false],
    [{ note: '盼复' }, true],
  ] as const) {
    const dialog = await formDialog(touched, saving);
    await dialog.press('取消');
    expect([dialog.asks(), dialog.called]).toEqual([false, ['closed']]);
    await dialog.page.unmount();
  }
});

it('the question can be left unanswered: back to what was typed', async () => {
  const { called, press, asks, page } = await formDialog({ note: '盼复' });
  await press('取消');
  await click([...document.querySelectorAll('.ant-modal-close')].at(-1) as HTMLElement);
  expect([asks(), called]).toEqual([false, []]);
  await page.unmount();
});
