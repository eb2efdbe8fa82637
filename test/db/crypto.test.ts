import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { describe, expect, it } from 'vitest';
import {
  aeadOpen,
  aeadSeal,
  equalBytes,
  fingerprint,
  generateSigningKeys,
  hmacSha256,
  randomBytes,
  randomDigits,
  randomId,
  scryptKey,
  sha256,
  sha256Hex,
  sign,
  startSha256,
  verify,
} from '../../db/crypto.ts';
import { assertRuntimeCrypto, runtimeChecks } from '../../db/runtime-crypto.ts';

const programFiles = globSync('{shared,db,electron,renderer}/**/*.{ts,tsx}').map((path) =>
  path.replaceAll('\\', '/'),
);
const importsOf = (path: string): string[] =>
  [...readFileSync(path, 'utf8').matchAll(/(?:from|import|import\(|require\()\s*'([^']+)'/g)].map(
    (match) => match[1] ?? '',
  );

describe('where cryptography stands', () => {
  it('node:crypto is imported by db/crypto.ts alone, the age library by db/age.ts alone', () => {
    expect(programFiles.length).toBeGreaterThan(40);
    const importing = (name: string) => programFiles.filter((path) => importsOf(path).includes(name));
    expect(importing('node:crypto')).toEqual(['db/crypto.ts']);
    expect(importing('crypto')).toEqual([]);
    expect(importing('age-encryption')).toEqual(['db/age.ts']);
    expect(isBuiltin('crypto')).toBe(true);
  });

  it('db/crypto.ts uses the algorithms Electron has, and no other', () => {
    const source = readFileSync('db/crypto.ts', 'utf8');
    const names = /import \{([^}]*)\} from 'node:crypto'/.exec(source)?.[1] ?? '';
    const imported = names.split(',').map((name) => name.trim().split(' as ')[0]);
    expect(new Set(imported.filter(Boolean))).toEqual(
      new Set([
        'createCipheriv',
        'createDecipheriv',
        'createHash',
        'createHmac',
        'createPrivateKey',
        'createPublicKey',
        'generateKeyPairSync',
        'hash',
        'randomBytes',
        'scrypt',
        'sign',
        'timingSafeEqual',
        'verify',
      ]),
    );
    const algorithms = [
      ...source.matchAll(/\b(?:hash|create\w+|generateKeyPairSync|node\w+)\((null|'[^']+')/g),
    ].map((match) => match[1]);
    expect(new Set(algorithms)).toEqual(
      new Set([
        "'aes-256-gcm'",
        "'ed25519'",
        "'sha256'",
        'null', // Ed25519 hashes by itself
      ]),
    );
  });

  it('start-up passes on this runtime and names what another one lacks', async () => {
    await expect(assertRuntimeCrypto()).resolves.toBeUndefined();
    for (const name of Object.keys(runtimeChecks)) {
      const without = { ...runtimeChecks, [name]: () => false };
      await expect(assertRuntimeCrypto(without)).rejects.toMatchObject({
        code: 'crypto.unavailable',
        details: { name },
      });
    }
    const throwing = { 'SHA-256': () => Promise.reject(new Error('unsupported')) };
    await expect(assertRuntimeCrypto(throwing)).rejects.toMatchObject({ code: 'crypto.unavailable' });
  });
});

describe('hashes and randomness', () => {
  it('hashing in pieces equals hashing at once, and goes on after a digest', () => {
    const running = startSha256();
    running.update(Buffer.from('企业'));
    expect(Buffer.from(running.digest()).toString('hex')).toBe(sha256Hex('企业'));
    running.update(Buffer.from('台账'));
    expect(running.digest()).toEqual(sha256('企业台账'));
  });

  it('random identifiers are 128 bit and differ', () => {
    expect(randomId()).toMatch(/^[0-9a-f]{32}$/);
    expect(randomId()).not.toBe(randomId());
    expect(equalBytes(randomBytes(32), randomBytes(32))).toBe(false);
  });

  it('random digits are evenly spread', () => {
    const digits = randomDigits(20_000);
    expect(digits).toMatch(/^\d{20000}$/);
    for (const digit of '0123456789') {
      const count = digits.split(digit).length - 1;
      expect(count, digit).toBeGreaterThan(1_750); // 2,000 expected, 42 is one standard deviation
      expect(count, digit).toBeLessThan(2_250);
    }
  });

  it('a different key gives a different authentication code', () => {
    expect(hmacSha256(Buffer.from('a'), 'x')).not.toEqual(hmacSha256(Buffer.from('b'), 'x'));
  });
});

describe('signatures', () => {
  const keys = generateSigningKeys();

  it('verify accepts what sign made and nothing that differs by one bit', () => {
    const message = Buffer.from('月度数据包');
    const signature = sign(keys.signSecret, message);
    expect(keys.signPublic).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(verify(keys.signPublic, message, signature)).toBe(true);
    const bytes = Buffer.from(signature, 'base64url');
    for (let bit = 0; bit < 512; bit += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(verify(keys.signPublic, message, changed.toString('base64url'))).toBe(false);
    }
    expect(verify(generateSigningKeys().signPublic, message, signature)).toBe(false);
  });

  it.each(['', 'x', 'A'.repeat(43), `${'A'.repeat(42)}B`, '中'.repeat(43)])(
    'a malformed key %s verifies nothing and does not throw',
    (signPublic) => {
      expect(verify(signPublic, 'm', sign(keys.signSecret, 'm'))).toBe(false);
    },
  );

  it('a malformed signature verifies nothing and does not throw', () => {
    for (const signature of ['', 'x', '中', `${sign(keys.signSecret, 'm')}==`]) {
      expect(verify(keys.signPublic, 'm', signature)).toBe(false);
    }
  });

  it('a fingerprint is eight groups of four digits and follows the key', () => {
    expect(fingerprint(keys.signPublic)).toMatch(/^\d{4}( \d{4}){7}$/);
    // computed apart, with Python's hashlib
    expect(fingerprint('A'.repeat(43))).toBe('2902 8702 3551 3634 6237 6270 1603 1933');
    expect(fingerprint(keys.signPublic)).not.toBe(fingerprint(generateSigningKeys().signPublic));
  });
});

describe('sealed bytes', () => {
  const key = randomBytes(32);

  it('open only with the same key and context, unchanged', () => {
    const sealed = aeadSeal(key, Buffer.from('密钥'), 'desk-key');
    expect(Buffer.from(aeadOpen(key, sealed, 'desk-key') ?? []).toString()).toBe('密钥');
    expect(aeadOpen(randomBytes(32), sealed, 'desk-key')).toBeUndefined();
    expect(aeadOpen(key, sealed, 'other')).toBeUndefined();
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Uint8Array.from(sealed);
      changed.set([(changed[at] ?? 0) ^ 1], at);
      expect(aeadOpen(key, changed, 'desk-key')).toBeUndefined();
      expect(aeadOpen(key, sealed.subarray(0, at), 'desk-key')).toBeUndefined();
    }
  });

  it('a passphrase gives the same key in either Unicode form, another salt gives another', async () => {
    const cheap = { logN: 4, r: 8, p: 1 };
    const salt = new Uint8Array(16).fill(1);
    expect(await scryptKey('caf\u00e9口令', salt, cheap)).toEqual(
      await scryptKey('cafe\u0301口令', salt, cheap),
    );
    expect(await scryptKey('口令', salt, cheap)).not.toEqual(
      await scryptKey('口令', new Uint8Array(16).fill(2), cheap),
    );
  });
});
