/**
 * Builds a small TrueType font of just the characters a paper prints, gathered from the slices a family is
 * shipped in. A paper then carries about a hundred kilobytes of type instead of megabytes, and one font each.
 */
import type { Glyph, WoffFont } from './woff.ts';
import { componentPositions, readGlyph } from './woff.ts';

/** A character and the font that has it. */
export type FontCharacter = { readonly codePoint: number; readonly font: WoffFont };

type PlacedGlyph = Glyph & { readonly outline: Buffer };

/** The font file. All sources must be of one family and weight; `postScriptName` names the result. */
export function buildTrueType(postScriptName: string, characters: readonly FontCharacter[]): Buffer {
  const first = characters[0];
  if (first === undefined) throw new Error('a font needs at least one character');
  const placed: PlacedGlyph[] = [];
  const placeBySource = new Map<WoffFont, Map<number, number>>();

  const place = (font: WoffFont, glyph: number): number => {
    const places = placeBySource.get(font) ?? new Map<number, number>();
    placeBySource.set(font, places);
    const known = places.get(glyph);
    if (known !== undefined) return known;
    const source = readGlyph(font, glyph);
    const outline = Buffer.from(source.outline);
    const index = placed.push({ ...source, outline }) - 1;
    places.set(glyph, index);
    for (const position of componentPositions(outline))
      outline.writeUInt16BE(place(font, outline.readUInt16BE(position)), position);
    return index;
  };

  place(first.font, 0);
  const glyphByCodePoint = new Map<number, number>();
  for (const { codePoint, font } of [...characters].sort((a, b) => a.codePoint - b.codePoint)) {
    const glyph = font.glyphByCodePoint.get(codePoint);
    if (glyph !== undefined) glyphByCodePoint.set(codePoint, place(font, glyph));
  }

  const sources = [...placeBySource.keys()];
  const { glyf, loca } = outlineTables(placed);
  return assemble([
    ['OS/2', first.font.table('OS/2')],
    ['cmap', characterMapTable(glyphByCodePoint)],
    ['glyf', glyf],
    ['head', headTable(first.font)],
    ['hhea', metricsHeader(first.font, placed.length)],
    ['hmtx', metricsTable(placed)],
    ['loca', loca],
    ['maxp', limitsTable(sources, placed.length)],
    ['name', nameTable(postScriptName)],
    ['post', postTable()],
  ]);
}

function outlineTables(glyphs: readonly PlacedGlyph[]): { glyf: Buffer; loca: Buffer } {
  const loca = Buffer.alloc((glyphs.length + 1) * 4);
  const parts: Buffer[] = [];
  let offset = 0;
  for (const [index, glyph] of glyphs.entries()) {
    const padded = padded4(glyph.outline);
    parts.push(padded);
    offset += padded.length;
    loca.writeUInt32BE(offset, (index + 1) * 4);
  }
  return { glyf: Buffer.concat(parts), loca };
}

/** cmap format 12, one group per character: texts are short and the order is already ascending. */
function characterMapTable(glyphByCodePoint: ReadonlyMap<number, number>): Buffer {
  const table = Buffer.alloc(12 + 16 + glyphByCodePoint.size * 12);
  table.writeUInt16BE(1, 2);
  table.writeUInt16BE(3, 4);
  table.writeUInt16BE(10, 6);
  table.writeUInt32BE(12, 8);
  table.writeUInt16BE(12, 12);
  table.writeUInt32BE(table.length - 12, 16);
  table.writeUInt32BE(glyphByCodePoint.size, 24);
  let at = 28;
  for (const [codePoint, glyph] of glyphByCodePoint) {
    table.writeUInt32BE(codePoint, at);
    table.writeUInt32BE(codePoint, at + 4);
    table.writeUInt32BE(glyph, at + 8);
    at += 12;
  }
  return table;
}

function headTable(font: WoffFont): Buffer {
  const head = Buffer.from(font.table('head'));
  head.writeUInt32BE(0, 8);
  head.writeInt16BE(1, 50);
  return head;
}

function metricsHeader(font: WoffFont, glyphCount: number): Buffer {
  const hhea = Buffer.from(font.table('hhea'));
  hhea.writeUInt16BE(glyphCount, 34);
  return hhea;
}

function metricsTable(glyphs: readonly PlacedGlyph[]): Buffer {
  const hmtx = Buffer.alloc(glyphs.length * 4);
  for (const [index, glyph] of glyphs.entries()) {
    hmtx.writeUInt16BE(glyph.advance, index * 4);
    hmtx.writeInt16BE(glyph.leftSideBearing, index * 4 + 2);
  }
  return hmtx;
}

/** maxp: the largest of the sources in every field, and our own glyph count. */
function limitsTable(sources: readonly WoffFont[], glyphCount: number): Buffer {
  const maxp = Buffer.alloc(32);
  maxp.writeUInt32BE(0x00010000, 0);
  maxp.writeUInt16BE(glyphCount, 4);
  for (const source of sources) {
    const limits = source.table('maxp');
    for (let at = 6; at < 32; at += 2)
      maxp.writeUInt16BE(Math.max(maxp.readUInt16BE(at), limits.readUInt16BE(at)), at);
  }
  return maxp;
}

function nameTable(postScriptName: string): Buffer {
  const family = postScriptName.split('-')[0] ?? postScriptName;
  const style = postScriptName.split('-')[1] ?? 'Regular';
  const names: readonly (readonly [number, string])[] = [
    [1, family],
    [2, style],
    [4, `${family} ${style}`],
    [6, postScriptName],
  ];
  const texts = names.map(([, text]) => Buffer.from(text, 'utf16le').swap16());
  const header = Buffer.alloc(6 + names.length * 12);
  header.writeUInt16BE(names.length, 2);
  header.writeUInt16BE(header.length, 4);
  let offset = 0;
  for (const [index, [id]] of names.entries()) {
    const length = texts[index]?.length ?? 0;
    const record = [3, 1, 0x0409, id, length, offset];
    for (const [field, value] of record.entries()) header.writeUInt16BE(value, 6 + index * 12 + field * 2);
    offset += length;
  }
  return Buffer.concat([header, ...texts]);
}

function postTable(): Buffer {
  const post = Buffer.alloc(32);
  post.writeUInt32BE(0x00030000, 0);
  return post;
}

/** The font file: header, directory with checksums, tables on four-byte borders. */
function assemble(tables: readonly (readonly [tag: string, data: Buffer])[]): Buffer {
  const power = 2 ** Math.floor(Math.log2(tables.length));
  const directory = Buffer.alloc(12 + tables.length * 16);
  directory.writeUInt32BE(0x00010000, 0);
  directory.writeUInt16BE(tables.length, 4);
  directory.writeUInt16BE(power * 16, 6);
  directory.writeUInt16BE(Math.log2(power), 8);
  directory.writeUInt16BE((tables.length - power) * 16, 10);
  let offset = directory.length;
  let headOffset = 0;
  for (const [index, [tag, data]] of tables.entries()) {
    const at = 12 + index * 16;
    directory.write(tag, at, 'latin1');
    directory.writeUInt32BE(checksum(data), at + 4);
    directory.writeUInt32BE(offset, at + 8);
    directory.writeUInt32BE(data.length, at + 12);
    if (tag === 'head') headOffset = offset;
    offset += padded4(data).length;
  }
  const file = Buffer.concat([directory, ...tables.map(([, data]) => padded4(data))]);
  file.writeUInt32BE((0xb1b0afba - checksum(file)) >>> 0, headOffset + 8);
  return file;
}

function checksum(data: Buffer): number {
  const words = padded4(data);
  let sum = 0;
  for (let at = 0; at < words.length; at += 4) sum = (sum + words.readUInt32BE(at)) >>> 0;
  return sum;
}

function padded4(data: Buffer): Buffer {
  const rest = data.length % 4;
  return rest === 0 ? data : Buffer.concat([data, Buffer.alloc(4 - rest)]);
}
