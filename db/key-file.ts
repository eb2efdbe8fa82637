/**
 * The key file: the random database key, wrapped by the officer's passphrase (scrypt, AES-256-GCM). design/security.md
 * rule 9. Neither the key nor the passphrase is ever written in the clear. The one beside the database may moreover be
 * sealed by the system's keyring (sealed-key-file.ts); the copy beside the backups never is.
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
  sha256Hex,
  type ScryptParameters,
  scryptDefaults,
  scryptKey,
} from './crypto.ts';

/** What the lock screen may say before the passphrase is known. No personal data stands here. */
export const deskLabel = z.strictObject({
  side: z.enum(['city', 'town']),
  townId: z.string().max(40),
  townName: z.string().max(60),
  /** 挂钩领导's own laptop; whose, stands in the database. */
  isLeader: z.literal(true).optional(),
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
  /** Tells a damaged file from a wrong passphrase; says nothing of either. Files of earlier programs lack it. */
  check: z.string().optional(),
});
type KeyFile = z.output<typeof keyFile>;

export interface KeyFileContents {
  readonly key: Uint8Array;
  readonly desk: DeskLabel;
  /** 16 bytes */
  readonly databaseSalt: Uint8Array;
}

/** The text of a key file. @throws AppError session.weak-passphrase */
export async function wrapKey(
  passphrase: string,
  contents: KeyFileContents,
  parameters: ScryptParameters = scryptDefaults,
): Promise<string> {
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
  return checkedText({ ...header, wrapped });
}

/**
 * The database key. Takes about a second of scrypt, off the main thread.
 * @throws AppError session.wrong-passphrase (in a file of an earlier program also when the wrapped key was changed)
 *   | desk.key-file-damaged
 */
export async function unwrapKey(text: string, passphrase: string): Promise<KeyFileContents> {
  const { wrapped, check: _, ...header } = parseKeyText(text);
  const wrapping = await scryptKey(passphrase, decode(header.salt), header);
  const key = aeadOpen(wrapping, decode(wrapped), canonicalJson(header));
  if (key?.length !== 32) throw new AppError('session.wrong-passphrase');
  return { key, desk: header.desk, databaseSalt: decode(header.databaseSalt) };
}

/** The label alone, unauthenticated: for the lock screen. @throws AppError desk.key-file-missing | desk.key-file-damaged */
export async function readDeskLabel(path: string): Promise<DeskLabel> {
  return keyLabel(await readKeyText(path));
}

/** As `readDeskLabel`, of a text that was read already. */
export function keyLabel(text: string): DeskLabel {
  return parseKeyText(text).desk;
}

/** The same file as this program writes it: with its checksum. Only for one that was just opened. */
export function withChecksum(text: string): string {
  const { check: _, ...file } = parseKeyText(text);
  return checkedText(file);
}

/** @throws AppError session.weak-passphrase */
export function assertPassphrase(passphrase: string): void {
  if (passphraseProblem(passphrase))
    throw new AppError('session.weak-passphrase', { min: passphraseMinimum });
}

/** @throws AppError desk.key-file-missing */
export async function readKeyText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      throw new AppError('desk.key-file-missing');
    }
    throw error;
  }
}

/** @throws AppError desk.key-file-damaged */
function parseKeyText(text: string): KeyFile {
  const parsed = keyFile.safeParse(parseJson(text));
  if (!parsed.success) throw new AppError('desk.key-file-damaged');
  const { check, ...file } = parsed.data;
  if (check !== undefined && check !== checksum(file)) throw new AppError('desk.key-file-damaged');
  return parsed.data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new AppError('desk.key-file-damaged');
  }
}

function checkedText(file: Omit<KeyFile, 'check'>): string {
  return `${JSON.stringify({ ...file, check: checksum(file) }, null, 2)}\n`;
}

/** Over what stands in the file for anybody to read. */
export function checksum(file: object): string {
  return sha256Hex(Buffer.from(canonicalJson(file), 'utf8'));
}

function encode(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64url');
}

function decode(text: string): Uint8Array {
  return Buffer.from(text, 'base64url');
}
