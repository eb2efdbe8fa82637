/**
 * Photos and scans as they are kept: small enough to travel, and without what a camera writes beside the picture (place,
 * time, owner). Decoded by the browser, in the window's sandbox.
 */
import {
  mostShownPoints,
  type PictureType,
  pointsOf,
  type ShownType,
} from '../shared/enterprise/file-content.ts';

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

/** What an attached picture is shown from. */
export interface ShownPicture {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly mediaType: ShownType;
}

/** Edge of a small picture in a list, in pixels: sharp at 150 %. */
const thumbnailEdge = 72;

/** As a data URL of a few KB. @throws Error when it is damaged, or larger than is decoded to be looked at. */
export async function thumbnailAddress(picture: ShownPicture): Promise<string> {
  const whole = await createImageBitmap(blobOf(picture), { imageOrientation: 'from-image' });
  try {
    const canvas = new OffscreenCanvas(thumbnailEdge, thumbnailEdge);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('no canvas');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, thumbnailEdge, thumbnailEdge);
    context.imageSmoothingQuality = 'high';
    // The middle of it, filling the square.
    const edge = Math.min(whole.width, whole.height);
    const [left, top] = [(whole.width - edge) / 2, (whole.height - edge) / 2];
    context.drawImage(whole, left, top, edge, edge, 0, 0, thumbnailEdge, thumbnailEdge);
    const small = await canvas.convertToBlob({ type: 'image/jpeg', quality });
    const bytes = new Uint8Array(await small.arrayBuffer());
    return `data:image/jpeg;base64,${btoa(String.fromCharCode(...bytes))}`;
  } finally {
    whole.close();
  }
}

/** Until it is revoked. @throws Error when it is larger than is decoded to be looked at. */
export function pictureAddress(picture: ShownPicture): string {
  return URL.createObjectURL(blobOf(picture));
}

function blobOf({ bytes, mediaType }: ShownPicture): Blob {
  if ((pointsOf(bytes) ?? Number.POSITIVE_INFINITY) > mostShownPoints) throw new Error('too large a picture');
  return new Blob([bytes], { type: mediaType });
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
