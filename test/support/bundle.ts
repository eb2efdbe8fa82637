/** Laptops with keys and certificates, and bundles: written properly, or put together by hand as an attacker would. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { preambleOf, sealBundle } from '../../build/bundle/craft.ts';
import type { AgeLock } from '../../db/age.ts';
import { fingerprint, sha256Hex } from '../../db/crypto.ts';
import type { BundleBatch } from '../../db/exchange/container/contents.ts';
import { openBundle, type OpenBundleOptions, type VerifiedBundle } from '../../db/exchange/container/read.ts';
import {
  certifiedSenderKey,
  createDeviceKeys,
  type DeviceKeys,
  issueCertificate,
} from '../../db/exchange/identity.ts';
import type { Certificate } from '../../shared/exchange/identity.ts';
import type { BundleHeader, BundleManifest } from '../../shared/exchange/manifest.ts';
import { AppError } from '../../shared/errors.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { testNowMs } from './database.ts';

export interface TestLaptop extends DeviceKeys {
  readonly party: { readonly side: 'city' | 'town'; readonly townId: string; readonly name: string };
  readonly certificate: Certificate;
}

/** The city's laptop certifies itself, as on the first run. */
export async function testCity(): Promise<TestLaptop> {
  const keys = await createDeviceKeys();
  return testLaptop(keys, keys, { side: 'city', townId: '', name: '市发改委' });
}

export async function testTown(city: DeviceKeys, townId = 't06', name = '白蒲镇'): Promise<TestLaptop> {
  return testLaptop(await createDeviceKeys(), city, { side: 'town', townId, name });
}

async function testLaptop(
  keys: DeviceKeys,
  city: DeviceKeys,
  party: TestLaptop['party'],
): Promise<TestLaptop> {
  const description = { side: party.side, townId: party.townId, officer: '张三', deviceName: '一号机' };
  const terms = { role: 'officer', validFromMs: testNowMs, validToMs: testNowMs + 3 * 365 * 86_400_000 };
  return { ...keys, party, certificate: await issueCertificate(city, { ...keys, ...description }, terms) };
}

export function testHeader(
  from: TestLaptop,
  to: TestLaptop,
  change: Partial<BundleHeader> = {},
): BundleHeader {
  return {
    v: 1,
    minReader: 1,
    bundleId: 'b'.repeat(32),
    from: { ...from.party, fingerprint: fingerprint(from.signPublic) },
    to: to.party,
    month: '2026-11',
    part: { index: 1, count: 1 },
    createdAtMs: testNowMs,
    ...change,
  };
}

export function testManifest(from: TestLaptop, change: Partial<BundleManifest> = {}): BundleManifest {
  return {
    v: 1,
    minReader: 1,
    bundleId: 'b'.repeat(32),
    program: '0.1.0',
    sender: { deviceId: from.deviceId, certificate: from.certificate, enrolment: null },
    certificates: [],
    standings: [],
    receipts: { applied: [], held: [], rejected: [] },
    streams: [['town:t06', 'c'.repeat(32), 7, 'd'.repeat(64)]],
    forks: [],
    base: [],
    previous: null,
    group: null,
    recovery: null,
    attachmentsOnly: false,
    wantedBlobs: [],
    auditHead: { seq: 3, hash: 'e'.repeat(64) },
    ...change,
  };
}

/** Lines like operations: canonical JSON, Chinese text, each different. */
export function testOperations(count: number): Buffer[] {
  return Array.from({ length: count }, (_, at) =>
    Buffer.from(canonicalJson({ at, name: `如皋市第${at}家企业`, id: sha256Hex(`operation ${at}`) })),
  );
}

export function memoryBlob(bytes: Uint8Array): { sha256: string; size: number; read: () => Uint8Array[] } {
  return { sha256: sha256Hex(bytes), size: bytes.length, read: () => [bytes] };
}

/** Opens as `to` does, who trusts the city's certificates. */
export function openAs(
  to: TestLaptop,
  city: TestLaptop,
  path: string,
  change: Partial<OpenBundleOptions> = {},
): Promise<VerifiedBundle> {
  return openBundle({
    path,
    key: { identities: [to.ageIdentity] },
    resolveSender: (manifest, header) => {
      const publicKey = certifiedSenderKey(manifest, header, city.signPublic);
      return publicKey === undefined ? 'unknown' : { publicKey };
    },
    ...change,
  });
}

export interface ReadContents {
  readonly lines: string[];
  readonly blobs: ReadonlyMap<string, Buffer>;
}

export async function collect(batches: AsyncIterable<BundleBatch>): Promise<ReadContents> {
  const lines: string[] = [];
  const parts = new Map<string, Buffer[]>();
  for await (const batch of batches) {
    if (batch.kind === 'operations') for (const line of batch.lines) lines.push(Buffer.from(line).toString());
    else parts.set(batch.sha256, [...(parts.get(batch.sha256) ?? []), Buffer.from(batch.bytes)]);
  }
  return { lines, blobs: new Map([...parts].map(([name, pieces]) => [name, Buffer.concat(pieces)])) };
}

/** The code of the AppError that opening and reading the whole bundle ends with; 'ok' when it ends well. */
export async function outcomeOf(opening: Promise<VerifiedBundle>): Promise<string> {
  let bundle: VerifiedBundle | undefined;
  try {
    bundle = await opening;
    await collect(bundle.contents());
    return 'ok';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  } finally {
    await bundle?.close();
  }
}

/** Any inside, properly encrypted and closed. */
export async function craftFile(
  folder: string,
  header: unknown,
  lock: AgeLock,
  frames: readonly Uint8Array[],
): Promise<string> {
  const path = join(folder, `crafted-${sha256Hex(Math.random().toString()).slice(0, 12)}.drcb`);
  writeFileSync(path, await sealBundle(preambleOf(header), lock, frames));
  return path;
}

export function writeCopy(folder: string, bytes: Uint8Array): string {
  const path = join(folder, 'copy.drcb');
  writeFileSync(path, bytes);
  return path;
}

export const readWhole = (path: string): Buffer => readFileSync(path);
