import { expect, it } from 'vitest';
import { certificateOf } from '../../db/exchange/certify.ts';
import { readIdentity } from '../../db/identity.ts';
import { testNowMs } from '../support/database.ts';
import { cityAndTown, exportTo, open, preview, take } from '../support/two-desks.ts';

const day = 86_400_000;

it('a certificate that runs out within half a year is renewed with the next bundle, and an old bundle brings no old one back', async () => {
  const { city, town } = await cityAndTown();
  await take(town, await exportTo(city, 't06', '下发.drcb'));
  const { token } = await preview(city, await exportTo(town, '', '上报.drcb'));
  const confirmed = await city.call('exchange.confirmDevice', { token });
  await city.call('exchange.import', { token: confirmed.token });
  const early = await exportTo(city, 't06', '早.drcb');
  const townId = readIdentity(open(town).db)?.deviceId ?? '';
  const issued = certificateOf(open(city).db, townId);

  city.setNow(testNowMs + 400 * day);
  await exportTo(city, 't06', '一年后.drcb');
  expect(certificateOf(open(city).db, townId)?.serial).toBe(issued?.serial);

  city.setNow(testNowMs + 600 * day);
  const late = await exportTo(city, 't06', '将到期.drcb');
  const renewed = certificateOf(open(city).db, townId);
  expect(renewed?.validToMs).toBeGreaterThan((issued?.validToMs ?? 0) + 500 * day);
  expect(renewed?.role).toBe(issued?.role);

  const told = (await city.call('device.list', {})).find(({ side }) => side === 'town');
  expect(told?.validToMs).toBe(renewed?.validToMs);
  await take(town, late);
  expect((await town.call('session.info', {})).validToMs).toBe(renewed?.validToMs);
  await take(town, early);
  expect(certificateOf(open(town).db, townId)?.serial).toBe(renewed?.serial);
});
