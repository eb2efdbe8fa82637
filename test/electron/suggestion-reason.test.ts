import { expect, it } from 'vitest';
import { all, sql } from '../../db/sql.ts';
import { operationBody } from '../../shared/log/operation.ts';
import { isOperationBody } from '../../shared/log/operation-check.ts';
import { reasonOf } from '../../shared/suggestion/reason.ts';
import { cityAndTown, down, open, up, write } from '../support/two-desks.ts';

const reason = '已通过市培育库评审，\n认定文件随本月交接送达。';
const fields = { pool: { member: true, enteredOn: '2026-11-01', leftOn: '' } } as const;
const proposal = { entityType: 'enterprise', enterpriseId: 'e1', fields, seen: {} } as const;

async function proposed() {
  const desks = await cityAndTown();
  await down(desks.city, desks.town);
  await desks.town.call('suggestion.propose', { ...proposal, reason });
  return desks;
}

it('goes with the suggestion: to the city, in its own town’s list, into both histories, and past the answer', async () => {
  const { city, town } = await proposed();
  await up(town, city);
  const [waiting] = await city.call('suggestion.list', {});
  expect(waiting).toMatchObject({ reason, state: 'waiting' });
  await city.call('suggestion.accept', {
    items: [{ opId: waiting?.opId ?? '', seen: waiting?.seen ?? {} }],
  });
  await down(city, town);
  for (const desk of [city, town]) {
    expect(await desk.call('suggestion.list', { answered: true })).toMatchObject([
      { reason, state: 'accepted' },
    ]);
    const history = await desk.call('enterprise.history', { id: 'e1', limit: 20 });
    const said = history.filter((entry) => entry.reason !== '');
    expect(said).toMatchObject([{ field: 'pool', state: 'held', suggested: 'accepted', reason }]);
  }
});

it('stands beside the fields of its operation, which a program that knows nothing of it keeps byte for byte', async () => {
  const { city, town } = await proposed();
  write(town, 'e1', { address: '白蒲镇工业路 1 号' });
  await up(town, city);
  const bytesAt = (desk: typeof town) =>
    all<{ bytes: Buffer }>(open(desk).db, sql`SELECT bytes FROM op ORDER BY id`).map(({ bytes }) =>
      bytes.toString('utf8'),
    );
  const saying = bytesAt(town).filter((text) => 'reason' in (JSON.parse(text) as object));
  expect(saying).toHaveLength(1);
  expect(bytesAt(city)).toEqual(expect.arrayContaining(saying));
  const body = JSON.parse(saying[0] ?? '') as unknown;
  expect(body).toMatchObject({ v: 1, reason });
  // Neither the shape of before nor the quick check of it knows the field, and both let it pass.
  expect(Object.keys(operationBody.shape)).not.toContain('reason');
  expect(isOperationBody(body)).toBe(true);
});

it('may be left out, and is added when the suggestion is worded anew', async () => {
  const { city, town } = await cityAndTown();
  await down(city, town);
  await town.call('suggestion.propose', proposal);
  const [first] = await town.call('suggestion.list', {});
  expect(first?.reason).toBe('');
  expect(await town.refusal('suggestion.propose', { ...proposal, reason })).toBe('suggestion.waiting');
  const anew = { ...proposal, reason, replaces: first?.opId ?? '' };
  await town.call('suggestion.propose', anew);
  const waiting = await town.call('suggestion.list', {});
  expect(waiting).toMatchObject([{ reason }]);
  const same = { ...anew, replaces: waiting[0]?.opId ?? '' };
  expect(await town.refusal('suggestion.propose', same)).toBe('suggestion.waiting');
});

it('that is no text, or fills pages, is shown as none', async () => {
  const { town } = await proposed();
  const [row] = all<{ bytes: Buffer }>(open(town).db, sql`SELECT bytes FROM op ORDER BY rowid DESC LIMIT 1`);
  const body = operationBody.parse(JSON.parse(row?.bytes.toString('utf8') ?? ''));
  expect(reasonOf(body)).toBe(reason);
  for (const other of [undefined, null, 7, {}, ['x'], 'x'.repeat(20_000)]) {
    expect(reasonOf({ ...body, reason: other })).toBe('');
  }
  expect(reasonOf({ ...body, reason: '一行\u000b又一行\u0007' })).toBe('一行\n又一行');
});
