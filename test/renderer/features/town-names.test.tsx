// @vitest-environment happy-dom
import { expect, it } from 'vitest';
import { TownPage } from '../../../renderer/features/town/TownPage.tsx';
import { openTestDesk } from '../../support/desk.ts';
import { openScreen } from '../desk-screen.tsx';
import { click } from '../render.tsx';

it('a name typed last week stands beside the one that was given since, and takes nothing else back', async () => {
  const desk = openTestDesk({ side: 'city' });
  const town = async (id: string) => (await desk.call('town.list', {})).find((each) => each.id === id);
  const { id } = await desk.call('town.create', { name: '新设镇', alias: '' });
  const seen = (await town(id))?.heads ?? {};
  await desk.call('draft.put', { key: `town:${id}`, value: { values: { name: '新设街道' }, seen } });
  await desk.call('town.update', { id, name: '新设办事处', alias: '新设园区', seen });
  const screen = await openScreen(desk, `/towns/${id}?form=town:${id}`, [
    { path: '/towns/:townId', element: <TownPage /> },
  ]);
  const name = (): HTMLInputElement | null => document.querySelector('#town-name');
  await screen.until(() => name()?.value === '新设街道');
  await click(document.querySelector('.ant-modal-footer .ant-btn-primary') as HTMLElement);
  await screen.until(() => name() === null);
  expect((await town(id))?.alias).toBe('新设园区');
  // Silently over the other one it would be lost.
  expect(await desk.call('conflict.count', {})).toEqual({ count: 1 });
  await screen.close();
});
