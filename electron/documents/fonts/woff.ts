/** Reads what a paper needs from a shipped WOFF 1 file: which characters it has, their outlines and widths. */
import { inflateSync } from 'node:zlib';

export type WoffFont = {
  /** An uncompressed table by its four-letter tag. */
  readonly table: (tag: string) => Buffer;
  /** Glyph number by code point. */
  readonly glyphByCodePoint: ReadonlyMap<number, number>;
};

export type Glyph = {
  readonly outline: Buffer;
  readonly advance: number;
  readonly leftSideBearing: number;
};

/** Opens a WOFF 1 file with TrueType outlines. Throws plainly on anything else: the file is our own. */
export function readWoff(bytes: Buffer): WoffFont {
  if (bytes.toString('latin1', 0, 4) !== 'wOFF') throw new Error('not a WOFF 1 file');
  const directory = new Map<string, { offset: number; length: number; fullLength: number }>();
  for (let index = 0; index < bytes.readUInt16BE(12); index += 1) {
    const entry = 44 + index * 20;
    directory.set(bytes.toString('latin1', entry, entry + 4), {
      offset: bytes.readUInt32BE(entry + 4),
      length: bytes.readUInt32BE(entry + 8),
      fullLength: bytes.readUInt32BE(entry + 12),
    });
  }
  const opened = new Map<string, Buffer>();
  const table = (tag: string): Buffer => {
    const known = opened.get(tag);
    if (known !== undefined) return known;
    const entry = directory.get(tag);
    if (entry === undefined) throw new Error(`font table ${tag} is missing`);
    const raw = bytes.subarray(entry.offset, entry.offset + entry.length);
    const full = entry.length < entry.fullLength ? inflateSync(raw) : raw;
    opened.set(tag, full);
    return full;
  };
  return { table, glyphByCodePoint: readCharacterMap(table('cmap')) };
}

function readCharacterMap(cmap: Buffer): ReadonlyMap<number, number> {
  const glyphs = new Map<number, number>();
  for (let index = 0; index < cmap.readUInt16BE(2); index += 1) {
    const subtable = cmap.subarray(cmap.readUInt32BE(4 + index * 8 + 4));
    const format = subtable.readUInt16BE(0);
    if (format === 4) readSegments(subtable, glyphs);
    if (format === 12) readGroups(subtable, glyphs);
  }
  return glyphs;
}

/** cmap format 4: the basic plane in segments. */
function readSegments(subtable: Buffer, glyphs: Map<number, number>): void {
  const doubledCount = subtable.readUInt16BE(6);
  for (let at = 0; at < doubledCount; at += 2) {
    const end = subtable.readUInt16BE(14 + at);
    const start = subtable.readUInt16BE(16 + doubledCount + at);
    const delta = subtable.readUInt16BE(16 + 2 * doubledCount + at);
    const rangePosition = 16 + 3 * doubledCount + at;
    const rangeOffset = subtable.readUInt16BE(rangePosition);
    for (let codePoint = start; codePoint <= end && codePoint < 0xffff; codePoint += 1) {
      let glyph = codePoint;
      if (rangeOffset !== 0) {
        glyph = subtable.readUInt16BE(rangePosition + rangeOffset + (codePoint - start) * 2);
        if (glyph === 0) continue;
      }
      glyph = (glyph + delta) & 0xffff;
      if (glyph !== 0) glyphs.set(codePoint, glyph);
    }
  }
}

/** cmap format 12: every plane in groups. */
function readGroups(subtable: Buffer, glyphs: Map<number, number>): void {
  for (let index = 0; index < subtable.readUInt32BE(12); index += 1) {
    const group = 16 + index * 12;
    const start = subtable.readUInt32BE(group);
    const end = subtable.readUInt32BE(group + 4);
    const first = subtable.readUInt32BE(group + 8);
    for (let codePoint = start; codePoint <= end; codePoint += 1)
      if (first + codePoint - start !== 0) glyphs.set(codePoint, first + codePoint - start);
  }
}

/** One glyph's outline and horizontal metrics. */
export function readGlyph(font: WoffFont, glyph: number): Glyph {
  const loca = font.table('loca');
  const isLong = font.table('head').readInt16BE(50) === 1;
  const offsetOf = (index: number): number =>
    isLong ? loca.readUInt32BE(index * 4) : loca.readUInt16BE(index * 2) * 2;
  const metricCount = font.table('hhea').readUInt16BE(34);
  const hmtx = font.table('hmtx');
  const advanceAt = Math.min(glyph, metricCount - 1) * 4;
  return {
    outline: font.table('glyf').subarray(offsetOf(glyph), offsetOf(glyph + 1)),
    advance: hmtx.readUInt16BE(advanceAt),
    leftSideBearing: hmtx.readInt16BE(
      glyph < metricCount ? advanceAt + 2 : metricCount * 4 + (glyph - metricCount) * 2,
    ),
  };
}

/** Byte positions of the component glyph numbers in an outline; none when the outline is not composite. */
export function componentPositions(outline: Buffer): readonly number[] {
  if (outline.length < 10 || outline.readInt16BE(0) >= 0) return [];
  const positions: number[] = [];
  for (let at = 10; ; ) {
    const flags = outline.readUInt16BE(at);
    positions.push(at + 2);
    at += 4 + (flags & 0x0001 ? 4 : 2);
    if (flags & 0x0008) at += 2;
    else if (flags & 0x0040) at += 4;
    else if (flags & 0x0080) at += 8;
    if (!(flags & 0x0020)) return positions;
  }
}
