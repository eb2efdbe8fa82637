/** Another laptop of the city: what it must know to do all that the first one does, and who may not become one. */
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import type { InputOf } from '../../shared/contract.ts';
import { temporaryFolder } from '../support/database.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';
import { handOver, handOverTo, joinAs, joinedPassphrase, joinTown, openCityDesk } from '../support/joined.ts';
import { write } from '../support/two-desks.ts';

const office = { side: 'city', townId: '' } as const;
let city: TestDesk;

beforeEach(async () => {
  city = await openCityDesk();
  write(city, 'e1', { name: '甲重工有限公司', townId: 't06' });
});

/** The invitation's file and code, in as many hands as there are laptops to join with them. */
async function invitationFor(
  guest: InputOf<'invitation.create'>['for'],
): Promise<(officer: string) => Promise<TestDesk>> {
  const file = join(temporaryFolder(), '加入邀请.drci');
  city.dialogAnswers.push(file);
  const made = await city.call('invitation.create', { for: guest });
  return async (officer) => {
    const joined = openTestDesk({ closed: true });
    joined.dialogAnswers.push(file);
    const { handle = '' } = (await joined.call('session.chooseInvitation', {})) ?? {};
    await joined.call('session.openInvitation', { handle, joinCode: made?.joinCode ?? '' });
    const desk = { officer, deviceName: '笔记本', passphrase: joinedPassphrase };
    await joined.call('session.join', { handle, ...desk });
    return joined;
  };
}

it('is one laptop for one invitation: whoever has its file and code too is not known', async () => {
  const join = await invitationFor({ kind: 'city' });
  const [second, other] = [await join('孙经办'), await join('某某')];
  await handOver(second, city);
  await expect(handOver(other, city)).rejects.toMatchObject({ code: 'bundle.unknown-sender' });
  expect((await city.call('device.list', {})).map(({ officer }) => officer)).toEqual(
    expect.not.arrayContaining(['某某']),
  );
  // The one that is known goes on, also before its certificate has come.
  await handOver(second, city);
});

it('writes to a town whose laptop has written nothing yet, and what it passes on counts for the town', async () => {
  const second = await joinAs(city, { kind: 'city' }, '孙经办');
  const town = await joinTown(city);
  await handOver(second, city);
  await handOver(town, city);
  await handOverTo(city, second, office);
  await handOver(second, town, 't06');
  write(town, 'e1', { name: '甲重工装备有限公司' });
  await handOver(town, second);
  write(second, 'e1', { note: '市里写的' });
  await handOverTo(second, city, office);
  expect(await city.call('month.changes', { month: '2026-11' })).toMatchObject([
    {
      townId: 't06',
      townName: '白蒲镇',
      saves: 1,
      records: [{ fields: [{ label: '企业名称', before: '甲重工有限公司', after: '甲重工装备有限公司' }] }],
    },
  ]);
});
