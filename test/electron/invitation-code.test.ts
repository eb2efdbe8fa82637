/** The join code is kept for as long as an invitation is open, and not a moment longer. */
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../support/database.ts';
import { handOver, joinTown, openCityDesk } from '../support/joined.ts';

it('is shown again while the invitation is open, and gone when a laptop has joined with it', async () => {
  const city = await openCityDesk();
  const town = await joinTown(city);
  const [{ id } = { id: '' }] = await city.call('invitation.list', {});
  const { joinCode } = await city.call('invitation.code', { id });
  expect(joinCode).toMatch(/^(\d{4} ){3}\d{4}$/);
  await handOver(town, city);
  await expect(city.call('invitation.code', { id })).rejects.toMatchObject({ code: 'record.not-found' });
  const kept = city.services.desk.current()?.db.connection.prepare('SELECT secret FROM invitation').all();
  expect(JSON.stringify(kept)).toContain('token');
  expect(JSON.stringify(kept)).not.toContain(joinCode);
});

it('is gone with an invitation that is withdrawn or out of date', async () => {
  const city = await openCityDesk();
  const invite = async (): Promise<string> => {
    city.dialogAnswers.push(join(temporaryFolder(), '白蒲镇.drci'));
    return (await city.call('invitation.create', { for: { kind: 'town', townId: 't06' } }))?.id ?? '';
  };
  const [withdrawn, old] = [await invite(), await invite()];
  await city.call('invitation.withdraw', { id: withdrawn });
  city.setNow(Date.now() + 31 * 24 * 60 * 60 * 1000 * 400);
  for (const id of [withdrawn, old])
    await expect(city.call('invitation.code', { id })).rejects.toMatchObject({ code: 'record.not-found' });
});
