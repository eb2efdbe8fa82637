/** A city and a town behind the real RPC, with the city's invitation between them. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { insertInvitation } from '../../db/invitation.ts';
import { createInvitation, openInvitation } from '../../db/exchange/invitation.ts';
import { newIdentity, putIdentity, readIdentity } from '../../db/identity.ts';
import { putDevice } from '../../db/device.ts';
import { appendWrite } from '../../db/log/append.ts';
import { transact } from '../../db/sql.ts';
import { authorOf, type Desk } from '../../electron/desk.ts';
import { enterpriseEntity } from '../../shared/enterprise/entity.ts';
import { newCityFacts } from './city-identity.ts';
import { openTestDatabase, testKey, testNowMs } from './database.ts';
import { openTestDesk, type TestDesk } from './desk.ts';

export const month = '2026-11';

async function enrol(desk: TestDesk, known: Parameters<typeof newIdentity>[0]): Promise<void> {
  mkdirSync(desk.folder, { recursive: true });
  const identity = await newIdentity(known);
  const db = openTestDatabase();
  transact(db, (writable) => {
    putIdentity(writable, identity);
    putDevice(writable, {
      id: identity.deviceId,
      side: identity.side,
      townId: identity.townId,
      officer: identity.officer,
      name: identity.deviceName,
      signPublic: identity.signPublic,
      ageRecipient: identity.ageRecipient,
      certificate: '',
      state: 'self',
      addedAtMs: testNowMs,
    });
  });
  desk.services.desk.open({ db, identity });
  desk.services.session.key = Uint8Array.from(testKey);
}

export function open(desk: TestDesk): Desk {
  const found = desk.services.desk.current();
  if (!found) throw new Error('closed');
  return found;
}

export function write(desk: TestDesk, id: string, fields: Record<string, string>): void {
  const { db, identity } = open(desk);
  transact(db, (writable) =>
    appendWrite(writable, authorOf(identity, testNowMs), {
      spec: enterpriseEntity,
      id,
      partition: id,
      fields,
    }),
  );
}

/** A city and a town that joined with the city's invitation and has one enterprise assigned. */
export async function cityAndTown(): Promise<{ city: TestDesk; town: TestDesk }> {
  const city = openTestDesk({ closed: true });
  await enrol(city, newCityFacts());
  write(city, 'e1', { name: '森松（江苏）重工有限公司', townId: 't06' });
  write(city, 'e2', { name: '江苏天南电力股份有限公司', townId: 't01' });
  return { city, town: await townOf(city, 't06', '白蒲镇') };
}

/** A town's laptop that joined with the city's invitation; the city confirms it with its first bundle. */
export async function townOf(city: TestDesk, townId: string, townName: string): Promise<TestDesk> {
  const self = readIdentity(open(city).db);
  if (!self) throw new Error('no identity');
  const made = await createInvitation(
    {
      side: 'town',
      townId,
      townName,
      leader: null,
      city: {
        deviceId: self.deviceId,
        name: '市发改委',
        signPublic: self.citySignPublic,
        recipients: [self.ageRecipient],
        recoveryRecipient: null,
      },
      createdAtMs: testNowMs,
      expiresAtMs: testNowMs + 1e9,
    },
    2,
  );
  transact(open(city).db, (db) => insertInvitation(db, made.record));
  const invitation = await openInvitation(made.bytes, made.code);
  const town = openTestDesk({ closed: true });
  await enrol(town, {
    side: 'town',
    townId,
    townName,
    officer: '镇经办',
    deviceName: '镇里电脑',
    createdAtMs: testNowMs,
    citySignPublic: invitation.city.signPublic,
    invitation: JSON.stringify(invitation),
  });
  return town;
}

export async function exportTo(desk: TestDesk, toTownId: string, name: string): Promise<string> {
  const path = join(desk.folder, name);
  desk.dialogAnswers.push(path);
  await desk.call('exchange.export', {
    to: toTownId === '' ? { side: 'city', townId: '' } : { side: 'town', townId: toTownId },
    month,
  });
  return path;
}

export async function preview(desk: TestDesk, path: string) {
  desk.dialogAnswers.push(path);
  const found = await desk.call('exchange.open', {});
  if (!found) throw new Error('cancelled');
  return found;
}

export async function take(desk: TestDesk, path: string) {
  const { token } = await preview(desk, path);
  return desk.call('exchange.import', { token });
}

/** The next bundle of the city, taken in by the town. */
export async function down(city: TestDesk, town: TestDesk, townId = 't06'): Promise<void> {
  bundles += 1;
  await take(town, await exportTo(city, townId, `下发${bundles}.drcb`));
}

/** The next bundle of the town, taken in by the city, which confirms the laptop the first time. */
export async function up(town: TestDesk, city: TestDesk): Promise<void> {
  bundles += 1;
  const path = await exportTo(town, '', `上报${bundles}.drcb`);
  const first = await preview(city, path);
  const { token } = first.unconfirmed
    ? await city.call('exchange.confirmDevice', { token: first.token })
    : first;
  await city.call('exchange.import', { token });
}

let bundles = 0;
