/** Decrypts the inside of a bundle and cuts it into frames, holding one frame at a time. */
import type { FileHandle } from 'node:fs/promises';
import { release } from '../../release.ts';
import { AppError } from '../../../shared/errors.ts';
import { type AgeKey, ageDecrypt, ageLockKind, NoMatchingKeyError } from '../../age.ts';
import { readAt, readPieces } from './envelope.ts';
import { type BundleLimits, type Frame, frameHeaderLength, limitError } from './format.ts';

/** The encrypted stretch of an open file. */
export interface SealedRange {
  readonly handle: FileHandle;
  readonly from: number;
  readonly to: number;
}

/**
 * The frames in order, each lasting until the next is asked for. Says nothing of who wrote them. Ask `readLockKind`
 * first: it bounds the age header.
 * @throws AppError bundle.damaged | bundle.truncated | bundle.limit | storage.*; NoMatchingKeyError
 */
export async function* readFrames(
  range: SealedRange,
  key: AgeKey,
  limits: BundleLimits,
  onBytes: (bytes: number) => void = () => undefined,
): AsyncGenerator<Frame> {
  const given: Uint8Array[] = [];
  const cipher = noted(readPieces(range.handle, range.from, range.to), given, onBytes);
  const plain = await asDamage(() => ageDecrypt(cipher, key));
  const reader = plain.getReader();
  const splitter = createSplitter(limits);
  // Decrypted bytes since the first of `given` began.
  let came = 0;
  try {
    for (;;) {
      const { done, value } = await asDamage(() => reader.read());
      if (done) break;
      came += value.length;
      yield* splitter.push(value);
      release(value);
      // Less comes out than goes in: pieces that far back have been decrypted.
      for (let [piece] = given; piece && piece.length <= came; [piece] = given) {
        came -= piece.length;
        release(piece);
        given.shift();
      }
    }
    if (!splitter.isBetweenFrames()) throw new AppError('bundle.truncated');
  } finally {
    // The consumer may stop early; what the decrypter still has to say then does not matter.
    await Promise.allSettled([reader.cancel()]);
  }
}

/**
 * How the age stream at `from` is locked.
 * @throws AppError bundle.truncated | bundle.damaged when its header does not end within the limit
 */
export async function readLockKind(
  handle: FileHandle,
  from: number,
  limits: BundleLimits,
): Promise<'recipients' | 'passphrase'> {
  const start = await readAt(handle, from, limits.ageHeaderBytes);
  const lock = ageLockKind(start);
  if (lock) return lock;
  throw new AppError(start.length < limits.ageHeaderBytes ? 'bundle.truncated' : 'bundle.damaged');
}

async function* noted(
  pieces: AsyncIterable<Uint8Array>,
  given: Uint8Array[],
  onBytes: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    onBytes(piece.length);
    given.push(piece);
    yield piece;
  }
}

/** Only the library's own calls run in here: what they throw means that the bytes are not what was written. */
async function asDamage<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof AppError || error instanceof NoMatchingKeyError) throw error;
    throw new AppError('bundle.damaged');
  }
}

interface Splitter {
  push(bytes: Uint8Array): Generator<Frame>;
  isBetweenFrames(): boolean;
}

function createSplitter(limits: BundleLimits): Splitter {
  const head = Buffer.alloc(frameHeaderLength);
  const memory = Buffer.alloc(frameHeaderLength + limits.frameBytes);
  let headUsed = 0;
  let frame: Buffer | undefined;
  let used = 0;
  let frames = 0;

  const begin = (): Buffer => {
    const length = head.readUInt32BE(0);
    if (length > limits.frameBytes) throw limitError('frameBytes');
    frames += 1;
    if (frames > limits.frames) throw limitError('frames');
    const started = memory.subarray(0, frameHeaderLength + length);
    head.copy(started);
    used = frameHeaderLength;
    return started;
  };

  function* push(bytes: Uint8Array): Generator<Frame> {
    let at = 0;
    while (at < bytes.length) {
      if (!frame) {
        const taken = bytes.subarray(at, at + frameHeaderLength - headUsed);
        head.set(taken, headUsed);
        headUsed += taken.length;
        at += taken.length;
        if (headUsed < frameHeaderLength) return;
        frame = begin();
      }
      const taken = bytes.subarray(at, at + frame.length - used);
      frame.set(taken, used);
      used += taken.length;
      at += taken.length;
      if (used < frame.length) return;
      const whole = frame;
      frame = undefined;
      headUsed = 0;
      yield { type: whole.readUInt8(4), payload: whole.subarray(frameHeaderLength), bytes: whole };
    }
  }

  return { push, isBetweenFrames: () => frame === undefined && headUsed === 0 };
}
