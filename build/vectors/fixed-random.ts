/**
 * Random numbers that are the same each time, so that making the vectors again gives the same bytes. Both sources are
 * replaced: WebCrypto's (the age library) and node:crypto's (ids, tokens, join codes). Never part of the program.
 */
import { createHash } from 'node:crypto';
import { createRequire, syncBuiltinESMExports } from 'node:module';

const nodeCrypto = createRequire(import.meta.url)('node:crypto') as {
  randomBytes: (count: number) => Buffer;
};

const real = {
  randomBytes: nodeCrypto.randomBytes,
  getRandomValues: globalThis.crypto.getRandomValues,
};

/** From here on all randomness follows from `seed`. */
export function fixRandom(seed: string): void {
  let counter = 0;
  const next = (count: number): Buffer => {
    const blocks: Buffer[] = [];
    for (let have = 0; have < count; have += 32) {
      counter += 1;
      blocks.push(createHash('sha256').update(`${seed} ${counter}`).digest());
    }
    return Buffer.concat(blocks).subarray(0, count);
  };
  nodeCrypto.randomBytes = next;
  syncBuiltinESMExports();
  globalThis.crypto.getRandomValues = (view) => {
    if (view) Buffer.from(view.buffer, view.byteOffset, view.byteLength).set(next(view.byteLength));
    return view;
  };
}

/** Back to real randomness. */
export function freeRandom(): void {
  nodeCrypto.randomBytes = real.randomBytes;
  syncBuiltinESMExports();
  globalThis.crypto.getRandomValues = real.getRandomValues;
}
