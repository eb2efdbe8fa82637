// @vitest-environment happy-dom
import { MemoryRouter } from 'react-router';
import { expect, it, vi } from 'vitest';
import { AppShell } from '../../../renderer/ui/AppShell.tsx';
import { Dialog } from '../../../renderer/ui/Dialog.tsx';
import { createMemoryServices } from '../../../renderer/ui/kitServices.tsx';
import { press, render } from '../render.tsx';

it('is locked with Ctrl+L also while a dialog covers its bar, once however long the keys are held', async () => {
  const onLock = vi.fn();
  const page = await render(
    <MemoryRouter>
      <AppShell programName="培育工作台" workspace="" officer="" nav={[]} onLock={onLock}>
        <Dialog typed title="不采纳 1 条建议" onCancel={() => undefined}>
          <textarea id="reason" />
        </Dialog>
      </AppShell>
    </MemoryRouter>,
    createMemoryServices(),
  );
  const reason = document.querySelector('#reason') as HTMLElement;
  // As long as an input method composes, its keys are its own.
  await press(reason, 'l', { ctrlKey: true, isComposing: true });
  await press(reason, 'l');
  expect(onLock).not.toHaveBeenCalled();
  expect(await press(reason, 'l', { ctrlKey: true })).toBe(false);
  await press(reason, 'l', { ctrlKey: true, repeat: true });
  expect(onLock).toHaveBeenCalledTimes(1);
  await page.unmount();
});
