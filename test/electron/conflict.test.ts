import { describe, expect, it } from 'vitest';
import { appendWrite } from '../../db/log/append.ts';
import { integrateOperations, parseOperation } from '../../db/log/integrate.ts';
import { operationsOf, selectOperations } from '../../db/exchange/selection.ts';
import { findAuthor, putDevice } from '../../db/device.ts';
import { type ReadDb, transact } from '../../db/sql.ts';
import type { LogAuthor } from '../../db/log/append.ts';
import { enterpriseEntity } from '../../shared/enterprise/entity.ts';
import { openTestDatabase, testAuthor, testNowMs } from '../support/database.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';

const town = testAuthor('town', 'b', 't06');

function logOf(db: ReadDb): Uint8Array[] {
  return [...operationsOf(db, selectOperations(db, ['e1'], new Map()))];
}

/** A city desk on which the town wrote another address than the city, each unseen by the other. */
function deskWithConflict(): TestDesk {
  const desk = openTestDesk({ side: 'city', digit: 'c' });
  const open = desk.services.desk.current();
  if (!open) throw new Error('closed');
  const there = openTestDatabase();
  const write = (db: typeof there, author: LogAuthor, fields: Record<string, string>) =>
    transact(db, (writable) =>
      appendWrite(writable, author, { spec: enterpriseEntity, id: 'e1', partition: 'e1', fields }),
    );
  const city = { ...testAuthor('city', 'c') };
  write(open.db, city, { name: '南通沪达机械设备有限公司', address: '旧址' });
  transact(there, (db) => integrateOperations(db, logOf(open.db).map(parseOperation), () => city, testNowMs));
  write(open.db, city, { address: '市里写的' });
  write(there, town, { address: '镇里写的' });
  transact(open.db, (db) => {
    putDevice(db, {
      id: town.deviceId,
      side: 'town',
      townId: 't06',
      officer: '李经办',
      name: '镇里电脑',
      signPublic: '',
      ageRecipient: '',
      certificate: '',
      state: 'confirmed',
      addedAtMs: 0,
    });
    integrateOperations(db, logOf(there).map(parseOperation), (id) => findAuthor(db, id), testNowMs);
  });
  return desk;
}

describe('conflicts', () => {
  it('show both values with who wrote them and what each had seen', async () => {
    const desk = deskWithConflict();
    const [conflict] = await desk.call('conflict.list', {});
    expect(conflict).toMatchObject({
      fieldLabel: '地址',
      enterpriseName: '南通沪达机械设备有限公司',
      mine: true,
    });
    expect(conflict).toMatchObject({ kind: 'values', reopened: false, baseText: '旧址' });
    expect(conflict?.values.map(({ value, seenTexts, officer }) => ({ value, seenTexts, officer }))).toEqual(
      expect.arrayContaining([
        { value: '市里写的', seenTexts: ['旧址'], officer: '王经办' },
        { value: '镇里写的', seenTexts: ['旧址'], officer: '李经办' },
      ]),
    );
    expect(conflict?.values.filter((value) => value.isShown)).toHaveLength(1);
  });

  it('are settled by an ordinary write that names both, even with one of the two values', async () => {
    const desk = deskWithConflict();
    const [conflict] = await desk.call('conflict.list', {});
    const seen = conflict?.values.map((value) => value.opId) ?? [];
    const settle = { entityType: 'enterprise', entityId: 'e1', field: 'address', value: '镇里写的', seen };
    await desk.call('conflict.settle', settle);
    expect(await desk.call('conflict.count', {})).toEqual({ count: 0 });
    expect(await desk.refusal('conflict.settle', settle)).toBe('conflict.settled');
  });

  it('are not settled with a value that the field cannot hold, and both values stay', async () => {
    const desk = deskWithConflict();
    const [conflict] = await desk.call('conflict.list', {});
    const seen = conflict?.values.map((value) => value.opId) ?? [];
    for (const value of [1.5, 12, null, ['镇里写的'], { text: '镇里写的' }]) {
      const settle = { entityType: 'enterprise', entityId: 'e1', field: 'address', value, seen };
      expect(await desk.reply('conflict.settle', settle)).toMatchObject({
        ok: false,
        error: { code: 'log.bad-value', details: { field: '地址', format: '文字' } },
      });
    }
    expect(await desk.call('conflict.list', {})).toEqual([conflict]);
  });

  it('are settled several at once with values that stand, or not at all', async () => {
    const desk = deskWithConflict();
    const [conflict] = await desk.call('conflict.list', {});
    const [first] = conflict?.values ?? [];
    if (!conflict || !first) throw new Error('no conflict');
    const seen = conflict.values.map((value) => value.opId);
    const choice = { entityType: 'enterprise', entityId: 'e1', field: 'address', opId: first.opId, seen };
    const foreign = { ...choice, opId: 'f'.repeat(64) };
    expect(await desk.refusal('conflict.take', { choices: [choice, foreign] })).toBe('conflict.settled');
    expect(await desk.call('conflict.count', {})).toEqual({ count: 1 });
    expect(await desk.call('conflict.take', { choices: [choice] })).toEqual({ settled: 1 });
    expect((await desk.call('enterprise.get', { id: 'e1' })).address).toBe(first.text);
    expect(await desk.refusal('conflict.take', { choices: [choice] })).toBe('conflict.settled');
  });

  it('take a third value only as the form of the field would', async () => {
    const desk = deskWithConflict();
    const [conflict] = await desk.call('conflict.list', {});
    const seen = conflict?.values.map((value) => value.opId) ?? [];
    const settle = { entityType: 'enterprise', entityId: 'e1', field: 'address', seen };
    expect(await desk.refusal('conflict.settle', { ...settle, value: '长'.repeat(101) })).toBe(
      'rpc.invalid-input',
    );
    await desk.call('conflict.settle', { ...settle, value: ' 第三种 ' });
    expect((await desk.call('enterprise.get', { id: 'e1' })).address).toBe('第三种');
  });

  it('stay open for a value that the settling officer had not seen', async () => {
    const desk = deskWithConflict();
    const [conflict] = await desk.call('conflict.list', {});
    const seen = [conflict?.values[0]?.opId ?? ''];
    await desk.call('conflict.settle', {
      entityType: 'enterprise',
      entityId: 'e1',
      field: 'address',
      value: '第三种写法',
      seen,
    });
    expect(await desk.call('conflict.count', {})).toEqual({ count: 1 });
  });
});
