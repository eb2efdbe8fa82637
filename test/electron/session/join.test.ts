import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { readIdentity } from '../../../db/identity.ts';
import { appendWrite } from '../../../db/log/append.ts';
import { transact } from '../../../db/sql.ts';
import { authorOf } from '../../../electron/desk.ts';
import { cityPartition } from '../../../shared/log/operation.ts';
import { townEntity } from '../../../shared/town/entity.ts';
import { joinedInvitation, recipientsOf } from '../../../db/exchange/keys.ts';
import { temporaryFolder, testNowMs } from '../../support/database.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';

const day = 86_400_000;
const passphrase = '白蒲镇专精特新 2026';
const officer = { officer: '李经办', deviceName: '白蒲笔记本', passphrase };

async function openCity(): Promise<TestDesk> {
  const city = openTestDesk({ closed: true });
  await city.call('session.createCity', { officer: '王经办', deviceName: '台式机', passphrase });
  return city;
}

const identityOf = (desk: TestDesk) => {
  const open = desk.services.desk.current();
  const identity = open && readIdentity(open.db);
  if (!identity) throw new Error('closed');
  return { db: open.db, identity };
};

describe('a town joins with the invitation of the city', () => {
  let city: TestDesk;
  let town: TestDesk;
  let file = '';
  let joinCode = '';
  beforeEach(async () => {
    city = await openCity();
    town = openTestDesk({ closed: true });
    file = join(temporaryFolder(), '白蒲镇加入邀请.drci');
    city.dialogAnswers.push(file);
    const made = await city.call('invitation.create', { for: { kind: 'town', townId: 't06' } });
    joinCode = made?.joinCode ?? '';
    town.dialogAnswers.push(file);
  });

  it('file, join code, then its own desk with the city pinned', async () => {
    expect(joinCode).toMatch(/^\d{4} \d{4} \d{4} \d{4}$/);
    expect(readFileSync(file).includes(joinCode.replaceAll(' ', ''))).toBe(false);
    const chosen = await town.call('session.chooseInvitation', {});
    expect(chosen).toMatchObject({ townName: '白蒲镇', expiresAtMs: testNowMs + 30 * day });
    const handle = chosen?.handle ?? '';
    const opened = await town.call('session.openInvitation', {
      handle,
      joinCode: joinCode.replaceAll(' ', '-'),
    });
    const { cityFingerprint } = await city.call('session.info', {});
    expect(opened).toMatchObject({
      townId: 't06',
      townName: '白蒲镇',
      cityName: '市发改委',
      cityFingerprint,
    });
    expect(await town.call('session.join', { handle, ...officer })).toMatchObject({
      state: 'open',
      side: 'town',
      townId: 't06',
      townName: '白蒲镇',
      officer: '李经办',
    });
    expect(await town.call('session.info', {})).toMatchObject({ cityFingerprint, confirmed: false });
    const self = identityOf(town);
    expect(joinedInvitation(self.identity)?.city.deviceId).toBe(identityOf(city).identity.deviceId);
    expect(recipientsOf(self.db, self.identity, { side: 'city', townId: '' })).toContain(
      identityOf(city).identity.ageRecipient,
    );
    await town.call('session.lock', {});
    expect(await town.call('session.state', {})).toMatchObject({ state: 'locked', townName: '白蒲镇' });
    expect(await town.call('session.unlock', { passphrase })).toMatchObject({ state: 'open', side: 'town' });
  });

  it('says what is wrong with a code or a file; nothing is made', async () => {
    const { handle = '' } = (await town.call('session.chooseInvitation', {})) ?? {};
    expect(await town.refusal('session.openInvitation', { handle, joinCode: '1234 5678 9012 3456' })).toBe(
      'invitation.wrong-code',
    );
    expect(await town.refusal('session.join', { handle, ...officer })).toBe('session.invitation-gone');
    expect(await town.refusal('session.join', { handle: '0'.repeat(32), ...officer })).toBe(
      'session.invitation-gone',
    );
    const other = join(temporaryFolder(), 'x.drci');
    const contents: readonly (readonly [Uint8Array | string, string])[] = [
      ['会议通知', 'invitation.not-an-invitation'],
      ['', 'invitation.damaged'],
      [new Uint8Array(1_000_000), 'invitation.not-an-invitation'],
      [readFileSync(file).subarray(0, 300), 'invitation.damaged'],
    ];
    for (const [bytes, code] of contents) {
      writeFileSync(other, bytes);
      town.dialogAnswers.push(other);
      expect(await town.refusal('session.chooseInvitation', {})).toBe(code);
    }
    town.dialogAnswers.push(null);
    expect(await town.call('session.chooseInvitation', {})).toBeNull();
    expect(existsSync(town.folder)).toBe(false);
  });

  it('refuses an expired invitation', async () => {
    town.setNow(testNowMs + 31 * day);
    const { handle = '' } = (await town.call('session.chooseInvitation', {})) ?? {};
    expect(await town.refusal('session.openInvitation', { handle, joinCode })).toBe('invitation.expired');
  });

  it('the city sees its invitations and may withdraw one nobody used', async () => {
    const [invitation] = await city.call('invitation.list', {});
    expect(invitation).toMatchObject({ townName: '白蒲镇', state: 'open', deviceName: '' });
    const reach = () =>
      recipientsOf(identityOf(city).db, identityOf(city).identity, { side: 'town', townId: 't06' });
    expect(reach()).not.toEqual([]);
    await city.call('invitation.withdraw', { id: invitation?.id ?? '' });
    expect(await city.call('invitation.list', {})).toEqual([]);
    expect(reach()).toEqual([]);
    expect(await city.refusal('invitation.withdraw', { id: invitation?.id ?? '' })).toBe('record.not-found');
    const audit = (await city.call('audit.list', { limit: 10 })).map(({ event }) => event);
    expect(audit).toEqual(['invitation-withdrawn', 'invitation', 'desk-created']);
  });

  it('two made for one town on one day are called apart, on the stick and in the list', async () => {
    const folder = temporaryFolder();
    const { dialogs } = city.services;
    Object.assign(dialogs, { saveFile: async ({ defaultName = '' }) => join(folder, defaultName) });
    for (let made = 0; made < 2; made += 1) {
      await city.call('invitation.create', { for: { kind: 'town', townId: 't06' } });
    }
    const names = (await city.call('invitation.list', {})).map(({ fileName }) => fileName);
    expect(names.toSorted()).toEqual([
      '白蒲镇加入邀请.drci',
      '白蒲镇加入邀请_2026-11-24.drci',
      '白蒲镇加入邀请_2026-11-24_2.drci',
    ]);
    expect(readdirSync(folder).toSorted()).toEqual(names.toSorted().slice(1));
  });

  it('cancelling makes nothing, and a town cannot invite', async () => {
    city.dialogAnswers.push(null);
    expect(await city.call('invitation.create', { for: { kind: 'town', townId: 't01' } })).toBeNull();
    expect(await city.refusal('invitation.create', { for: { kind: 'town', townId: 't99' } })).toBe(
      'record.not-found',
    );
    expect(await city.call('invitation.list', {})).toHaveLength(1);
    const { handle = '' } = (await town.call('session.chooseInvitation', {})) ?? {};
    await town.call('session.openInvitation', { handle, joinCode });
    await town.call('session.join', { handle, ...officer });
    expect(await town.refusal('invitation.create', { for: { kind: 'town', townId: 't06' } })).toBe(
      'rpc.wrong-desk',
    );
    expect(readdirSync(town.folder)).toContain('desk.db');
  });
});

describe('devices and towns', () => {
  it('lists this laptop with its fingerprint; it cannot be revoked', async () => {
    const city = await openCity();
    const [self] = await city.call('device.list', {});
    expect(self).toMatchObject({ state: 'self', side: 'city', officer: '王经办', name: '台式机' });
    expect(self?.fingerprint).toMatch(/^(\d{4} ){7}\d{4}$/);
    expect(await city.refusal('device.revoke', { id: self?.id ?? '' })).toBe('record.not-found');
  });

  it('the dictionary of towns is edited as operations', async () => {
    const city = await openCity();
    await city.call('town.update', { id: 't10', name: '长江镇', alias: '如皋港' });
    const { id } = await city.call('town.create', { name: '新设街道', alias: '' });
    expect(await city.refusal('town.create', { name: '白蒲镇', alias: '' })).toBe('town.same-name');
    expect(await city.refusal('town.update', { id, name: '白蒲镇', alias: '' })).toBe('town.same-name');
    const names = async () => (await city.call('town.list', {})).map((town) => `${town.name}${town.alias}`);
    expect(await names()).toContain('长江镇如皋港');
    expect((await names()).at(-1)).toBe('新设街道');
    await city.call('town.remove', { id });
    expect(await names()).toHaveLength(14);
    expect(await city.refusal('town.remove', { id })).toBe('record.not-found');
  });

  it('a town whose name hides a character is refused, in words', async () => {
    const city = await openCity();
    const reply = await city.reply('town.create', { name: '白蒲\u200b镇', alias: '' });
    expect(reply).toEqual({
      ok: false,
      error: { code: 'rpc.invalid-input', details: { reason: '名称中有看不见的字符，请重新输入' } },
    });
    const alias = { id: 't10', name: '长江镇', alias: '如皋\u202e港区' };
    expect(await city.refusal('town.update', alias)).toBe('rpc.invalid-input');
  });

  it('one that an earlier program stored that way can be invited all the same', async () => {
    const city = await openCity();
    const { db, identity } = identityOf(city);
    const author = authorOf(identity, testNowMs);
    const fields = { name: '白蒲\u200b镇' };
    transact(db, (writable) =>
      appendWrite(writable, author, { spec: townEntity, id: 't06', partition: cityPartition, fields }),
    );
    const file = join(temporaryFolder(), '邀请.drci');
    city.dialogAnswers.push(file);
    await city.call('invitation.create', { for: { kind: 'town', townId: 't06' } });
    const town = openTestDesk({ closed: true });
    town.dialogAnswers.push(file);
    expect(await town.call('session.chooseInvitation', {})).toMatchObject({ townName: '白蒲镇' });
  });
});
