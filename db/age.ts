/**
 * age files (age-encryption.org/v1): encryption to recipients or to a passphrase. Nobody else imports the library, and
 * it is loaded when a file is first read or written: starting the program needs none of it.
 */
import type { Decrypter, Encrypter, Identity, Stanza } from 'age-encryption';

const library = () => import('age-encryption');

/**
 * scrypt cost of a passphrase or a join code: 2^17 × 8 × 128 bytes = 128 MiB, about 0.9 s on the 2-core test
 * machine. Reading refuses a higher cost: the library would accept 2^20, one gigabyte, from any file.
 */
export const ageWorkFactor = 17;

/** Who can open it: X25519 recipients (`age1…`), or whoever knows the passphrase. */
export type AgeLock =
  | { readonly recipients: readonly string[] }
  | { readonly passphrase: string /** lower in tests */; readonly workFactor?: number };
/** With what it is opened: X25519 identities (`AGE-SECRET-KEY-1…`), or the passphrase. */
export type AgeKey = { readonly identities: readonly string[] } | { readonly passphrase: string };

export interface RecipientKeys {
  /** `age1…`, public */
  readonly ageRecipient: string;
  /** `AGE-SECRET-KEY-1…`; never leaves the encrypted database */
  readonly ageIdentity: string;
}

/** None of the keys opens the file (or the passphrase is wrong). */
export class NoMatchingKeyError extends Error {}

export async function generateRecipientKeys(): Promise<RecipientKeys> {
  const { generateX25519Identity, identityToRecipient } = await library();
  const ageIdentity = await generateX25519Identity();
  return { ageIdentity, ageRecipient: await identityToRecipient(ageIdentity) };
}

/** Whether something can be encrypted to it: a typo or a weak point would break every later export. */
export async function isUsableRecipient(ageRecipient: string): Promise<boolean> {
  try {
    await ageEncryptBytes(new Uint8Array(), { recipients: [ageRecipient] });
    return true;
  } catch {
    return false;
  }
}

/** Encrypts piece by piece; 64 KiB are held at a time. */
export async function ageEncrypt(
  plain: AsyncIterable<Uint8Array>,
  lock: AgeLock,
): Promise<ReadableStream<Uint8Array>> {
  return (await encrypterFor(lock)).encrypt(toStream(plain));
}

/**
 * Decrypts piece by piece; each piece is authenticated before it comes out, the last one is known to be the last.
 * @throws NoMatchingKeyError; any other error, here or while reading, means a damaged file, except `cipher`'s own.
 */
export async function ageDecrypt(
  cipher: AsyncIterable<Uint8Array>,
  key: AgeKey,
): Promise<ReadableStream<Uint8Array>> {
  return (await decrypterFor(key)).decrypt(toStream(cipher));
}

function toStream(pieces: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = pieces[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const next = await iterator.next();
        if (next.done) controller.close();
        else controller.enqueue(next.value);
      },
      async cancel() {
        await iterator.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

export async function ageEncryptBytes(plain: Uint8Array, lock: AgeLock): Promise<Uint8Array> {
  return (await encrypterFor(lock)).encrypt(plain);
}

/** @throws NoMatchingKeyError; any other error means damaged. */
export async function ageDecryptBytes(cipher: Uint8Array, key: AgeKey): Promise<Uint8Array> {
  return (await decrypterFor(key)).decrypt(cipher);
}

/**
 * How an age file is locked, from its first bytes; undefined when its header does not end within them. The library
 * itself would read a header of any length into memory and try every stanza in it: ask here first.
 */
export function ageLockKind(start: Uint8Array): 'recipients' | 'passphrase' | undefined {
  const text = Buffer.from(start.buffer, start.byteOffset, start.byteLength).toString('latin1');
  const header = /^age-encryption\.org\/v1\n(.*?\n)?--- [^\n]*\n/s.exec(text)?.[0];
  if (header === undefined) return undefined;
  return header.includes('\n-> scrypt ') ? 'passphrase' : 'recipients';
}

async function encrypterFor(lock: AgeLock): Promise<Encrypter> {
  const { Encrypter } = await library();
  const encrypter = new Encrypter();
  if ('passphrase' in lock) {
    encrypter.setPassphrase(lock.passphrase.normalize('NFC'));
    encrypter.setScryptWorkFactor(lock.workFactor ?? ageWorkFactor);
    return encrypter;
  }
  if (lock.recipients.length === 0) throw new Error('a file for nobody could never be opened');
  for (const recipient of lock.recipients) encrypter.addRecipient(recipient);
  return encrypter;
}

async function decrypterFor(key: AgeKey): Promise<Decrypter> {
  const { Decrypter } = await library();
  const decrypter = new Decrypter();
  decrypter.addIdentity(refuseCostlyScrypt);
  if ('passphrase' in key) decrypter.addPassphrase(key.passphrase.normalize('NFC'));
  else for (const identity of key.identities) decrypter.addIdentity(identity);
  // Asked last: nobody before it could open the file.
  decrypter.addIdentity(nobodyMatched);
  return decrypter;
}

const refuseCostlyScrypt: Identity = {
  unwrapFileKey(stanzas: Stanza[]): null {
    for (const { args } of stanzas) {
      if (args[0] === 'scrypt' && !(Number(args[2]) <= ageWorkFactor))
        throw new Error('scrypt cost too high');
    }
    return null;
  },
};

const nobodyMatched: Identity = {
  unwrapFileKey(): never {
    throw new NoMatchingKeyError();
  },
};
