import { describe, expect, it } from 'vitest';
import { appendWrite } from '../../db/log/append.ts';
import { integrateOperations, parseOperation } from '../../db/log/integrate.ts';
import { all, sql, transact } from '../../db/sql.ts';
import { emptyProfile, type EnterpriseProfile } from '../../shared/enterprise/schema.ts';
import { enterpriseEntity } from '../../shared/enterprise/entity.ts';
import { testAuthor, testNowMs } from '../support/database.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';

const day = 86_400_000;
const filter = { text: '' };
const byName = { key: 'name', order: 'asc' } as const;

function create(
  desk: TestDesk,
  profile: Partial<EnterpriseProfile> & { name: string },
): Promise<{ id: string }> {
  return desk.call('enterprise.create', { profile: { ...emptyProfile, ...profile } });
}

it('a new enterprise is assigned at once by the city, and only by the city', async () => {
  const city = openTestDesk({ side: 'city' });
  const profile = { ...emptyProfile, name: '甲公司' };
  const { id } = await city.call('enterprise.create', { profile, townId: 't06' });
  expect(await city.call('enterprise.get', { id })).toMatchObject({
    townName: '白蒲镇',
    sampleAssignment: false,
  });
  const other = { ...profile, name: '乙公司' };
  expect(await city.refusal('enterprise.create', { profile: other, townId: 'nowhere' })).toBe(
    'record.not-found',
  );
  const town = openTestDesk();
  const own = await town.call('enterprise.create', { profile, townId: 't07' });
  expect(await town.call('enterprise.get', { id: own.id })).toMatchObject({ townId: '' });
});

async function names(desk: TestDesk): Promise<string[]> {
  const rows = await desk.call('enterprise.list', {
    filter,
    sort: byName,
    offset: 0,
    limit: 100,
  });
  return rows.map((row) => row.name);
}

/** The operations of one desk, integrated at another: a bundle without the envelope. */
function carry(from: TestDesk, to: TestDesk): void {
  const operations = all<{ bytes: Uint8Array }>(
    from.services.desk.current()!.db,
    sql`SELECT bytes FROM op ORDER BY hlc_ms, hlc_counter`,
  ).map((row) => parseOperation(row.bytes));
  const authors = [from, to].map((desk) => desk.services.desk.current()!.identity);
  transact(to.services.desk.current()!.db, (db) =>
    integrateOperations(
      db,
      operations,
      (id) => authors.find((author) => author.deviceId === id),
      testNowMs + day,
    ),
  );
}

describe('the ledger', () => {
  it('takes in an enterprise and shows it in list, count and dossier', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    const { id } = await create(desk, {
      name: ' 势加透博洁净动力如皋有限公司 ',
      creditCode: '９１３５０１００m000100y43',
      formerNames: ['势加透博', '势加透博', ''],
    });
    expect(await names(desk)).toEqual(['势加透博洁净动力如皋有限公司']);
    expect(await desk.call('enterprise.count', { filter })).toEqual({ total: 1 });
    expect(await desk.call('enterprise.get', { id })).toMatchObject({
      name: '势加透博洁净动力如皋有限公司',
      creditCode: '91350100M000100Y43',
      formerNames: ['势加透博'],
      townId: '',
      editable: true,
      removable: true,
    });
    expect(desk.topics).toContain('enterprise');
  });

  it('refuses a credit code with a wrong check digit, and says why', async () => {
    const desk = openTestDesk();
    const reply = await desk.reply('enterprise.create', {
      profile: { ...emptyProfile, name: '甲公司', creditCode: '91350100M000100Y44' },
    });
    expect(reply).toMatchObject({ ok: false, error: { code: 'rpc.invalid-input' } });
    expect(JSON.stringify(reply)).toContain('校验位不符');
    expect(await names(desk)).toEqual([]);
  });

  it.each([
    ['the same credit code', { name: '乙公司', creditCode: '91350100M000100Y43' }],
    ['the name in other brackets and width', { name: '森松(江苏) 重工有限公司' }],
    ['a former name', { name: '上海森松' }],
  ])('asks before entering an enterprise again: %s', async (_, profile) => {
    const desk = openTestDesk();
    await create(desk, {
      name: '森松（江苏）重工有限公司',
      formerNames: ['上海森松'],
      creditCode: '91350100M000100Y43',
    });
    const again = { ...emptyProfile, ...profile };
    expect(await desk.refusal('enterprise.create', { profile: again })).toBe('enterprise.looks-duplicate');
    const similar = { name: again.name, creditCode: again.creditCode };
    expect(await desk.call('enterprise.similar', similar)).toHaveLength(1);
    await desk.call('enterprise.create', { profile: again, duplicateAccepted: true });
    expect(await names(desk)).toHaveLength(2);
  });

  it('an enterprise is not like itself, nor like one whose name only contains its own', async () => {
    const desk = openTestDesk();
    const { id } = await create(desk, { name: '如皋动力有限公司' });
    expect(
      await desk.call('enterprise.similar', { name: '如皋动力有限公司', creditCode: '', exceptId: id }),
    ).toEqual([]);
    expect(await desk.call('enterprise.similar', { name: '皋动力', creditCode: '' })).toEqual([]);
    expect(await desk.call('enterprise.similar', { name: '', creditCode: '' })).toEqual([]);
  });

  it('removes and brings back; a removed one is found nowhere', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    const { id } = await create(desk, { name: '凯晖科技股份有限公司' });
    await desk.call('enterprise.remove', { id });
    expect(await names(desk)).toEqual([]);
    expect(await desk.call('enterprise.count', { filter })).toEqual({ total: 0 });
    expect(await desk.call('search.query', { text: '凯晖' })).toEqual([]);
    expect(await desk.refusal('enterprise.get', { id })).toBe('record.not-found');
    expect(await desk.call('enterprise.removed', {})).toMatchObject([
      { id, unit: '市发改委', officer: '王经办', deviceName: '测试电脑', removedAtMs: testNowMs },
    ]);
    const town = openTestDesk({ side: 'town', townId: 't06', digit: 'a' });
    expect(await town.refusal('enterprise.removed', {})).toBe('rpc.wrong-desk');
    expect(await town.refusal('enterprise.restore', { id })).toBe('rpc.wrong-desk');
    await desk.call('enterprise.restore', { id });
    expect(await desk.call('enterprise.removed', {})).toEqual([]);
    expect(await names(desk)).toEqual(['凯晖科技股份有限公司']);
    expect(await desk.call('search.query', { text: 'kaihui' })).toHaveLength(1);
  });
});

describe('who may change what', () => {
  it('a town may not assign, judge levels or touch the pool', async () => {
    const desk = openTestDesk();
    const { id } = await create(desk, { name: '白蒲甲公司' });
    expect(await desk.refusal('enterprise.assign', { ids: [id], townId: 't06' })).toBe('rpc.wrong-desk');
    expect(await desk.refusal('enterprise.setPool', { ids: [id], member: true, date: '' })).toBe(
      'rpc.wrong-desk',
    );
    expect(
      await desk.refusal('title.create', {
        enterpriseId: id,
        fields: { level: 'provincial-pool', certificateNumber: '', grantedOn: '', validUntil: '', note: '' },
      }),
    ).toBe('rpc.wrong-desk');
  });

  it('a town edits its own and the unassigned, not those of another town', async () => {
    const city = openTestDesk({ side: 'city', digit: 'c' });
    const ids: string[] = [];
    for (const name of ['甲公司', '乙公司', '丙公司']) ids.push((await create(city, { name })).id);
    await city.call('enterprise.assign', { ids: [ids[0]!], townId: 't06' });
    await city.call('enterprise.assign', { ids: [ids[1]!], townId: 't07' });
    const town = openTestDesk({ side: 'town', townId: 't06', digit: 'a' });
    carry(city, town);
    const edit = { changes: { address: '白蒲镇' }, seen: {} };
    await town.call('enterprise.update', { id: ids[0]!, ...edit });
    await town.call('enterprise.update', { id: ids[2]!, ...edit });
    expect(await town.refusal('enterprise.update', { id: ids[1]!, ...edit })).toBe('enterprise.other-town');
    expect((await town.call('enterprise.get', { id: ids[1]! })).editable).toBe(false);
    expect(await town.refusal('enterprise.remove', { id: ids[0]! })).toBe('enterprise.not-removable');
  });

  it('two desks editing one field leave a conflict and lose nothing', async () => {
    const city = openTestDesk({ side: 'city', digit: 'c' });
    const { id } = await create(city, { name: '甲公司', address: '原址' });
    const town = openTestDesk({ side: 'town', townId: 't06', digit: 'a' });
    carry(city, town);
    const atTown = await town.call('enterprise.get', { id });
    await city.call('enterprise.update', {
      id,
      changes: { address: '市里说的地址' },
      seen: (await city.call('enterprise.get', { id })).heads,
    });
    carry(city, town);
    // The form was opened before the bundle came in.
    const { conflicts } = await town.call('enterprise.update', {
      id,
      changes: { address: '镇里说的地址', contactName: '张三' },
      seen: atTown.heads,
    });
    expect(conflicts).toEqual(['address']);
    const after = await town.call('enterprise.get', { id });
    expect(after.conflicts).toEqual(['address']);
    expect(after.contactName).toBe('张三');
    expect(after.heads['address']).toHaveLength(2);
    // Having seen both, the next save settles it.
    await town.call('enterprise.update', { id, changes: { address: '议定地址' }, seen: after.heads });
    expect(await town.call('enterprise.get', { id })).toMatchObject({ conflicts: [], address: '议定地址' });
  });

  it('a field that was empty when the form was opened is not overwritten unseen', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    const db = desk.services.desk.current()!.db;
    const id = '0'.repeat(32);
    const write = (fields: { readonly name?: string; readonly address?: string }): void =>
      void transact(db, (writable) =>
        appendWrite(writable, testAuthor('city', 'd'), {
          spec: enterpriseEntity,
          id,
          partition: id,
          fields,
        }),
      );
    write({ name: '甲公司' });
    const { heads } = await desk.call('enterprise.get', { id });
    expect(heads['address']).toBeUndefined();
    write({ address: '别处写的' });
    const { conflicts } = await desk.call('enterprise.update', {
      id,
      changes: { address: '这里写的' },
      seen: heads,
    });
    expect(conflicts).toEqual(['address']);
  });
});

describe('the history of a dossier', () => {
  it('tells every field: who, when, which laptop, old → new, in words', async () => {
    const desk = openTestDesk({ side: 'city', digit: 'c' });
    const { id } = await create(desk, { name: '甲公司' });
    desk.setNow(testNowMs + 1000);
    await desk.call('enterprise.assign', { ids: [id], townId: 't06' });
    desk.setNow(testNowMs + 2000);
    await desk.call('enterprise.assign', { ids: [id], townId: 't07' });
    desk.setNow(testNowMs + 3000);
    await desk.call('enterprise.setPool', { ids: [id], member: true, date: '2021-09-01' });
    const title = await desk.call('title.create', {
      enterpriseId: id,
      fields: {
        level: 'provincial-product',
        certificateNumber: '苏1号',
        grantedOn: '',
        validUntil: '',
        note: '',
      },
    });
    const history = await desk.call('enterprise.history', { id });
    const line = (field: string): unknown[] =>
      history
        .filter((entry) => entry.field === field)
        .map(({ oldTexts, newText, officer, deviceName }) => [
          ...oldTexts,
          '→',
          newText,
          officer,
          deviceName,
        ]);
    expect(line('townId')).toEqual([
      ['白蒲镇', '→', '下原镇', '王经办', '测试电脑'],
      ['→', '白蒲镇', '王经办', '测试电脑'],
    ]);
    expect(line('pool')).toEqual([['→', '2021-09-01 入库', '王经办', '测试电脑']]);
    expect(line('level')).toEqual([['→', '省级专精特新产品', '王经办', '测试电脑']]);
    expect(history.find((entry) => entry.entityId === title.id)?.entityLabel).toBe('级别称号');
    const saves = history.map(({ entityLabel, field, isCreation, unit }) => [
      entityLabel,
      field,
      isCreation,
      unit,
    ]);
    expect(saves).toContainEqual(['企业', 'name', true, '市发改委']);
    expect(saves).toContainEqual(['企业', 'pool', false, '市发改委']);
    expect(saves).toContainEqual(['级别称号', 'level', true, '市发改委']);
    const [name, code] = ['name', 'creditCode'].map((field) =>
      history.findIndex((one) => one.field === field),
    );
    expect(name).toBeLessThan(code ?? -1);
    expect(history[0]?.writtenAtMs).toBeGreaterThanOrEqual(history.at(-1)!.writtenAtMs);
  });

  it('knows the old value though the limit cuts off the write that set it', async () => {
    const desk = openTestDesk();
    const { id } = await create(desk, { name: '甲公司', address: '老地址' });
    desk.setNow(testNowMs + 1000);
    await desk.call('enterprise.update', {
      id,
      changes: { address: '新地址' },
      seen: (await desk.call('enterprise.get', { id })).heads,
    });
    const [entry] = await desk.call('enterprise.history', { id, limit: 1 });
    expect(entry).toMatchObject({ newText: '新地址', oldTexts: ['老地址'] });
  });
});
