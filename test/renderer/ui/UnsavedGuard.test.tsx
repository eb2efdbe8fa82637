// @vitest-environment happy-dom
import { act, type ReactNode, useEffect } from 'react';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { expect, it } from 'vitest';
import { createMemoryServices, type DraftContent } from '../../../renderer/ui/kitServices.tsx';
import { UnsavedGuard } from '../../../renderer/ui/UnsavedGuard.tsx';
import { type Draft, useDraft } from '../../../renderer/ui/useDraft.ts';
import { render } from '../render.tsx';

const initial = { note: '' };
let draft: Draft<typeof initial>;

function Form(): ReactNode {
  const own = useDraft('note:guard', initial);
  useEffect(() => {
    draft = own;
  });
  return <UnsavedGuard status={own.status} flush={own.flush} />;
}

it('leaves the page only after the draft is on disk, without asking', async () => {
  const services = createMemoryServices();
  const order: string[] = [];
  const guarded = {
    ...services,
    drafts: {
      ...services.drafts,
      put: async (key: string, content: DraftContent) => {
        const answer = await services.drafts.put(key, content);
        order.push(`written ${String(content.values.note)}`);
        return answer;
      },
    },
  };
  const router = createMemoryRouter([
    { path: '/', element: <Form /> },
    { path: '/elsewhere', element: '别处' },
  ]);
  router.subscribe((state) => {
    if (state.location.pathname === '/elsewhere' && order.at(-1) !== 'left') order.push('left');
  });
  const page = await render(<RouterProvider router={router} />, guarded);
  await act(async () => draft.patch({ note: '半句话' }));
  await act(async () => router.navigate('/elsewhere'));
  expect(page.container.textContent).toBe('别处');
  expect(order).toEqual(['written 半句话', 'left']);
  await page.unmount();
});
