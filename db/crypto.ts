/**
 * The only module that imports node:crypto. What stands here exists both in Node (OpenSSL) and in Electron
 * (BoringSSL): SHA-256, HMAC, AES-256-GCM, scrypt, Ed25519 and random bytes; `db/age.ts` is the only one
 * that encrypts files. A test holds the list of names. A second suite (SM2/SM3/SM4) would stand beside these
 * functions, behind the container's suite byte.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hash,
  randomBytes as nodeRandomBytes,
  scrypt,
  sign as nodeSign,
  timingSafeEqual,
  verify as nodeVerify,
} from 'node:crypto';

/** SHA-256 as 64 hex digits; text is hashed as UTF-8. */
export function sha256Hex(data: Uint8Array | string): string {
  return hash('sha256', data, 'hex');
}

/** SHA-256 as 32 bytes; text is hashed as UTF-8. */
export function sha256(data: Uint8Array | string): Uint8Array {
  return hash('sha256', data, 'buffer');
}

export interface RunningSha256 {
  update(bytes: Uint8Array): void;
  /** The hash of everything so far, 32 bytes; more may follow. */
  digest(): Uint8Array;
}

/** SHA-256 of data that comes in pieces. */
export function startSha256(): RunningSha256 {
  const running = createHash('sha256');
  return { update: (bytes) => void running.update(bytes), digest: () => running.copy().digest() };
}

/** HMAC-SHA-256, 32 bytes. */
export function hmacSha256(key: Uint8Array, data: Uint8Array | string): Uint8Array {
  return createHmac('sha256', key).update(data).digest();
}

/** Compares without telling by its duration where the first difference is. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}

export function randomBytes(count: number): Uint8Array {
  return nodeRandomBytes(count);
}

/** 128 random bits as 32 hex digits. */
export function randomId(): string {
  return nodeRandomBytes(16).toString('hex');
}

/** Decimal digits, each equally likely. */
export function randomDigits(count: number): string {
  let digits = '';
  while (digits.length < count) {
    // 250 is the largest multiple of ten in a byte: above it, small digits would come more often.
    for (const byte of nodeRandomBytes(count)) {
      if (byte < 250 && digits.length < count) digits += String(byte % 10);
    }
  }
  return digits;
}

export interface SigningKeys {
  /** Ed25519, raw 32 bytes as base64url (43 characters). */
  readonly signPublic: string;
  /** PKCS #8 (48 bytes) as base64url. Never leaves the encrypted database. */
  readonly signSecret: string;
}

/** What stands before the 32 raw bytes in a SubjectPublicKeyInfo (RFC 8410). */
const spkiPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** A fresh Ed25519 pair. */
export function generateSigningKeys(): SigningKeys {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return {
    signPublic: spki.subarray(spkiPrefix.length).toString('base64url'),
    signSecret: privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64url'),
  };
}

/** Ed25519 signature as base64url (86 characters). */
export function sign(signSecret: string, message: Uint8Array | string): string {
  const key = createPrivateKey({
    key: Buffer.from(signSecret, 'base64url'),
    format: 'der',
    type: 'pkcs8',
  });
  return nodeSign(null, toBuffer(message), key).toString('base64url');
}

/** Whether `signature` over `message` was made with the key; false for anything malformed, never throws. */
export function verify(signPublic: string, message: Uint8Array | string, signature: string): boolean {
  const raw = Buffer.from(signPublic, 'base64url');
  const bytes = Buffer.from(signature, 'base64url');
  // A second spelling of the same bytes is not the same key or signature.
  if (raw.length !== 32 || raw.toString('base64url') !== signPublic) return false;
  if (bytes.length !== 64 || bytes.toString('base64url') !== signature) return false;
  try {
    const key = createPublicKey({ key: Buffer.concat([spkiPrefix, raw]), format: 'der', type: 'spki' });
    return nodeVerify(null, toBuffer(message), key, bytes);
  } catch {
    return false;
  }
}

/**
 * A public key as eight groups of four digits, to be read out on the telephone and compared:
 * SHA-256 of the raw key (with its purpose in front) modulo 10^32, about 106 bits.
 */
export function fingerprint(signPublic: string): string {
  const digest = sha256Hex(
    Buffer.concat([Buffer.from('drcb-fingerprint-v1\0'), Buffer.from(signPublic, 'base64url')]),
  );
  const digits = (BigInt(`0x${digest}`) % 10n ** 32n).toString().padStart(32, '0');
  return digits.replace(/(\d{4})(?=\d)/g, '$1 ');
}

export interface ScryptParameters {
  /** Cost 2^logN; memory is 2^logN × r × 128 bytes. */
  readonly logN: number;
  readonly r: number;
  readonly p: number;
}

/** 128 MiB and 0.8 s on the 2-core test machine. */
export const scryptDefaults: ScryptParameters = { logN: 17, r: 8, p: 1 };

/** A 32-byte key from a passphrase (taken as NFC) and at least 16 bytes of salt; works off the main thread. */
export function scryptKey(
  passphrase: string,
  salt: Uint8Array,
  parameters: ScryptParameters = scryptDefaults,
): Promise<Uint8Array> {
  const { logN, r, p } = parameters;
  const maxmem = 2 ** logN * r * 128 * 2 + 2 ** 20;
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, 32, { N: 2 ** logN, r, p, maxmem }, (error, key) => {
      if (error) reject(error);
      else resolve(key);
    });
  });
}

const nonceLength = 12;
const tagLength = 16;

/** AES-256-GCM: nonce (12 bytes, random) + ciphertext + tag (16). `context` is authenticated, not contained. */
export function aeadSeal(key: Uint8Array, plaintext: Uint8Array, context: Uint8Array | string): Uint8Array {
  const nonce = nodeRandomBytes(nonceLength);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
  cipher.setAAD(toBuffer(context));
  return Buffer.concat([nonce, cipher.update(plaintext), cipher.final(), cipher.getAuthTag()]);
}

/** What `aeadSeal` sealed with the same key and context; undefined when one bit of it differs. */
export function aeadOpen(
  key: Uint8Array,
  sealed: Uint8Array,
  context: Uint8Array | string,
): Uint8Array | undefined {
  if (sealed.length < nonceLength + tagLength) return undefined;
  const nonce = sealed.subarray(0, nonceLength);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength });
  decipher.setAAD(toBuffer(context));
  decipher.setAuthTag(sealed.subarray(-tagLength));
  const head = decipher.update(sealed.subarray(nonceLength, -tagLength));
  try {
    return Buffer.concat([head, decipher.final()]);
  } catch {
    return undefined;
  }
}

function toBuffer(data: Uint8Array | string): Uint8Array {
  return typeof data === 'string' ? Buffer.from(data, 'utf8') : data;
}
