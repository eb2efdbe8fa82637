/**
 * The key file of this computer: the passphrase's key file, sealed by the system's keyring. Opening it takes both, this
 * account of this computer and the passphrase. design/security.md rule 9; docs/architecture.md, The key.
 */
import { z } from 'zod';
import { AppError } from '../shared/errors.ts';
import { checksum, type DeskLabel, deskLabel, keyLabel } from './key-file.ts';

/** What the operating system keeps secrets with: DPAPI, the keychain, libsecret, KWallet. */
export interface Keyring {
  /** Its name; null where there is none that protects anything. */
  backend(): Promise<string | null>;
  seal(text: string): Promise<Uint8Array>;
  /** Throws what another account, another computer or another keyring sealed. */
  open(sealed: Uint8Array): Promise<string>;
}

const sealedFile = z.strictObject({
  v: z.literal(2),
  desk: deskLabel,
  /** Which keyring sealed it, for the technician. */
  keyring: z.string().max(40),
  sealed: z.base64url(),
  check: z.string(),
});

/** Whether the text is of a sealed key file, sound or not. */
export function isSealed(text: string): boolean {
  try {
    const json: unknown = JSON.parse(text);
    return typeof json === 'object' && json !== null && 'sealed' in json;
  } catch {
    return false;
  }
}

/**
 * The file around a passphrase's key file; undefined where the keyring protects nothing or does not give back what it
 * was given.
 */
export async function sealKeyText(keyring: Keyring, text: string): Promise<string | undefined> {
  try {
    const backend = await keyring.backend();
    if (backend === null) return undefined;
    const sealed = await keyring.seal(text);
    if ((await keyring.open(sealed)) !== text) return undefined;
    const file = {
      v: 2,
      desk: keyLabel(text),
      keyring: backend,
      sealed: Buffer.from(sealed).toString('base64url'),
    };
    return `${JSON.stringify({ ...file, check: checksum(file) }, null, 2)}\n`;
  } catch (error) {
    if (error instanceof AppError) throw error;
    return undefined; // the keyring's own refusal: the passphrase goes on protecting alone
  }
}

/**
 * The passphrase's key file inside, or the text itself when it is not sealed.
 * @throws AppError desk.keyring-lost | desk.key-file-damaged
 */
export async function unsealKeyText(keyring: Keyring, text: string): Promise<string> {
  if (!isSealed(text)) return text;
  const { sealed } = parseSealed(text);
  try {
    return await keyring.open(Buffer.from(sealed, 'base64url'));
  } catch {
    throw new AppError('desk.keyring-lost');
  }
}

/** What the lock screen may say, sealed or not. @throws AppError desk.key-file-damaged */
export function labelOfKeyText(text: string): DeskLabel {
  return isSealed(text) ? parseSealed(text).desk : keyLabel(text);
}

function parseSealed(text: string): z.output<typeof sealedFile> {
  const parsed = sealedFile.safeParse(JSON.parse(text));
  if (!parsed.success) throw new AppError('desk.key-file-damaged');
  const { check, ...file } = parsed.data;
  if (check !== checksum(file)) throw new AppError('desk.key-file-damaged');
  return parsed.data;
}
