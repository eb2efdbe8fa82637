// @vitest-environment happy-dom
import { join } from 'node:path';
import { expect, it } from 'vitest';
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
