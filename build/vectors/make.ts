/** Makes the test vectors: those the program writes by itself, those changed by hand, and the small sealed files. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { AgeKey, AgeLock } from '../../db/age.ts';
import { sha256Hex } from '../../db/crypto.ts';
import { frameTypes } from '../../db/exchange/container/format.ts';
import type { Party } from '../../shared/exchange/wire.ts';
import { framePayload, frameType, type TakenApart, takeApart } from '../bundle/craft.ts';
import { craftedCases } from './crafted-cases.ts';
import type { Case, Genuine, OpensWith, Verdict } from './case.ts';
import { fixRandom, freeRandom } from './fixed-random.ts';
import {
  addPhotograph,
  cityParty,
  neighbourParty,
  openCity,
  openTown,
  townParty,
  type VectorDesk,
  vectorKeys,
  writeFrom,
} from './world.ts';
import { makeInvitation, type SealedEntry, sealedCases } from './sealed-cases.ts';
import { writtenCases } from './written-cases.ts';

/** One entry of test/vectors/index.json. */
export interface VectorEntry {
  readonly file: string;
  readonly note: string;
  readonly opensWith: OpensWith;
  readonly verdict: Verdict;
  /** Of a genuine bundle that the program wrote: what a reader must find in it. */
  readonly holds?: VectorContents;
}

export interface VectorContents {
  readonly fingerprint: string;
  /** How the sender is known: by the city's certificate, or by the proof of an invitation. */
  readonly sender: 'certificate' | 'enrolment';
  /** Ids in order of appearance. */
  readonly operations: readonly string[];
  readonly attachments: readonly { readonly sha256: string; readonly size: number }[];
}

export interface VectorIndex {
  readonly bundles: readonly VectorEntry[];
  readonly invitation: { readonly file: string; readonly code: string; readonly townId: string };
  readonly sealed: readonly SealedEntry[];
}

interface Written {
  readonly entry: VectorEntry;
  readonly bytes: Uint8Array;
}

export async function makeVectors(
  folder: string,
  options: { readonly replace: boolean },
): Promise<{ readonly written: number; readonly kept: number }> {
  try {
    return await makeAll(folder, options);
  } finally {
    freeRandom();
  }
}

async function makeAll(
  folder: string,
  { replace }: { readonly replace: boolean },
): Promise<{ written: number; kept: number }> {
  const indexFile = join(folder, 'index.json');
  const before = existsSync(indexFile)
    ? (JSON.parse(readFileSync(indexFile, 'utf8')) as VectorIndex)
    : undefined;
  const isKept = (file: string): boolean => !replace && existsSync(join(folder, file));
  let kept = 0;
  const bundles: VectorEntry[] = [];
  for (const { entry, bytes } of await makeBundles()) {
    const known = before?.bundles.find(({ file }) => file === entry.file);
    if (known && isKept(entry.file)) {
      kept += 1;
      bundles.push(known);
    } else {
      writeFileSync(join(folder, entry.file), bytes);
      bundles.push(entry);
    }
  }
  let invitation = before?.invitation;
  if (!invitation || !isKept(invitation.file)) {
    const { file, bytes, code } = await makeInvitation();
    writeFileSync(join(folder, file), bytes);
    invitation = { file, code, townId: townParty.townId };
  } else kept += 1;
  const sealed: SealedEntry[] = [];
  for (const { make, ...entry } of sealedCases) {
    const { file } = entry;
    // One file may be tried in several ways.
    const isMade = sealed.some((made) => made.file === file);
    if (!isMade && isKept(file)) kept += 1;
    else if (!isMade) {
      fixRandom(file);
      writeFileSync(join(folder, file), await make());
    }
    sealed.push(entry);
  }
  const index: VectorIndex = { bundles, invitation, sealed };
  writeFileSync(indexFile, `${JSON.stringify(index, null, 2)}\n`);
  return { written: filesOf(index) - kept, kept };
}

/** How many files the index speaks of. */
export function filesOf({ bundles, sealed }: VectorIndex): number {
  return bundles.length + 1 + new Set(sealed.map(({ file }) => file)).size;
}

/** What the program writes, then what is changed by hand. */
async function makeBundles(): Promise<Written[]> {
  fixRandom('desks');
  const folder = mkdtempSync(join(tmpdir(), 'vectors-'));
  const city = openCity(folder);
  const town = openTown(folder, city, 'certified');
  const newcomer = openTown(folder, city, 'enrolling');
  const write = async (file: string, from: VectorDesk, to: Party, lock: AgeLock): Promise<Uint8Array> => {
    fixRandom(file);
    const path = join(folder, file);
    await writeFrom(from, to, lock, path);
    return readFileSync(path);
  };
  const to = (...laptops: readonly { readonly ageRecipient: string }[]): AgeLock => ({
    recipients: laptops.map(({ ageRecipient }) => ageRecipient),
  });
  const { passphrase } = vectorKeys;
  try {
    const upward = await write('upward.drcb', town, cityParty, to(vectorKeys.city));
    const early = {
      upward,
      upwardParts: await takeApart(upward, keyOf('city')),
      elsewhere: await write('elsewhere', city, neighbourParty, to(vectorKeys.neighbour)),
      downward: await write('downward', city, townParty, to(vectorKeys.stranger, vectorKeys.town)),
      enrolling: await write('enrolling', newcomer, cityParty, to(vectorKeys.city)),
      // Low work factor: reading a vector should not take a second.
      passphrase: await write('passphrase', town, cityParty, { passphrase, workFactor: 10 }),
    };
    addPhotograph(town);
    const genuine: Genuine = {
      ...early,
      long: await write('long', town, cityParty, to(vectorKeys.city)),
    };
    const written: Written[] = [];
    for (const item of [...writtenCases, ...craftedCases]) {
      fixRandom(item.file);
      written.push(await toWritten(item, await item.make(genuine)));
    }
    return written;
  } finally {
    for (const desk of [city, town, newcomer]) desk.close();
    rmSync(folder, { recursive: true });
  }
}

async function toWritten(
  { file, note, opensWith, verdict, sender = 'certificate' }: Case,
  bytes: Uint8Array,
): Promise<Written> {
  const entry = { file, note, opensWith, verdict };
  if (verdict !== 'genuine') return { entry, bytes };
  const parts = await takeApart(bytes, keyOf(opensWith));
  return { entry: { ...entry, holds: { sender, ...contentsOf(parts) } }, bytes };
}

function keyOf(opensWith: OpensWith): AgeKey {
  if (opensWith === 'passphrase' || opensWith === 'wrongPassphrase') {
    return { passphrase: vectorKeys[opensWith] };
  }
  return { identities: [vectorKeys[opensWith].ageIdentity] };
}

/** By hand, so that the expectation is not what the reader under test says. */
function contentsOf({ header, frames }: TakenApart): Omit<VectorContents, 'sender'> {
  const operations: string[] = [];
  const attachments = new Map<string, number>();
  for (const frame of frames) {
    const payload = Buffer.from(framePayload(frame));
    if (frameType(frame) === frameTypes.operations) {
      const lines = gunzipSync(payload).toString().split('\n').slice(0, -1);
      operations.push(...lines.map((line) => sha256Hex(line)));
    } else if (frameType(frame) === frameTypes.blob) {
      attachments.set(payload.toString('hex', 0, 32), Number(payload.readBigUInt64BE(32)));
    }
  }
  return {
    fingerprint: header.from.fingerprint,
    operations,
    attachments: [...attachments].map(([sha256, size]) => ({ sha256, size })),
  };
}
