/** Asks the runtime, by published test vectors, whether it offers what this program needs. */
import { AppError } from '../shared/errors.ts';
import { ageDecryptBytes, ageEncryptBytes, generateRecipientKeys } from './age.ts';
import { aeadOpen, aeadSeal, hmacSha256, randomBytes, scryptKey, sha256Hex, sign, verify } from './crypto.ts';

const hex = (text: string): Uint8Array => Buffer.from(text, 'hex');
const hexOf = (bytes: Uint8Array | undefined): string => (bytes ? Buffer.from(bytes).toString('hex') : '');

/** RFC 8032, 7.1, TEST 2 */
const ed25519 = {
  secret: hex(
    '302e020100300506032b6570042204204ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb',
  ),
  public: hex('3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c'),
  message: hex('72'),
  signature: hex(
    '92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00',
  ),
};

/** name → does it give the published answer? */
export const runtimeChecks: Readonly<Record<string, () => boolean | Promise<boolean>>> = {
  'SHA-256': () => sha256Hex('abc') === 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  // RFC 4231, test case 2
  'HMAC-SHA-256': () =>
    hexOf(hmacSha256(Buffer.from('Jefe'), 'what do ya want for nothing?')) ===
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  // NIST GCM, test case 14
  'AES-256-GCM': () =>
    hexOf(
      aeadOpen(
        new Uint8Array(32),
        hex(`${'00'.repeat(12)}cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919`),
        '',
      ),
    ) === '00'.repeat(16) && sealsAndOpens(),
  // RFC 7914, 12
  scrypt: async () =>
    hexOf(await scryptKey('password', Buffer.from('NaCl'), { logN: 10, r: 8, p: 16 })) ===
    'fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162',
  Ed25519: () => {
    const signPublic = Buffer.from(ed25519.public).toString('base64url');
    const signature = sign(Buffer.from(ed25519.secret).toString('base64url'), ed25519.message);
    return (
      hexOf(Buffer.from(signature, 'base64url')) === hexOf(ed25519.signature) &&
      verify(signPublic, ed25519.message, signature) &&
      !verify(signPublic, hex('73'), signature)
    );
  },
  'age X25519': async () => {
    const keys = await generateRecipientKeys();
    const sealed = await ageEncryptBytes(hex('0102'), { recipients: [keys.ageRecipient] });
    return hexOf(await ageDecryptBytes(sealed, { identities: [keys.ageIdentity] })) === '0102';
  },
};

/**
 * Called once at start-up, before the desk is opened; a few milliseconds.
 * @throws AppError crypto.unavailable naming what the runtime lacks.
 */
export async function assertRuntimeCrypto(checks = runtimeChecks): Promise<void> {
  for (const [name, check] of Object.entries(checks)) {
    if (!(await answers(check))) throw new AppError('crypto.unavailable', { name });
  }
}

async function answers(check: () => boolean | Promise<boolean>): Promise<boolean> {
  try {
    return await check();
  } catch {
    return false; // a missing algorithm throws; so does a missing WebCrypto curve
  }
}

function sealsAndOpens(): boolean {
  const key = randomBytes(32);
  return hexOf(aeadOpen(key, aeadSeal(key, hex('01'), 'context'), 'context')) === '01';
}
