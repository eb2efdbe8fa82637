import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fingerprint, randomId } from '../../db/crypto.ts';
import { writeBundle } from '../../db/exchange/container/write.ts';
import { recipientsOf } from '../../db/exchange/keys.ts';
import { composeOutgoing } from '../../db/exchange/outgoing.ts';
import { requireIdentity } from '../../db/identity.ts';
import type { Party } from '../../db/party.ts';
import { earlierWords, peerPosition } from '../../db/peer.ts';
import type { BundleManifest, StreamPosition } from '../../shared/exchange/manifest.ts';
import { temporaryFolder, testNowMs } from '../support/database.ts';
import type { TestDesk } from '../support/desk.ts';
import { cityAndTown, down, exportTo, month, open, preview, take, up } from '../support/two-desks.ts';

const nobodys = 'f'.repeat(32);
const hash = '0'.repeat(64);
const t06: Party = { side: 'town', townId: 't06' };
const office: Party = { side: 'city', townId: '' };

/** A bundle that builds upon a save nobody ever wrote, and says that its sender holds up to `seq` of another. */
async function waitingBundle(from: TestDesk, to: Party, seq: number): Promise<string> {
  const { db } = open(from);
  const identity = requireIdentity(db);
  const bundleId = randomId();
  const outgoing = composeOutgoing(db, identity, to, { bundleId, program: 'test', nowMs: testNowMs });
  const missing: StreamPosition = ['e1', nobodys, 9, hash];
  const holds: StreamPosition = ['e1', nobodys, seq, hash];
  const manifest: BundleManifest = { ...outgoing.manifest, base: [missing], streams: [holds] };
  const path = join(temporaryFolder(), `${bundleId}.drcb`);
  const { side, townId } = identity;
  await writeBundle({
    path,
    header: {
      v: 1,
      minReader: 1,
      bundleId,
      from: {
        side,
        townId,
        name: side === 'city' ? '市发改委' : '白蒲镇',
        fingerprint: fingerprint(identity.signPublic),
      },
      to: { ...to, name: to.side === 'city' ? '市发改委' : '白蒲镇' },
      month,
      part: { index: 1, count: 1 },
      createdAtMs: testNowMs,
    },
    lock: { recipients: recipientsOf(db, identity, to) },
    manifest,
    operations: outgoing.operations,
    signer: identity,
  });
  return path;
}

/** How far the receiver believes the sender to hold the made-up stream, by its words, the latest first. */
function believed(desk: TestDesk, sender: TestDesk): (number | undefined)[] {
  const { db } = open(desk);
  const device = open(sender).identity.deviceId;
  return [device, ...earlierWords(db, device)].map((word) => peerPosition(db, word, 'e1', nobodys)?.seq);
}

const states = async (desk: TestDesk) =>
  (await desk.call('exchange.inbox', {})).map(({ state, explanation }) => [state, explanation.slice(0, 6)]);

it('hears what a waiting bundle says of its sender, once, and takes nothing else in', async () => {
  const { city, town } = await cityAndTown();
  await down(city, town);
  const path = await waitingBundle(city, t06, 7);
  const { token } = await preview(town, path);
  expect(await states(town)).toEqual([['waiting', '等待市发改委']]);
  expect(await town.refusal('exchange.import', { token })).toBe('exchange.waiting');
  expect(believed(town, city)).toEqual([7, undefined]);
  const [entry] = await town.call('exchange.inbox', {});
  await town.call('exchange.discard', { name: entry?.name ?? '' });

  // A newer word stands, however often the older file is chosen.
  await take(town, await exportTo(city, 't06', '下发.drcb'));
  expect(believed(town, city)).toEqual([undefined, 7, undefined]);
  await preview(town, path);
  expect(believed(town, city)).toEqual([undefined, 7, undefined]);
});

it('hears nothing from a laptop that nobody vouches for yet, and says that it has to be compared', async () => {
  const { city, town } = await cityAndTown();
  await preview(city, await waitingBundle(town, office, 7));
  expect(await states(city)).toEqual([['unconfirmed', '这台电脑第一']]);
  expect(believed(city, town)).toEqual([undefined]);
  // Once it is known, it waits as any other, and is heard.
  await up(town, city);
  expect(await states(city)).toEqual([['waiting', '等待白蒲镇更']]);
  expect(believed(city, town)).toContain(7);
});
