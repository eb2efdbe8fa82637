// @vitest-environment happy-dom
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { InvitationWizard } from '../../../renderer/features/town/InvitationWizard.tsx';
import { InvitationPanel } from '../../../renderer/features/town/Laptops.tsx';
import { temporaryFolder } from '../../support/database.ts';
import { handOver, joinTown, openCityDesk } from '../../support/joined.ts';
import { openScreen } from '../desk-screen.tsx';

it('two invitations of one town are told apart: by their files, and by who joined with which', async () => {
  const city = await openCityDesk();
  const town = await joinTown(city);
  await handOver(town, city);
  city.dialogAnswers.push(join(temporaryFolder(), '白蒲镇第二台.drci'));
  await city.call('invitation.create', { for: { kind: 'town', townId: 't06' } });
  const screen = await openScreen(city, '/', [
    { path: '/', element: <InvitationPanel of={({ townId }) => townId === 't06'} /> },
  ]);
  await screen.until(() => screen.container.textContent.includes('白蒲镇第二台.drci'));
  const rows = [...screen.container.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('td')].map((cell) => cell.textContent ?? ''),
  );
  const told = rows.map(([whom, file, , , state, joined]) =>
    [whom, file, state, joined?.split('　')[0]].join(' '),
  );
  expect(told.toSorted()).toEqual([
    '白蒲镇经办人 加入邀请.drci 已加入 李经办',
    '白蒲镇经办人 白蒲镇第二台.drci 等待加入 ',
  ]);
});

it('shows the code of an open invitation again, after a lock on its page too, until a laptop has joined with it', async () => {
  const city = await openCityDesk();
  city.dialogAnswers.push(join(temporaryFolder(), '白蒲镇.drci'));
  const made = await city.call('invitation.create', { for: { kind: 'town', townId: 't06' } });
  const code = (made?.joinCode ?? '').replaceAll(' ', '');
  // What stands in the address of the page when it is locked.
  const page = await openScreen(city, `/towns/invite?town=t06&made=${made?.id}`, [
    { path: '/towns/invite', element: <InvitationWizard /> },
    { path: '/towns/:townId', element: null },
  ]);
  await page.until(() => page.container.querySelector('[aria-label=加入码]')?.textContent === code);
  // Left without a word on whether it was told: it can be seen again.
  await page.clickButton('返回');
  expect(page.path()).toBe('/towns/t06');
  await page.close();
  const list = await openScreen(city, '/', [{ path: '/', element: <InvitationPanel of={() => true} /> }]);
  await list.clickButton('再看加入码');
  await list.until(() => document.querySelector('[aria-label=加入码]')?.textContent === code);
});

it('does not say of no town that it has a laptop already', async () => {
  const city = await openCityDesk();
  const leader = await openScreen(city, '/towns/invite', [
    { path: '/towns/invite', element: <InvitationWizard /> },
  ]);
  await leader.until(() => leader.container.textContent.includes('邀请文件只供一台电脑使用'));
  expect(leader.container.textContent).not.toContain('这个镇区已经有电脑登记');
});
