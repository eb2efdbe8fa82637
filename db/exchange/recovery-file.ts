/** 恢复密钥文件 (.drck): the city's signing key and its recovery identity, sealed with a passphrase of its own. */
import {
  type RecoveryContents,
  recoveryContents,
  type RecoveryHeader,
  recoveryHeader,
  type RecoveryWord,
} from '../../shared/exchange/recovery.ts';
import { AppError } from '../../shared/errors.ts';
import { ageWorkFactor } from '../age.ts';
import { sign, verify } from '../crypto.ts';
import { listDevices, standingOf } from '../device.ts';
import type { Identity } from '../identity.ts';
import type { ReadDb } from '../sql.ts';
import { certificateOf } from './certify.ts';
import { verifyRecoveryWord } from './recovery-word.ts';
import { isSealed, openInside, type Outside, readOutside, sealFile, type SealedKind } from './sealed-file.ts';

/** A hundred laptops have 100 KB; a revoked one that wrote in thousands of streams some hundred more. */
export const recoveryFileBytes = 32 * 1024 * 1024;
const kind: SealedKind = { magic: 'DRCK1', maximumBytes: recoveryFileBytes };
const version = 1;

export interface RecoveryTerms {
  readonly cityName: string;
  readonly word: RecoveryWord;
  /** Secret half of the word's recipient; kept nowhere but in the file. */
  readonly ageIdentity: string;
  readonly passphrase: string;
}

/** Takes about a second (scrypt). `workFactor` is lower in tests only. */
export async function createRecoveryFile(
  db: ReadDb,
  city: Identity,
  { cityName, word, ageIdentity, passphrase }: RecoveryTerms,
  workFactor: number = ageWorkFactor,
): Promise<Uint8Array> {
  const devices = listDevices(db);
  const contents = recoveryContents.parse({
    v: 1,
    cityName,
    signPublic: city.citySignPublic,
    signSecret: city.citySignSecret,
    word,
    ageIdentity,
    certificates: devices.flatMap(({ id }) => certificateOf(db, id) ?? []),
    standings: devices.flatMap((device) => standingOf(device) ?? []),
    createdAtMs: word.atMs,
  });
  const header = recoveryHeader.parse({ v: 1, minReader: 1, cityName, n: word.n, createdAtMs: word.atMs });
  return sealFile(kind, header, contents, { passphrase, workFactor });
}

/**
 * What the file says of itself before the passphrase is typed. Not verified.
 * @throws AppError recovery.not-a-key | recovery.damaged | recovery.newer-version
 */
export async function readRecoveryHeader(bytes: Uint8Array): Promise<RecoveryHeader> {
  return (await readRecovery(bytes)).header;
}

/** @throws AppError recovery.wrong-passphrase | recovery.damaged | recovery.not-a-key | recovery.newer-version */
export async function openRecoveryFile(bytes: Uint8Array, passphrase: string): Promise<RecoveryContents> {
  const { outside } = await readRecovery(bytes);
  const inside = await openInside(outside, passphrase);
  if (inside.kind === 'locked') throw new AppError('recovery.wrong-passphrase');
  const contents = inside.kind === 'ok' ? recoveryContents.safeParse(inside.contents) : undefined;
  if (!contents?.success || !isOneKey(contents.data)) throw new AppError('recovery.damaged');
  return contents.data;
}

/** The secret half belongs to the public one, and the word is this city's. */
function isOneKey({ signPublic, signSecret, word }: RecoveryContents): boolean {
  try {
    return verify(signPublic, 'probe', sign(signSecret, 'probe')) && verifyRecoveryWord(word, signPublic);
  } catch {
    return false;
  }
}

const refusals = {
  foreign: 'recovery.not-a-key',
  newer: 'recovery.newer-version',
  damaged: 'recovery.damaged',
} as const;

async function readRecovery(bytes: Uint8Array): Promise<{ header: RecoveryHeader; outside: Outside }> {
  const outside = await readOutside(kind, bytes);
  if (outside.kind !== 'ok') throw new AppError(refusals[outside.kind]);
  const header = recoveryHeader.safeParse(outside.header);
  if (!header.success) throw new AppError('recovery.damaged');
  if (header.data.minReader > version) throw new AppError('recovery.newer-version');
  if (!isSealed(outside)) throw new AppError('recovery.damaged');
  return { header: header.data, outside };
}
