/** 安全审计 says of every bundle with whom it was exchanged, for which month, and how much was in it. */
import { expect, it } from 'vitest';
import { cityAndTown, down } from '../support/two-desks.ts';

it('says with whom, for which month and how much was exchanged', async () => {
  const { city, town } = await cityAndTown();
  await down(city, town);
  const last = async (desk: typeof city) => (await desk.call('audit.list', { limit: 1 }))[0];
  expect(await last(city)).toMatchObject({
    event: 'export',
    detail: { peer: 't06', month: '2026-11', count: expect.any(Number) as number },
  });
  expect(await last(town)).toMatchObject({
    event: 'import',
    detail: { peer: 'city', month: '2026-11', added: expect.any(Number) as number },
  });
});
