/** Reads a bundle back from where it was written: a stick may take every byte and keep another. */
import { openBundle } from '../../db/exchange/container/read.ts';
import type { WrittenBundle } from '../../db/exchange/container/write.ts';
import type { Identity } from '../../db/identity.ts';
import { AppError } from '../../shared/errors.ts';

export interface ReadBackOptions {
  readonly signal: AbortSignal;
  /** 0–1 */
  readonly onProgress: (fraction: number) => void;
}

/**
 * Opens the file afresh, as its recipient will: closing sum, size, every frame and the signature, with our own key,
 * since the sender can read its own bundles.
 * @throws AppError exchange.unverified | bundle.cancelled | storage.*
 */
export async function readBack(
  path: string,
  written: WrittenBundle,
  self: Identity,
  options: ReadBackOptions,
): Promise<void> {
  try {
    const bundle = await openBundle({
      path,
      key: { identities: [self.ageIdentity] },
      resolveSender: () => ({ publicKey: self.signPublic }),
      // Only looked through: nothing of it is kept.
      limits: { cacheBytes: 0 },
      ...options,
    });
    await bundle.close();
    if (bundle.bytes !== written.bytes || bundle.fileSha256 !== written.sha256) {
      throw new AppError('exchange.unverified');
    }
  } catch (error) {
    const isOurs = !(error instanceof AppError) || error.code === 'bundle.cancelled';
    if (isOurs || error.code.startsWith('storage.')) throw error;
    throw new AppError('exchange.unverified');
  }
}
