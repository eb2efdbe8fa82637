// @vitest-environment happy-dom
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { storeAllTyped } from '../../renderer/settle.ts';
import { createMemoryServices } from '../../renderer/ui/kitServices.tsx';
import { useDraft } from '../../renderer/ui/useDraft.ts';
import { focus, passTime, render } from './render.tsx';

/** Takes over what stands in it only when it is left, as the fields of dates do. */
function Form(): ReactNode {
  const draft = useDraft('settle', { day: '' });
  return draft.ready ? <input onBlur={(event) => draft.patch({ day: event.target.value })} /> : null;
}

it('stores what stands in the field that is being typed in: locked with the keys, nobody leaves it', async () => {
  const services = createMemoryServices();
  const page = await render(<Form />, services);
  const input = page.find('input') as HTMLInputElement;
  await focus(input);
  input.value = '2026-11-24';
  await passTime(async () => expect(await storeAllTyped()).toBe(true));
  expect((await services.drafts.get('settle'))?.values).toEqual({ day: '2026-11-24' });
  expect(document.activeElement).toBe(input);
  await page.unmount();
});
