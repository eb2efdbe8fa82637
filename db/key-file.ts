/**
 * The key file beside the database: the random database key, wrapped by the officer's passphrase (scrypt, AES-256-GCM).
 * design/security.md rule 9. Neither the key nor the passphrase is ever written in the clear.
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../shared/errors.ts';
import { canonicalJson } from '../shared/log/canonical.ts';
import { passphraseMinimum, passphraseProblem } from '../shared/session/rules.ts';
import {
  aeadOpen,
  aeadSeal,
  randomBytes,
  type ScryptParameters,
  scryptDefaults,
  scryptKey,
} from './crypto.ts';
import { writeWholeFile } from './write-file.ts';

/** What the lock screen may say before the passphrase is known. No personal data stands here. */
const deskLabel = z.strictObject({
  side: z.enum(['city', 'town']),
  townId: z.string().max(40),
  townName: z.string().max(60),
});
export type DeskLabel = z.output<typeof deskLabel>;

const base64 = z.base64url();

const keyFile = z.strictObject({
  v: z.literal(1),
  kdf: z.literal('scrypt'),
  // A hostile file must not ask for gigabytes of memory.
  logN: z.int().min(14).max(18),
  r: z.literal(8),
  p: z.literal(1),
  salt: base64,
  desk: deskLabel,
  /** First 16 bytes of the database that belongs to this key: its cipher salt, which never changes. */
  databaseSalt: base64,
  /** nonce, key and tag; everything above is authenticated with it */
  wrapped: base64,
});
type KeyFile = z.output<typeof keyFile>;

export interface KeyFileContents {
  readonly key: Uint8Array;
  readonly desk: DeskLabel;
  /** 16 bytes */
  readonly databaseSalt: Uint8Array;
}

/**
 * Writes a new key file (or replaces one, whole or not at all).
 * @throws AppError session.weak-passphrase | storage.*
 */
export async function createKeyFile(
  path: string,
  passphrase: string,
  contents: KeyFileContents,
  parameters: ScryptParameters = scryptDefaults,
): Promise<void> {
  assertPassphrase(passphrase);
  const { logN, r, p } = parameters;
  if (r !== 8 || p !== 1) throw new Error('the key file knows r=8, p=1 only');
  const salt = randomBytes(32);
  const header = {
    v: 1,
    kdf: 'scrypt',
    logN,
    r,
    p,
    salt: encode(salt),
    desk: contents.desk,
    databaseSalt: encode(contents.databaseSalt),
  } as const;
  const wrapping = await scryptKey(passphrase, salt, parameters);
  const wrapped = encode(aeadSeal(wrapping, contents.key, canonicalJson(header)));
  const file: KeyFile = { ...header, wrapped };
  await writeWholeFile(path, `${JSON.stringify(file, null, 2)}\n`);
}

/**
 * The database key. Takes about a second of scrypt, off the main thread.
 * @throws AppError session.wrong-passphrase (also when the wrapped key was changed: the two look alike)
 *   | desk.key-file-missing | desk.key-file-damaged | storage.*
 */
export async function openKeyFile(path: string, passphrase: string): Promise<KeyFileContents> {
  const { wrapped, ...header } = await readKeyFile(path);
  const wrapping = await scryptKey(passphrase, decode(header.salt), header);
  const key = aeadOpen(wrapping, decode(wrapped), canonicalJson(header));
  if (key?.length !== 32) throw new AppError('session.wrong-passphrase');
  return { key, desk: header.desk, databaseSalt: decode(header.databaseSalt) };
}

/** Wraps the same key with a new passphrase; the old file stands until the new one is whole. */
export async function changePassphrase(
  path: string,
  current: string,
  next: string,
  parameters: ScryptParameters = scryptDefaults,
): Promise<void> {
  assertPassphrase(next);
  const contents = await openKeyFile(path, current);
  await createKeyFile(path, next, contents, parameters);
}

/** The label alone, unauthenticated: for the lock screen. @throws as openKeyFile, except wrong-passphrase */
export async function readDeskLabel(path: string): Promise<DeskLabel> {
  return (await readKeyFile(path)).desk;
}

/** @throws AppError session.weak-passphrase */
export function assertPassphrase(passphrase: string): void {
  if (passphraseProblem(passphrase))
    throw new AppError('session.weak-passphrase', { min: passphraseMinimum });
}

async function readKeyFile(path: string): Promise<KeyFile> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new AppError('desk.key-file-missing');
    }
    throw error;
  }
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new AppError('desk.key-file-damaged');
  }
  const parsed = keyFile.safeParse(json);
  if (!parsed.success) throw new AppError('desk.key-file-damaged');
  return parsed.data;
}

function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

function decode(text: string): Uint8Array {
  return Buffer.from(text, 'base64url');
}
