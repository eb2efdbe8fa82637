/** What the outside of a bundle file says, without any key: for finding out what a stick holds. Nothing is verified. */
import { open } from 'node:fs/promises';
import {
  checkClosing,
  closingLength,
  decodePreamble,
  preambleCapacity,
  readAt,
  readPieces,
} from '../../db/exchange/container/envelope.ts';
import { bundleLimits, bundleMagic } from '../../db/exchange/container/format.ts';
import { type BundleLabel, readBundleLabel } from '../../db/exchange/container/read.ts';

export interface Outside extends BundleLabel {
  readonly bytes: number;
  readonly preambleBytes: number;
  /** The age stream. */
  readonly sealedBytes: number;
  /** Keys it is encrypted to. */
  readonly recipients: number;
  readonly closing: 'ok' | 'truncated' | 'damaged';
  /** of the whole file, hex; '' when the closing sum does not fit */
  readonly fileSha256: string;
}

/** @throws AppError bundle.not-a-bundle | bundle.truncated | bundle.damaged | bundle.newer-version | storage.* */
export async function inspectBundle(path: string): Promise<Outside> {
  const label = await readBundleLabel(path);
  const handle = await open(path, 'r');
  try {
    const { size } = await handle.stat();
    const preamble = decodePreamble(bundleMagic, await readAt(handle, 0, preambleCapacity));
    const preambleBytes = preamble.kind === 'ok' ? preamble.bytes.length : 0;
    const ageStart = await readAt(handle, preambleBytes, bundleLimits.ageHeaderBytes);
    const closing = await checkClosing(readPieces(handle, 0, size), size);
    return {
      ...label,
      bytes: size,
      preambleBytes,
      sealedBytes: Math.max(0, size - preambleBytes - closingLength),
      recipients:
        ageStart
          .toString('latin1')
          .split('\n--- ')[0]
          ?.match(/^-> X25519 /gm)?.length ?? 0,
      closing: closing.kind,
      fileSha256: closing.kind === 'ok' ? closing.fileSha256 : '',
    };
  } finally {
    await handle.close();
  }
}
