import { describe, expect, it } from 'vitest';
import { appendWrite } from '../../db/log/append.ts';
import { transact } from '../../db/sql.ts';
import { authorOf } from '../../electron/desk.ts';
import { enterpriseEntity } from '../../shared/enterprise/entity.ts';
import type { Conflict } from '../../shared/conflict/contract.ts';
import { testNowMs } from '../support/database.ts';
import type { TestDesk } from '../support/desk.ts';
import { cityAndTown, exportTo, open, preview, up, write } from '../support/two-desks.ts';

let bundles = 0;

async function down(city: TestDesk, town: TestDesk): Promise<void> {
  bundles += 1;
  const { token } = await preview(town, await exportTo(city, 't06', `下发${bundles}.drcb`));
  await town.call('exchange.import', { token, acceptRetiring: true });
}

/** Both desks wrote another address over the same one, and both know both. */
async function disputed(): Promise<{ city: TestDesk; town: TestDesk }> {
  const { city, town } = await cityAndTown();
  write(city, 'e1', { address: '旧址' });
  await down(city, town);
  write(town, 'e1', { address: '镇里写的' });
  write(city, 'e1', { address: '市里写的' });
  await up(town, city);
  await down(city, town);
  return { city, town };
}

it('its decision is told as one in the preview at the other desk, also where the value shown stays', async () => {
  for (const text of ['市里写的', '镇里写的']) {
    const { city, town } = await disputed();
    await settle(city, text);
    const { partitions } = await preview(town, await exportTo(city, 't06', `定了${text}.drcb`));
    const fields = partitions.flatMap(({ records }) => records.flatMap((record) => record.fields));
    expect(fields.filter(({ label }) => label === '地址')).toMatchObject([
      { newText: text, inConflict: false, isSettled: true },
    ]);
  }
});

async function only(desk: TestDesk): Promise<Conflict> {
  const [conflict, ...others] = await desk.call('conflict.list', {});
  if (!conflict || others.length > 0) throw new Error('not one conflict');
  return conflict;
}

async function settle(desk: TestDesk, text: string): Promise<void> {
  const { entityType, entityId, field, values } = await only(desk);
  const opId = values.find((value) => value.text === text)?.opId ?? '';
  const seen = values.map((value) => value.opId);
  await desk.call('conflict.take', { choices: [{ entityType, entityId, field, opId, seen }] });
}

const address = async (desk: TestDesk): Promise<string> =>
  (await desk.call('enterprise.get', { id: 'e1' })).address;

describe('a conflict between desks', () => {
  it('stands at both with the same values, and a decision at one ends it at the other', async () => {
    const { city, town } = await disputed();
    for (const desk of [city, town]) {
      expect(await only(desk)).toMatchObject({
        fieldLabel: '地址',
        baseText: '旧址',
        reopened: false,
        townId: 't06',
      });
    }
    await settle(town, '镇里写的');
    await up(town, city);
    expect(await city.call('conflict.list', {})).toEqual([]);
    expect(await address(city)).toBe('镇里写的');
  });

  it('opens again, and says so, when both settled it differently', async () => {
    const { city, town } = await disputed();
    await settle(town, '镇里写的');
    city.setNow(testNowMs + 60_000);
    await settle(city, '市里写的');
    await up(town, city);
    const again = await only(city);
    expect(again).toMatchObject({ reopened: true, baseText: null });
    expect(again.values).toHaveLength(2);
    expect(
      again.values.map(({ text, isDecision, unit, seenTexts }) =>
        [unit, text, isDecision, seenTexts.length].join(' '),
      ),
    ).toEqual(expect.arrayContaining(['市发改委 市里写的 true 2', '白蒲镇 镇里写的 true 2']));
    await settle(city, '镇里写的');
    await down(city, town);
    expect(await town.call('conflict.count', {})).toEqual({ count: 0 });
    expect(await address(town)).toBe('镇里写的');
  });

  it('marks a laptop whose clock was off', async () => {
    const { city, town } = await cityAndTown();
    write(city, 'e1', { address: '旧址' });
    await down(city, town);
    const { db, identity } = open(town);
    transact(db, (writable) =>
      appendWrite(writable, authorOf(identity, testNowMs + 2 * 365 * 86_400_000), {
        spec: enterpriseEntity,
        id: 'e1',
        partition: 'e1',
        fields: { address: '两年后写的' },
      }),
    );
    write(city, 'e1', { address: '市里写的' });
    await up(town, city);
    const { values } = await only(city);
    expect(Object.fromEntries(values.map(({ text, clock }) => [text, clock]))).toEqual({
      两年后写的: 'ahead',
      市里写的: 'fine',
    });
  });
});

describe('a record deleted at one desk and changed at the other', () => {
  async function deletedAndChanged(): Promise<{ city: TestDesk; town: TestDesk }> {
    const { city, town } = await cityAndTown();
    await down(city, town);
    write(town, 'e1', { address: '镇里新填的' });
    await city.call('enterprise.remove', { id: 'e1' });
    await up(town, city);
    return { city, town };
  }

  it('is put before a person in words', async () => {
    const { city } = await deletedAndChanged();
    expect(await city.call('conflict.count', {})).toEqual({ count: 1 });
    expect(await only(city)).toMatchObject({
      kind: 'deletion',
      enterpriseName: '森松（江苏）重工有限公司',
      changedLabels: ['地址'],
      values: [
        { unit: '市发改委', text: '已删除' },
        { unit: '白蒲镇', text: '镇里新填的' },
      ],
    });
  });

  it.each([true, false])('stays deleted or comes back as decided: %s', async (deleted) => {
    const { city, town } = await deletedAndChanged();
    const { entityType, entityId, values } = await only(city);
    const seen = values.map((value) => value.opId);
    const decision = { entityType, entityId, deleted, seen };
    expect(await city.refusal('conflict.settleDeletion', { ...decision, seen: seen.slice(0, 1) })).toBe(
      'conflict.settled',
    );
    await city.call('conflict.settleDeletion', decision);
    expect(await city.call('conflict.count', {})).toEqual({ count: 0 });
    expect(await city.refusal('conflict.settleDeletion', decision)).toBe('conflict.settled');
    await down(city, town);
    expect(await town.call('conflict.count', {})).toEqual({ count: 0 });
    if (deleted) expect(await town.refusal('enterprise.get', { id: 'e1' })).toBe('record.not-found');
    else expect(await address(town)).toBe('镇里新填的');
  });

  it('is no dispute when whoever deleted it had seen the change', async () => {
    const { city, town } = await cityAndTown();
    await down(city, town);
    write(town, 'e1', { address: '镇里新填的' });
    await up(town, city);
    await city.call('enterprise.remove', { id: 'e1' });
    await down(city, town);
    for (const desk of [city, town]) expect(await desk.call('conflict.count', {})).toEqual({ count: 0 });
  });
});
