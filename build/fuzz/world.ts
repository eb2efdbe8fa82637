/** Real desks with real bundles between them: what mutants are made of, and the desks they are tried on. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { issueFor } from '../../db/exchange/certify.ts';
import { createDeviceKeys, type DeviceKeys } from '../../db/exchange/identity.ts';
import { openingIdentities } from '../../db/exchange/keys.ts';
import { type Identity, newIdentity, requireIdentity } from '../../db/identity.ts';
import { generateSigningKeys } from '../../db/crypto.ts';
import type { Certificate } from '../../shared/exchange/identity.ts';
import type { BundleEnd, BundleManifest } from '../../shared/exchange/manifest.ts';
import { emptyProfile } from '../../shared/enterprise/schema.ts';
import { type BenchDesk, benchNowMs } from '../bench/desk.ts';
import { framePayload, type TakenApart, takeApart } from '../bundle/craft.ts';
import { exportBundle, joinDesks, takeIn } from '../joined-desks.ts';

export interface Laptop extends DeviceKeys {
  readonly certificate: Certificate;
}

/** A genuine bundle and the desk that would take it in. */
export interface FuzzBase {
  readonly name: string;
  readonly file: Buffer;
  readonly parts: TakenApart;
  readonly manifest: BundleManifest;
  readonly counts: { readonly operations: number; readonly blobs: number };
  /** The first of them: whom the re-encrypted ones are for. */
  readonly recipients: readonly [string, ...string[]];
  /** Who really wrote it. */
  readonly signer: Identity;
  readonly desk: BenchDesk;
}

export interface FuzzWorld {
  readonly bases: readonly FuzzBase[];
  /** Longer than several pieces of the age stream. */
  readonly long: FuzzBase;
  readonly desks: readonly BenchDesk[];
  /** The town's laptop that the city knows. */
  readonly known: Identity;
  /** A laptop of another town, with a certificate of the same city. */
  readonly neighbour: Laptop;
  /** The same town's name in another city: all its own keys, a certificate of its own making. */
  readonly stranger: Laptop;
  /** Calls that ended in a bug so far. */
  crashes(): number;
  close(): void;
}

/** Two pairs of desks: in one the city knows the town's laptop, in the other it has yet to be confirmed. */
export async function createWorld(folder: string): Promise<FuzzWorld> {
  let crashes = 0;
  const report = (): void => {
    crashes += 1;
  };
  const known = await joinDesks(join(folder, 'known'), { enterprises: 4, report });
  const fresh = await joinDesks(join(folder, 'fresh'), { enterprises: 0, report });
  const { city, town } = known;
  const at = (name: string): string => join(folder, `${name}.drcb`);
  mkdirSync(folder, { recursive: true });

  await exportBundle(town, at('greeting'));
  await takeIn(city, at('greeting'));
  await exportBundle(city, at('certificate'));
  await takeIn(town, at('certificate'));
  // What lies in the bundles is new to the desks they are tried on.
  await edit(town, known.enterprises, '镇里改的地址');
  await attach(town, known.enterprises[0] ?? '', folder, 2_000);
  await exportBundle(town, at('up'));
  await edit(city, known.enterprises, '市里改的地址');
  await exportBundle(city, at('down'));
  await attach(town, known.enterprises[1] ?? '', folder, 150_000);
  await exportBundle(town, at('long'));

  const profile = { ...emptyProfile, name: '镇里自己找到的企业', address: '工业路 9 号' };
  await fresh.town.call('enterprise.create', { profile, duplicateAccepted: true });
  await exportBundle(fresh.town, at('enrolling'));

  // The daily backup would note itself in the audit log in the middle of the run.
  for (const desk of [city, town, fresh.city]) desk.services.session.stopTimers?.();
  const cityIdentity = requireIdentity(city.desk().db);
  const base = (name: string, from: BenchDesk, desk: BenchDesk): Promise<FuzzBase> =>
    readBase(name, at(name), from, desk);
  return {
    bases: [
      await base('up', town, city),
      await base('down', city, town),
      await base('enrolling', fresh.town, fresh.city),
    ],
    long: await base('long', town, city),
    desks: [city, town, fresh.city],
    known: requireIdentity(town.desk().db),
    neighbour: await laptopOf(cityIdentity, 't01'),
    stranger: await laptopOf(await otherCity(), 't06'),
    crashes: () => crashes,
    close: () => {
      known.close();
      fresh.close();
    },
  };
}

async function edit(desk: BenchDesk, ids: readonly string[], address: string): Promise<void> {
  for (const id of ids) await desk.call('enterprise.update', { id, changes: { address }, seen: {} });
}

async function attach(desk: BenchDesk, enterpriseId: string, folder: string, size: number): Promise<void> {
  const path = join(folder, `附件${size}.bin`);
  writeFileSync(path, Buffer.from(Array.from({ length: size }, (_, at) => (at * at + size) % 251)));
  desk.answers.push(path);
  const [{ token } = { token: '' }] = await desk.call('attachment.choose', {});
  await desk.call('attachment.read', { enterpriseId, token });
  await desk.call('attachment.add', { enterpriseId, token, note: '' });
}

async function readBase(name: string, path: string, from: BenchDesk, desk: BenchDesk): Promise<FuzzBase> {
  const file = readFileSync(path);
  const self = requireIdentity(desk.desk().db);
  const parts = await takeApart(file, { identities: openingIdentities(self) });
  const json = <Value>(frame: Uint8Array | undefined): Value =>
    JSON.parse(Buffer.from(framePayload(frame ?? Buffer.alloc(5))).toString()) as Value;
  const { operations, blobs } = json<BundleEnd>(parts.frames.at(-1));
  const signer = requireIdentity(from.desk().db);
  return {
    name,
    file,
    parts,
    manifest: json<BundleManifest>(parts.frames[0]),
    counts: { operations, blobs },
    recipients: [self.ageRecipient, signer.ageRecipient],
    signer,
    desk,
  };
}

async function laptopOf(city: Identity, townId: string): Promise<Laptop> {
  const keys = await createDeviceKeys();
  const described = { ...keys, side: 'town' as const, townId, officer: '张三', deviceName: '一号机' };
  return { ...keys, certificate: await issueFor(city, described, benchNowMs) };
}

async function otherCity(): Promise<Identity> {
  const { signPublic, signSecret } = generateSigningKeys();
  return newIdentity({
    side: 'city',
    townId: '',
    townName: '',
    officer: '外市经办',
    deviceName: '外市电脑',
    createdAtMs: benchNowMs,
    citySignPublic: signPublic,
    citySignSecret: signSecret,
  });
}
