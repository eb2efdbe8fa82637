/**
 * Windows' icon container with PNG pictures inside (read by Windows Vista and later).
 *
 * @param pictures side length in pixels (at most 256) and the PNG of that size
 */
export function toIco(pictures: readonly (readonly [size: number, png: Uint8Array])[]): Buffer {
  const header = Buffer.alloc(6);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(pictures.length, 4);
  const entries: Buffer[] = [];
  let offset = 6 + 16 * pictures.length;
  for (const [size, png] of pictures) {
    const entry = Buffer.alloc(16);
    // 0 stands for 256 in the one-byte fields.
    entry.writeUInt8(size % 256, 0);
    entry.writeUInt8(size % 256, 1);
    entry.writeUInt16LE(1, 4);
    entry.writeUInt16LE(32, 6);
    entry.writeUInt32LE(png.length, 8);
    entry.writeUInt32LE(offset, 12);
    entries.push(entry);
    offset += png.length;
  }
  return Buffer.concat([header, ...entries, ...pictures.map(([, png]) => png)]);
}
