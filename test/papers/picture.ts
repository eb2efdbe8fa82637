/** Pages of a PDF as small grey pictures, kept as PNG, and how much two of them differ. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync, inflateSync } from 'node:zlib';

export interface GreyPicture {
  readonly width: number;
  readonly height: number;
  /** Row by row, 0 black to 255 white. */
  readonly pixels: Uint8Array;
}

const dotsPerInch = 72;

/** Every page up to a last one. */
export function pagePictures(pdf: Uint8Array, mostPages: number): readonly GreyPicture[] {
  const folder = mkdtempSync(join(tmpdir(), 'pages-'));
  try {
    const args = ['-gray', '-r', String(dotsPerInch), '-l', String(mostPages), '-', join(folder, 'p')];
    execFileSync('pdftoppm', args, { input: pdf });
    return readdirSync(folder)
      .toSorted()
      .map((name) => readPgm(readFileSync(join(folder, name))));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readPgm(bytes: Buffer): GreyPicture {
  const head = /^P5\s+(\d+)\s+(\d+)\s+255\s/.exec(bytes.toString('latin1', 0, 64));
  if (!head) throw new Error('not an 8-bit PGM');
  return { width: Number(head[1]), height: Number(head[2]), pixels: bytes.subarray(head[0].length) };
}

const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

/** A step of grey that the eye hardly sees: eight of them make the file a quarter as long. */
const greyStep = 255 / 7;

/** An 8-bit grey PNG (ISO/IEC 15948) in eight shades, no row filtered. */
export function writeGreyPng({ width, height, pixels }: GreyPicture): Uint8Array {
  const rows = Buffer.alloc((width + 1) * height);
  pixels.forEach((grey, at) => {
    const y = Math.floor(at / width);
    rows[y * (width + 1) + 1 + (at % width)] = Math.round(Math.round(grey / greyStep) * greyStep);
  });
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const data = deflateSync(rows, { level: 9, memLevel: 9 });
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(kind: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), body]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(body.length);
  check.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, check]);
}

/** Reads what {@link writeGreyPng} writes. */
export function readGreyPng(bytes: Buffer): GreyPicture {
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  const dataAt = 33;
  if (bytes[24] !== 8 || bytes[25] !== 0 || bytes.toString('latin1', dataAt + 4, dataAt + 8) !== 'IDAT')
    throw new Error('not a picture of npm run papers');
  const rows = inflateSync(bytes.subarray(dataAt + 8, dataAt + 8 + bytes.readUInt32BE(dataAt)));
  const pixels = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1)
    pixels.set(rows.subarray(y * (width + 1) + 1, (y + 1) * (width + 1)), y * width);
  return { width, height, pixels };
}

/** Two shades of grey further apart are another mark, not another smoothing of the same one. */
const sameGrey = 80;

/** Share of the pixels that differ, 0 to 1; 1 for pictures of different size. */
export function differingShare(one: GreyPicture, other: GreyPicture): number {
  if (one.width !== other.width || one.height !== other.height) return 1;
  const differing = one.pixels.reduce(
    (sum, grey, at) => sum + (Math.abs(grey - (other.pixels[at] ?? 0)) > sameGrey ? 1 : 0),
    0,
  );
  return differing / one.pixels.length;
}
