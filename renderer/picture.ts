/**
 * Photos and scans as they are kept: small enough to travel, and without what a camera writes beside the picture (place,
 * time, owner). Decoded by the browser, in the window's sandbox.
 */
import type { PictureType } from '../shared/enterprise/file-content.ts';

/** Longest edge in pixels: an A4 page at about 220 dots an inch, which prints well. */
export const longestEdge = 2600;
const quality = 0.82;

export interface KeptPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: 'image/jpeg' | 'image/png';
}

/** Null when the bytes are no picture after all, or a damaged one. */
export async function keptPicture(
  bytes: Uint8Array<ArrayBuffer>,
  mediaType: PictureType,
): Promise<KeptPicture | null> {
  const picture = await decoded(bytes, mediaType);
  if (picture === null) return null;
  try {
    const jpeg = await encoded(picture, 'image/jpeg');
    if (mediaType !== 'image/png') return jpeg;
    // Drawings and screen pictures are often smaller, and sharper, as they were.
    const png = await encoded(picture, 'image/png');
    return png.bytes.length < jpeg.bytes.length ? png : jpeg;
  } finally {
    picture.close();
  }
}

async function decoded(bytes: Uint8Array<ArrayBuffer>, mediaType: PictureType): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(new Blob([bytes], { type: mediaType }), {
      imageOrientation: 'from-image',
    });
  } catch {
    return null;
  }
}

async function encoded(picture: ImageBitmap, mediaType: KeptPicture['mediaType']): Promise<KeptPicture> {
  const scale = Math.min(1, longestEdge / Math.max(picture.width, picture.height));
  const [width, height] = [picture.width, picture.height].map((edge) =>
    Math.max(1, Math.round(edge * scale)),
  ) as [number, number];
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  // What is transparent prints white.
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(picture, 0, 0, width, height);
  const blob = await canvas.convertToBlob({ type: mediaType, quality });
  return { bytes: new Uint8Array(await blob.arrayBuffer()), mediaType };
}
