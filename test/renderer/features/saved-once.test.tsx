// @vitest-environment happy-dom
/** A form is saved once, however often it is asked, and its draft goes with it whatever happens to the window. */
import { expect, it } from 'vitest';
import { DossierScreen } from '../../../renderer/features/enterprise/DossierScreen.tsx';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';
import { type DeskScreen, openScreen } from '../desk-screen.tsx';
import { passTime, press } from '../render.tsx';

async function titleDrawer(
  reply: (name: string, real: TestDesk['reply']) => Promise<void>,
): Promise<{ readonly desk: TestDesk; readonly id: string; readonly screen: DeskScreen }> {
  const desk = openTestDesk({ side: 'city' });
  const { id } = await desk.call('enterprise.create', { profile: { ...emptyProfile, name: '甲公司' } });
  const key = `title:new:${id}`;
  const values = { level: 'provincial-pool', grantedOn: '2026-01-01' };
  await desk.call('draft.put', { key, value: { values, seen: null } });
  const slowed: TestDesk = {
    ...desk,
    reply: async (name, input) => {
      await reply(name, desk.reply);
      return desk.reply(name, input);
    },
  };
  const screen = await openScreen(slowed, `/enterprises/${id}?section=titles&form=${key}`, [
    {
      path: '/enterprises/:enterpriseId',
      element: (
        <DossierScreen
          slots={{
            links: () => null,
            filings: () => null,
            visits: () => null,
            problems: () => null,
            calendar: () => null,
          }}
        />
      ),
    },
  ]);
  await screen.until(() => document.querySelector('.ant-drawer [data-field="level"]') !== null);
  return { desk, id, screen };
}

const save = async (repeat = false): Promise<void> =>
  void (await press(window, 's', { ctrlKey: true, repeat }));
const titles = async (desk: TestDesk, id: string): Promise<number> =>
  (await desk.call('enterprise.get', { id })).titles.length;

it('makes one title of a Ctrl+S that is pressed again while the draft is being deleted', async () => {
  let release = (): void => undefined;
  const { desk, id, screen } = await titleDrawer(async (name) => {
    if (name === 'draft.delete') {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
    }
  });
  await save();
  await screen.until(() => document.body.textContent.includes('已登记'));
  await save();
  await save();
  await passTime(async () => release());
  await screen.until(() => !screen.path().includes('form='));
  expect(await titles(desk, id)).toBe(1);
  await screen.close();
});

it('asks nothing of a key that is only held down', async () => {
  const { desk, id, screen } = await titleDrawer(async () => undefined);
  await save(true);
  await passTime(async () => desk.call('draft.list', { prefix: '' }));
  expect(await titles(desk, id)).toBe(0);
  await screen.close();
});

it('leaves no draft of what was saved though the desk was locked before it could be deleted', async () => {
  const { desk, id, screen } = await titleDrawer(async (name) => {
    if (name === 'draft.delete') throw new Error('locked');
  });
  await save();
  await screen.until(() => !screen.path().includes('form='));
  expect(await titles(desk, id)).toBe(1);
  // As the next morning's window reads it.
  expect(await desk.call('draft.list', { prefix: '' })).toEqual([]);
  await screen.close();
});
