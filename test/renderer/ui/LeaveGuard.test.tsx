// @vitest-environment happy-dom
import { act } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { expect, it } from 'vitest';
import { LeaveGuard } from '../../../renderer/ui/LeaveGuard.tsx';
import { click, type Rendered, render } from '../render.tsx';

async function leave(): Promise<{
  page: Rendered;
  path: () => string;
  press: (label: string) => Promise<void>;
}> {
  const guard = (
    <LeaveGuard when title="告知了吗？" explanation="离开后无法再查。" leaveLabel="离开" stayLabel="留下" />
  );
  const router = createMemoryRouter([
    { path: '/', element: guard },
    { path: '/elsewhere', element: '别处' },
  ]);
  const page = await render(<RouterProvider router={router} />);
  await act(async () => router.navigate('/elsewhere'));
  return {
    page,
    path: () => router.state.location.pathname,
    press: async (label) => {
      const button = [...document.querySelectorAll<HTMLElement>('.ant-modal-confirm-btns button')].find(
        (each) => each.textContent?.replaceAll(' ', '') === label,
      );
      if (button === undefined) throw new Error(`no button ${label}`);
      await click(button);
    },
  };
}

it('asks before what cannot be brought back is left, and stays when told so', async () => {
  const { page, path, press } = await leave();
  expect(document.body.textContent).toContain('离开后无法再查。');
  expect(path()).toBe('/');
  await press('留下');
  expect(path()).toBe('/');
  await page.unmount();
});

it('leaves when told so', async () => {
  const { page, path, press } = await leave();
  await press('离开');
  expect(path()).toBe('/elsewhere');
  await page.unmount();
});
