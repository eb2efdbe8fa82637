import { expect, it } from 'vitest';
import { deskNamesNow, deskNamesOfWrites } from '../../../db/desk-names.ts';
import { appendWrite } from '../../../db/log/append.ts';
import { transact } from '../../../db/sql.ts';
import { authorOf } from '../../../electron/desk.ts';
import { deskNamesEntity } from '../../../shared/device/entity.ts';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { testNowMs } from '../../support/database.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';

const passphrase = '如皋市发改委 2026';

async function createCity(): Promise<TestDesk> {
  const desk = openTestDesk({ closed: true });
  await desk.call('session.createCity', { officer: '王经办', deviceName: '台式机', passphrase });
  return desk;
}

it('a new officer signs from the next save on; earlier saves keep the name of who made them', async () => {
  const desk = await createCity();
  const create = async (name: string): Promise<string> =>
    (await desk.call('enterprise.create', { profile: { ...emptyProfile, name } })).id;
  const writers = async (id: string): Promise<unknown[]> => {
    const history = await desk.call('enterprise.history', { id });
    return [...new Set(history.map(({ officer, deviceName }) => `${officer} ${deviceName}`))];
  };
  const before = await create('甲公司');
  desk.setNow(testNowMs + 1000);
  await desk.call('session.setNames', { officer: '李晓', deviceName: '台式机' });
  const between = await create('乙公司');
  // The clock of the laptop was set back meanwhile: the order of the saves counts, not their time.
  desk.setNow(testNowMs - 86_400_000);
  await desk.call('session.setNames', { officer: '张敏', deviceName: '笔记本' });
  const after = await create('丙公司');
  expect(await writers(before)).toEqual(['王经办 台式机']);
  expect(await writers(between)).toEqual(['李晓 台式机']);
  expect(await writers(after)).toEqual(['张敏 笔记本']);
  expect(await desk.call('session.state', {})).toMatchObject({ officer: '张敏', deviceName: '笔记本' });
  expect(await desk.call('device.list', {})).toMatchObject([{ officer: '张敏', name: '笔记本' }]);
  expect((await desk.call('audit.list', { limit: 1 }))[0]?.event).toBe('names-changed');
});

it('stands after locking, and saving the same names again writes nothing', async () => {
  const desk = await createCity();
  await desk.call('session.setNames', { officer: '李晓', deviceName: '台式机' });
  await desk.call('session.lock', {});
  await desk.call('session.unlock', { passphrase });
  const events = async (): Promise<number> => (await desk.call('audit.list', { limit: 50 })).length;
  const noted = await events();
  await desk.call('session.setNames', { officer: '李晓', deviceName: '台式机' });
  expect(await events()).toBe(noted);
  expect(await desk.call('session.info', {})).toMatchObject({ officer: '李晓' });
  expect(await desk.refusal('session.setNames', { officer: ' ', deviceName: '台式机' })).toBe(
    'rpc.invalid-input',
  );
});

it('no laptop names another one', async () => {
  const desk = await createCity();
  const open = desk.services.desk.current();
  if (!open) throw new Error('closed');
  const { deviceId } = open.identity;
  const stranger = { ...authorOf(open.identity, testNowMs), deviceId: 'f'.repeat(32) };
  const { value: opId } = transact(open.db, (db) =>
    appendWrite(db, stranger, {
      spec: deskNamesEntity,
      id: deviceId,
      partition: 'city',
      fields: { officer: '冒名', deviceName: '冒名' },
    }),
  );
  expect(deskNamesNow(open.db, deviceId)).toEqual({ officer: '王经办', deviceName: '台式机' });
  expect(deskNamesOfWrites(open.db)(deviceId, opId ?? '')).toEqual({
    officer: '王经办',
    deviceName: '台式机',
  });
});
