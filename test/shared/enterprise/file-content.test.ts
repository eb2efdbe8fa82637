import { describe, expect, it } from 'vitest';
import { pointsOf } from '../../../shared/enterprise/file-content.ts';

const png = (width: number, height: number): Uint8Array => {
  const bytes = new Uint8Array(33);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  return bytes;
};

describe('how many points a picture has', () => {
  it('stands at the head of a PNG', () => {
    expect(pointsOf(png(30_000, 20_000))).toBe(600_000_000);
    expect(pointsOf(png(1, 1).subarray(0, 20))).toBeNull();
  });

  it('stands in the frame of a JPEG, behind whatever a camera wrote before it', () => {
    const camera = [0xff, 0xe1, 0x00, 0x04, 0x00, 0x00];
    const tables = [0xff, 0xc4, 0x00, 0x04, 0xff, 0xc0];
    const frame = [0xff, 0xc2, 0x00, 0x11, 0x08, 0x0b, 0xb8, 0x0f, 0xa0, 0x03];
    expect(pointsOf(new Uint8Array([0xff, 0xd8, ...camera, ...tables, ...frame]))).toBe(3000 * 4000);
    expect(pointsOf(new Uint8Array([0xff, 0xd8, ...camera]))).toBeNull();
    expect(pointsOf(new Uint8Array([0xff, 0xd8, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0]))).toBeNull();
  });

  it.each([
    ['restart markers', [0xff, 0xd0, 0xff, 0xd7]],
    ['a TEM marker', [0xff, 0x01]],
  ])('is read of the real frame behind %s, which have no length', (_, alone) => {
    // Taken for a length, the bytes of the next marker would lead past the frame to a small one in a comment.
    const frame = [0xff, 0xc0, 0x00, 0x11, 0x08, 0x75, 0x30, 0x75, 0x30, 0x03];
    const small = Array.from({ length: 6553 }, () => [0xff, 0xc0, 0, 17, 8, 0, 1, 0, 1, 3]).flat();
    const bytes = new Uint8Array([0xff, 0xd8, ...alone, ...frame, 0xff, 0xfe, 0xff, 0xfc, ...small]);
    expect(pointsOf(bytes)).toBe(30_000 * 30_000);
  });

  it('is read behind fill bytes, which may stand before every marker', () => {
    const frame = [0xff, 0xff, 0xff, 0xc0, 0x00, 0x11, 0x08, 0x00, 0x02, 0x00, 0x03, 0x03];
    const table = [0xff, 0xff, 0xdb, 0x00, 0x03, 0x00];
    expect(pointsOf(new Uint8Array([0xff, 0xd8, ...table, ...frame]))).toBe(6);
  });

  it('is not said where the picture begins, or ends, before any frame', () => {
    const frame = [0xff, 0xc0, 0x00, 0x11, 0x08, 0x00, 0x02, 0x00, 0x03, 0x03];
    for (const code of [0xd8, 0xd9, 0xda, 0x02, 0x00])
      expect(pointsOf(new Uint8Array([0xff, 0xd8, 0xff, code, 0x00, 0x02, ...frame]))).toBeNull();
  });

  it('is not said by what is no photo', () => {
    expect(pointsOf(new TextEncoder().encode('GIF89a'))).toBeNull();
  });
});
