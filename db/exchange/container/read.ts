/**
 * Opens a bundle in the order of design/security.md, rule 5: closing sum → key → signature → contents. Until the
 * signature stands, nothing but frame lengths and the manifest (for the sender's key) has been parsed.
 */
import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { z } from 'zod';
import { AppError } from '../../../shared/errors.ts';
import {
  type BundleEnd,
  type BundleHeader,
  type BundleManifest,
  bundleEnd,
  bundleFormat,
  bundleHeader,
  bundleManifest,
} from '../../../shared/exchange/manifest.ts';
import type { Party } from '../../../shared/exchange/wire.ts';
import { type AgeKey, NoMatchingKeyError } from '../../age.ts';
import { equalBytes, fingerprint, sha256, verify } from '../../crypto.ts';
import { release } from '../../release.ts';
import { storageError } from '../../storage-error.ts';
import { type BundleBatch, decodeContents } from './contents.ts';
import {
  checkClosing,
  closingLength,
  decodePreamble,
  parseJsonBytes,
  preambleCapacity,
  readAt,
  readPieces,
} from './envelope.ts';
import {
  type BundleLimits,
  bundleLimits,
  bundleMagic,
  type Frame,
  frameHeaderLength,
  frameTypes,
  limitError,
  signedText,
  startContentHash,
} from './format.ts';
import { readFrames, readLockKind, type SealedRange } from './frames.ts';

export interface OpenBundleOptions {
  readonly path: string;
  readonly key: AgeKey;
  /** Whether a bundle addressed so may be read here; everything may when left out. */
  readonly accepts?: (to: Party) => boolean;
  /**
   * The sender's public signing key, or 'unknown'. Both arguments are the sender's own claims, not verified yet: a
   * certificate or an enrolment proof in them must be checked here.
   */
  readonly resolveSender: (
    manifest: BundleManifest,
    header: BundleHeader,
  ) => { readonly publicKey: string } | 'unknown';
  readonly limits?: Partial<BundleLimits>;
  /** 0–1 of checking the file */
  readonly onProgress?: (fraction: number) => void;
  readonly signal?: AbortSignal;
}

export interface VerifiedBundle {
  readonly header: BundleHeader;
  readonly manifest: BundleManifest;
  readonly publicKey: string;
  readonly operations: number;
  readonly blobs: number;
  readonly bytes: number;
  /** of the whole file, hex */
  readonly fileSha256: string;
  /** Operation lines as they were sent and attachment pieces, a frame at a time. May be called once or again. */
  contents(options?: ContentsOptions): AsyncGenerator<BundleBatch>;
  close(): Promise<void>;
}

export interface ContentsOptions {
  readonly signal?: AbortSignal;
}

export interface BundleLabel {
  readonly header: BundleHeader;
  /** Whether it is opened with this laptop's keys or with a passphrase the officer must type. */
  readonly lock: 'recipients' | 'passphrase';
}

/**
 * The outside of a file, for showing what it is. Nothing in it is verified.
 * @throws AppError bundle.not-a-bundle | bundle.truncated | bundle.damaged | bundle.newer-version | storage.*
 */
export async function readBundleLabel(path: string): Promise<BundleLabel> {
  const handle = await openFile(path);
  try {
    const { header, preamble } = await readPreamble(handle);
    return { header, lock: await readLockKind(handle, preamble.length, bundleLimits) };
  } finally {
    await handle.close();
  }
}

/**
 * Verifies the whole file; afterwards its contents can be read. Close it when done.
 * @throws AppError bundle.* | storage.*
 */
export async function openBundle(options: OpenBundleOptions): Promise<VerifiedBundle> {
  const handle = await openFile(options.path);
  try {
    return await openVerified(handle, options);
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function openVerified(handle: FileHandle, options: OpenBundleOptions): Promise<VerifiedBundle> {
  const limits: BundleLimits = { ...bundleLimits, ...options.limits };
  const { size } = await handle.stat().catch((error: unknown) => {
    throw storageError(error);
  });
  if (size > limits.fileBytes) throw limitError('fileBytes');
  const progress = createProgress(options, 2 * size);
  await assertOurs(handle);
  const closing = await checkClosing(progress.through(readPieces(handle, 0, size)), size);
  if (closing.kind !== 'ok') throw new AppError(`bundle.${closing.kind}`);
  const { header, preamble } = await readPreamble(handle);
  if (options.accepts?.(header.to) === false) throw notForUs(header);

  const range = { handle, from: preamble.length, to: size - closingLength };
  const sealed = { range, key: options.key, limits };
  const lock = await readLockKind(handle, range.from, limits);
  if (lock === 'passphrase' && !('passphrase' in options.key)) throw new AppError('bundle.needs-passphrase');
  if (lock === 'recipients' && 'passphrase' in options.key) throw notForUs(header);
  const checked = await verifyFrames(sealed, header, preamble, options, progress);
  const { manifest, publicKey, end, digests } = checked;
  return {
    header,
    manifest,
    publicKey,
    operations: end.operations,
    blobs: end.blobs,
    bytes: size,
    fileSha256: closing.fileSha256,
    contents: ({ signal } = {}) =>
      decodeContents(
        watched(checked.cached ?? readSameFrames(sealed, digests), () => throwIfCancelled(signal)),
        end,
        limits,
      ),
    close: () => handle.close(),
  };
}

interface Sealed {
  readonly range: SealedRange;
  readonly key: AgeKey;
  readonly limits: BundleLimits;
}

interface Checked {
  readonly manifest: BundleManifest;
  readonly publicKey: string;
  readonly end: BundleEnd;
  /** SHA-256 of every frame before END */
  readonly digests: readonly Uint8Array[];
  /** The frames after the manifest, when they are few enough to keep. */
  readonly cached: readonly Frame[] | undefined;
}

/** The first pass: counts, hashes, and checks the signature. */
async function verifyFrames(
  sealed: Sealed,
  header: BundleHeader,
  preamble: Uint8Array,
  options: OpenBundleOptions,
  progress: Progress,
): Promise<Checked> {
  const { range, key, limits } = sealed;
  const content = startContentHash();
  const digests: Uint8Array[] = [];
  const manifestParts: Uint8Array[] = [];
  let cached: Frame[] | undefined = [];
  let cachedBytes = 0;
  let manifestBytes = 0;
  let last: Frame | undefined;
  try {
    for await (const frame of readFrames(range, key, limits, progress.add)) {
      if (last) throw new AppError('bundle.damaged'); // something follows END
      if (frame.type === frameTypes.end) {
        last = kept(frame);
        continue;
      }
      const digest = sha256(frame.bytes);
      digests.push(digest);
      content.add(digest);
      if (frame.type === frameTypes.manifest) {
        if (digests.length > manifestParts.length + 1) throw new AppError('bundle.damaged'); // not in front
        manifestBytes += frame.payload.length;
        if (manifestBytes > limits.manifestBytes) throw limitError('manifestBytes');
        manifestParts.push(kept(frame).payload);
        continue;
      }
      if (manifestParts.length === 0) throw new AppError('bundle.damaged');
      if (!isKnownOrOptional(frame.type)) throw new AppError('bundle.newer-version');
      cachedBytes += frame.bytes.length;
      if (cachedBytes > limits.cacheBytes) cached = undefined;
      cached?.push(kept(frame));
    }
  } catch (error) {
    if (!(error instanceof NoMatchingKeyError)) throw error;
    throw 'passphrase' in key ? new AppError('bundle.wrong-passphrase') : notForUs(header);
  }
  if (!last) throw new AppError('bundle.truncated');
  const manifest = parseManifest(Buffer.concat(manifestParts));
  const end = bundleEnd.safeParse(parseJsonBytes(last.payload)).data;
  if (!end || end.content !== content.hex() || manifest.bundleId !== header.bundleId) {
    throw new AppError('bundle.damaged');
  }
  if (end.operations > limits.operations) throw limitError('operations');
  const publicKey = resolveKey(options, manifest, header);
  const { signature, ...claims } = end;
  const isGenuine =
    end.sender === manifest.sender.deviceId &&
    header.from.fingerprint === fingerprint(publicKey) &&
    verify(publicKey, signedText(claims, header, preamble), signature);
  if (!isGenuine) throw new AppError('bundle.bad-signature', { from: header.from.name });
  return { manifest, publicKey, end, digests, cached };
}

/** A frame's memory is the next one's. */
function kept({ type, bytes }: Frame): Frame {
  const own = Uint8Array.from(bytes);
  return { type, payload: own.subarray(frameHeaderLength), bytes: own };
}

function resolveKey(options: OpenBundleOptions, manifest: BundleManifest, header: BundleHeader): string {
  const sender = options.resolveSender(manifest, header);
  if (sender !== 'unknown') return sender.publicKey;
  const claimed = manifest.sender.certificate?.signPublic ?? manifest.sender.enrolment?.signPublic;
  throw new AppError('bundle.unknown-sender', {
    from: header.from.name,
    fingerprint: claimed ? fingerprint(claimed) : header.from.fingerprint,
  });
}

function isKnownOrOptional(type: number): boolean {
  return type === frameTypes.operations || type === frameTypes.blob || type >= frameTypes.firstOptional;
}

function parseManifest(bytes: Uint8Array): BundleManifest {
  const json = parseJsonBytes(bytes);
  refuseNewer(json);
  const manifest = bundleManifest.safeParse(json);
  if (!manifest.success) throw new AppError('bundle.damaged');
  return manifest.data;
}

/** Decrypts again; a file that was exchanged since it was verified gives nothing. */
async function* readSameFrames(sealed: Sealed, digests: readonly Uint8Array[]): AsyncGenerator<Frame> {
  let index = 0;
  for await (const frame of readFrames(sealed.range, sealed.key, sealed.limits)) {
    const digest = digests[index++];
    if (!digest) {
      if (frame.type === frameTypes.end) return;
      throw new AppError('bundle.damaged');
    }
    if (!equalBytes(digest, sha256(frame.bytes))) throw new AppError('bundle.damaged');
    yield frame;
  }
  throw new AppError('bundle.damaged');
}

async function* watched<Item>(
  items: AsyncIterable<Item> | Iterable<Item>,
  check: () => void,
): AsyncGenerator<Item> {
  for await (const item of items) {
    check();
    yield item;
  }
}

/** The generation and the suite come first: a newer file may close otherwise. */
async function assertOurs(handle: FileHandle): Promise<void> {
  const preamble = decodePreamble(bundleMagic, await readAt(handle, 0, preambleCapacity));
  if (preamble.kind === 'foreign') throw new AppError('bundle.not-a-bundle');
  if (preamble.kind === 'newer') throw new AppError('bundle.newer-version');
}

async function readPreamble(handle: FileHandle): Promise<{ header: BundleHeader; preamble: Uint8Array }> {
  const preamble = decodePreamble(bundleMagic, await readAt(handle, 0, preambleCapacity));
  switch (preamble.kind) {
    case 'ok': {
      refuseNewer(preamble.header);
      const header = bundleHeader.safeParse(preamble.header);
      if (!header.success) throw new AppError('bundle.damaged');
      return { header: header.data, preamble: preamble.bytes };
    }
    case 'foreign':
      throw new AppError('bundle.not-a-bundle');
    case 'newer':
      throw new AppError('bundle.newer-version');
    default:
      throw new AppError(`bundle.${preamble.kind}`);
  }
}

const versioned = z.looseObject({ minReader: z.int().min(1) });

/** Asked before the schema: what a newer program wrote need not fit ours. */
function refuseNewer(json: unknown): void {
  const found = versioned.safeParse(json);
  if (found.success && found.data.minReader > bundleFormat) throw new AppError('bundle.newer-version');
}

function notForUs(header: BundleHeader): AppError {
  return new AppError('bundle.not-for-us', { to: header.to.name });
}

/** A pipe with nobody at its other end is opened at once, and refused: waiting for it would never end. */
async function openFile(path: string): Promise<FileHandle> {
  let handle: FileHandle | undefined;
  try {
    // Windows knows neither the flag nor such pipes.
    handle = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    if ((await handle.stat()).isFIFO()) throw new AppError('bundle.not-a-bundle');
    return handle;
  } catch (error) {
    await handle?.close();
    throw storageError(error);
  }
}

interface Progress {
  add(bytes: number): void;
  through(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array>;
}

function createProgress(options: OpenBundleOptions, totalBytes: number): Progress {
  let done = 0;
  const add = (bytes: number): void => {
    throwIfCancelled(options.signal);
    done += bytes;
    options.onProgress?.(Math.min(1, done / totalBytes));
  };
  async function* through(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    for await (const piece of pieces) {
      add(piece.length);
      yield piece;
      release(piece);
    }
  }
  return { add, through };
}

function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw new AppError('bundle.cancelled');
}
