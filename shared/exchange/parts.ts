/** One hand-over as files: how large each may be, which attachments go into which, and what they are called. */
import { z } from 'zod';

/** 邮件 or U盘: what the files are carried with. */
export const medium = z.enum(['mail', 'stick']);
export type Medium = z.output<typeof medium>;

/** Largest file. Mail servers count in thousands; FAT, the file system of sticks, ends at 4 GiB. */
export const mediumFileBytes: Readonly<Record<Medium, number>> = {
  mail: 15_000_000,
  stick: 1024 * 1024 * 1024,
};

/** Frames of one file are limited: each attachment needs at least one. */
const attachmentsPerPart = 50_000;

export interface PartPlan<Blob> {
  readonly blobs: readonly Blob[];
  /** Bytes inside, before encryption. */
  readonly bytes: number;
}

export interface PartsRequest<Blob extends { readonly size: number }> {
  /** Manifest and operations: they are in the first part, however large. */
  readonly firstBytes: number;
  /** Manifest of a further part. */
  readonly furtherBytes: number;
  readonly blobs: readonly Blob[];
  readonly limitBytes: number;
}

/**
 * First fit, the largest first: few parts, and the same plan for the same attachments. An attachment that is larger
 * than the limit has a part of its own.
 */
export function planParts<Blob extends { readonly size: number }>({
  firstBytes,
  furtherBytes,
  blobs,
  limitBytes,
}: PartsRequest<Blob>): PartPlan<Blob>[] {
  const parts = [{ blobs: [] as Blob[], bytes: firstBytes }];
  for (const blob of blobs.toSorted((a, b) => b.size - a.size)) {
    const bytes = framedBytes(blob.size);
    let part = parts.find(
      (open) => sealedBytes(open.bytes + bytes) <= limitBytes && open.blobs.length < attachmentsPerPart,
    );
    if (!part) {
      part = { blobs: [], bytes: furtherBytes };
      parts.push(part);
    }
    part.blobs.push(blob);
    part.bytes += bytes;
  }
  return parts;
}

/** Size of the file around so many bytes, rounded up: 16 bytes to every 64 KiB, headers, signature, closing sum. */
export function sealedBytes(bytes: number): number {
  return bytes + Math.ceil(bytes / 65_536) * 16 + 48 * 1024;
}

/** An attachment as frames of half a MiB. */
function framedBytes(size: number): number {
  return size + Math.max(1, Math.ceil(size / (512 * 1024))) * 64;
}

const extension = '.drcb';
const partMark = /_第\d+包共\d+包$/;

/**
 * `市发改委至白蒲镇_2026-11.drcb` as the second of three: `…_第2包共3包.drcb`. A name that says a part already is given
 * another one. Works on paths too.
 */
export function partName(name: string, index: number, count: number): string {
  const stem = name.toLowerCase().endsWith(extension) ? name.slice(0, -extension.length) : name;
  const plain = stem.replace(partMark, '');
  return count === 1 ? `${plain}${extension}` : `${plain}_第${index}包共${count}包${extension}`;
}
