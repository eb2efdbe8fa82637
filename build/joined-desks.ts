/**
 * A city and a town that joined it, in real folders, set up and worked with through the program's own calls: for tools
 * and tests of the exchange.
 */
import { join } from 'node:path';
import { randomId } from '../db/crypto.ts';
import { createInvitation, openInvitation } from '../db/exchange/invitation.ts';
import { requireIdentity } from '../db/identity.ts';
import { insertInvitation } from '../db/invitation.ts';
import { transact } from '../db/sql.ts';
import type { OutputOf } from '../shared/contract.ts';
import { emptyProfile } from '../shared/enterprise/schema.ts';
import {
  type BenchDesk,
  type BenchDeskOptions,
  benchNowMs,
  benchPassphrase,
  createBenchDesk,
} from './bench/desk.ts';

/** The one town. */
export const joinedTown = { id: 't06', name: '白蒲镇' } as const;

/** What scrypt costs is not what is looked at. */
const cheapScrypt = { logN: 14, r: 8, p: 1 } as const;
const cheapWorkFactor = 2;

export interface JoinedDesks {
  readonly city: BenchDesk;
  readonly town: BenchDesk;
  /** Ids of the enterprises assigned to the town. */
  readonly enterprises: readonly string[];
  close(): void;
}

export interface JoinOptions extends BenchDeskOptions {
  readonly enterprises: number;
}

/** Sets both up in `folder`; the city has enterprises for the town, nothing has been exchanged yet. */
export async function joinDesks(folder: string, options: JoinOptions): Promise<JoinedDesks> {
  const [city, town] = ['city', 'town'].map((name) =>
    createBenchDesk(join(folder, name, 'desk'), { scrypt: cheapScrypt, ...options }),
  ) as [BenchDesk, BenchDesk];
  const first = { deviceName: '一号机', passphrase: benchPassphrase };
  await city.call('session.createCity', { ...first, officer: '市经办' });
  const handle = await invite(city, town);
  await town.call('session.join', { ...first, officer: '镇经办', handle });
  const enterprises: string[] = [];
  for (let number = 1; number <= options.enterprises; number += 1) {
    const profile = {
      ...emptyProfile,
      name: `如皋示例机械第${number}有限公司`,
      address: `工业路 ${number} 号`,
    };
    const { id } = await city.call('enterprise.create', { profile, duplicateAccepted: true });
    enterprises.push(id);
  }
  if (enterprises.length > 0) {
    await city.call('enterprise.assign', { ids: enterprises, townId: joinedTown.id });
  }
  const close = (): void => {
    for (const desk of [city, town]) desk.services.desk.close();
  };
  return { city, town, enterprises, close };
}

/** As `invitation.create` and `session.openInvitation` do, without their seconds of scrypt. */
async function invite(city: BenchDesk, town: BenchDesk): Promise<string> {
  const self = requireIdentity(city.desk().db);
  const { bytes, code, record } = await createInvitation(
    {
      side: 'town',
      townId: joinedTown.id,
      townName: joinedTown.name,
      leader: null,
      city: {
        deviceId: self.deviceId,
        name: '市发改委',
        signPublic: self.citySignPublic,
        recipients: [self.ageRecipient],
        recoveryRecipient: null,
      },
      createdAtMs: benchNowMs,
      expiresAtMs: benchNowMs + 30 * 86_400_000,
    },
    cheapWorkFactor,
  );
  transact(city.desk().db, (db) => insertInvitation(db, record));
  const handle = randomId();
  town.services.session.invitation = { handle, bytes, opened: await openInvitation(bytes, code) };
  return handle;
}

/** Writes the bundle for the other side to `path`. */
export async function exportBundle(desk: BenchDesk, path: string): Promise<void> {
  desk.answers.push(path);
  const toTownId = desk.desk().identity.side === 'city' ? joinedTown.id : '';
  await desk.call('exchange.export', {
    to: toTownId === '' ? { side: 'city', townId: '' } : { side: 'town', townId: toTownId },
    month: '2026-11',
  });
}

export type Preview = NonNullable<OutputOf<'exchange.open'>>;

/** Opens and rehearses; a laptop that waits for the city is confirmed. */
export async function openForImport(desk: BenchDesk, path: string): Promise<Preview> {
  desk.answers.push(path);
  const opened = await desk.call('exchange.open', {});
  if (!opened) throw new Error('cancelled');
  return opened.unconfirmed ? desk.call('exchange.confirmDevice', { token: opened.token }) : opened;
}

export async function takeIn(desk: BenchDesk, path: string): Promise<void> {
  const { token } = await openForImport(desk, path);
  await desk.call('exchange.import', { token, acceptRetiring: true });
}
