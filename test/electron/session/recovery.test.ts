/** The city's laptop is lost; its recovery key and the towns' bundles bring the desk back. */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findDevice } from '../../../db/device.ts';
import { recipientsOf } from '../../../db/exchange/keys.ts';
import { readRecoveryWord } from '../../../db/exchange/recovery-word.ts';
import { requireIdentity } from '../../../db/identity.ts';
import { temporaryFolder } from '../../support/database.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';
import {
  auditOf,
  handOver,
  joinedPassphrase,
  joinTown,
  noticesOf,
  openCityDesk,
} from '../../support/joined.ts';
import { open, write } from '../../support/two-desks.ts';

const keyPassphrase = '恢复密钥口令 保险柜 2026';

async function makeKey(city: TestDesk): Promise<string> {
  const path = join(temporaryFolder(), '市级恢复密钥.drck');
  city.dialogAnswers.push(path);
  await city.call('recovery.create', { passphrase: keyPassphrase, keeper: '赵保管' });
  return path;
}

async function chooseKey(desk: TestDesk, path: string): Promise<string> {
  desk.dialogAnswers.push(path);
  return (await desk.call('recovery.choose', {}))?.handle ?? '';
}

async function rebuild(path: string): Promise<TestDesk> {
  const desk = openTestDesk({ closed: true });
  const handle = await chooseKey(desk, path);
  await desk.call('recovery.open', { handle, passphrase: keyPassphrase });
  const officer = { officer: '王经办', deviceName: '新台式机', passphrase: joinedPassphrase };
  await desk.call('recovery.rebuild', { handle, ...officer });
  return desk;
}

const selfOf = (desk: TestDesk) => requireIdentity(open(desk).db);
const namesAt = async (desk: TestDesk): Promise<string[]> =>
  (await desk.call('search.query', { text: '江苏' })).map(({ title }) => title);

const asCity = { side: 'city', townId: '' } as const;
const readersAt = (town: TestDesk): string[] => recipientsOf(open(town).db, selfOf(town), asCity);

/** The town joined before there was a key: only a bundle can tell it. */
async function cityWithKey(): Promise<{ city: TestDesk; town: TestDesk; key: string }> {
  const city = await openCityDesk();
  const town = await joinTown(city);
  await handOver(town, city);
  write(city, 'e1', { name: '森松（江苏）重工有限公司', townId: 't06' });
  const key = await makeKey(city);
  await handOver(city, town, 't06');
  return { city, town, key };
}

describe('the recovery key of the city', () => {
  it('reaches towns that joined before by the city’s signed word, later ones by their invitation', async () => {
    const { city, town } = await cityWithKey();
    const word = readRecoveryWord(open(city).db);
    expect(word?.n).toBe(1);
    expect(readRecoveryWord(open(town).db)).toEqual(word);
    expect(readersAt(town)).toContain(word?.recipient);
    const later = await joinTown(city, 't01');
    expect(readersAt(later)).toContain(word?.recipient);
    expect(await auditOf(city)).toContain('recovery-key');
    const settings = open(city).db.connection.prepare('SELECT value FROM setting').all();
    expect(JSON.stringify(settings)).not.toContain('AGE-SECRET');
  });

  it('rebuilds the desk on a new laptop, which the towns fill and which stops the lost one', async () => {
    const { city, town, key } = await cityWithKey();
    const lost = selfOf(city).deviceId;
    write(town, 'e9', { name: '江苏新发现科技有限公司' });
    const rebuilt = await rebuild(key);
    expect(selfOf(rebuilt).citySignPublic).toBe(selfOf(city).citySignPublic);
    expect(selfOf(rebuilt).deviceId).not.toBe(lost);
    // The town has not heard of the new laptop: the recovery identity opens what it writes.
    await handOver(town, rebuilt);
    expect(new Set(await namesAt(rebuilt))).toEqual(
      new Set(['江苏新发现科技有限公司', '森松（江苏）重工有限公司']),
    );
    expect((await rebuilt.call('town.list', {})).length).toBe(14);
    expect(await auditOf(rebuilt)).toContain('city-rebuilt');
    expect((await noticesOf(rebuilt)).join('')).toContain('从恢复密钥重建');

    await rebuilt.call('device.revoke', { id: lost });
    const secondKey = await makeKey(rebuilt);
    await handOver(rebuilt, town, 't06');
    expect(findDevice(open(town).db, selfOf(rebuilt).deviceId)).toMatchObject({
      side: 'city',
      state: 'confirmed',
    });
    expect(findDevice(open(town).db, lost)?.state).toBe('revoked');
    expect(readRecoveryWord(open(town).db)?.n).toBe(2);
    const second = readRecoveryWord(open(rebuilt).db)?.recipient;
    const readers = [selfOf(rebuilt).ageRecipient, selfOf(town).ageRecipient, second];
    expect(new Set(readersAt(town))).toEqual(new Set(readers));
    await expect(handOver(city, town, 't06')).rejects.toMatchObject({ code: 'bundle.revoked-sender' });
    expect(await namesAt(town)).toContain('森松（江苏）重工有限公司');
    // The older word of the lost desk changes nothing, and the newer key opens as the first did.
    await handOver(town, rebuilt);
    expect(readRecoveryWord(open(rebuilt).db)?.n).toBe(2);
    await handOver(town, await rebuild(secondKey));
  });

  it('knows the fleet at once: it can write to a town that has not heard of its latest key', async () => {
    const { city, town } = await cityWithKey();
    // Nobody is told of this one before the laptop is lost.
    const rebuilt = await rebuild(await makeKey(city));
    await expect(handOver(town, rebuilt)).rejects.toMatchObject({ code: 'bundle.not-for-us' });
    await handOver(rebuilt, town, 't06');
    await handOver(town, rebuilt);
    expect(await namesAt(rebuilt)).toContain('森松（江苏）重工有限公司');
  });

  it('opens to its own passphrase only, and not when it is damaged or another file', async () => {
    const city = await openCityDesk();
    const key = await makeKey(city);
    const desk = openTestDesk({ closed: true });
    const handle = await chooseKey(desk, key);
    await expect(desk.call('recovery.open', { handle, passphrase: joinedPassphrase })).rejects.toMatchObject({
      code: 'recovery.wrong-passphrase',
    });
    const officer = { officer: '甲', deviceName: '乙', passphrase: joinedPassphrase };
    await expect(desk.call('recovery.rebuild', { handle, ...officer })).rejects.toMatchObject({
      code: 'session.recovery-gone',
    });
    const bytes = readFileSync(key);
    const flipped = Uint8Array.from(bytes);
    flipped[bytes.length - 60] = (flipped[bytes.length - 60] ?? 0) ^ 1;
    const cases = [
      ['recovery.damaged', flipped],
      ['recovery.damaged', bytes.subarray(0, bytes.length - 1)],
      ['recovery.not-a-key', Buffer.from('不是密钥')],
    ] as const;
    for (const [code, content] of cases) {
      const path = join(temporaryFolder(), '恢复.drck');
      writeFileSync(path, content);
      await expect(chooseKey(desk, path)).rejects.toMatchObject({ code });
    }
  });
});

describe('making a recovery key', () => {
  it('leaves nothing when it is cancelled or the passphrase is weak', async () => {
    const city = await openCityDesk();
    city.dialogAnswers.push(null);
    expect(await city.call('recovery.create', { passphrase: keyPassphrase, keeper: '赵' })).toBeNull();
    await expect(city.call('recovery.create', { passphrase: '1', keeper: '赵' })).rejects.toMatchObject({
      code: 'session.weak-passphrase',
    });
    expect((await city.call('recovery.get', {})).key).toBeNull();
  });

  it('prints a paper with the keeper and the fingerprint, and not before there is a key', async () => {
    const city = await openCityDesk();
    await expect(city.call('recovery.exportPaper', { format: 'docx' })).rejects.toMatchObject({
      code: 'recovery.none',
    });
    const path = await makeKey(city);
    expect(await city.call('recovery.get', {})).toMatchObject({
      key: { n: 1, keeper: '赵保管' },
      canMake: true,
    });
    const paper = path.replace('.drck', '.docx');
    city.dialogAnswers.push(paper);
    expect(await city.call('recovery.exportPaper', { format: 'docx' })).toEqual({ path: paper });
    expect(readFileSync(paper).length).toBeGreaterThan(1000);
    rmSync(paper);
  });
});
