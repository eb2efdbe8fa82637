import { crc32, inflateRawSync } from 'node:zlib';

/** What a ZIP may be at most, and how it is refused; each reason is a Chinese clause. */
export interface ZipRules {
  readonly entries: number;
  /** All parts together, unpacked. */
  readonly expandedBytes: number;
  /** A part larger than this may not be packed closer than the ratio. */
  readonly suspiciousPartBytes: number;
  readonly suspiciousRatio: number;
  readonly broken: (reason: string) => Error;
  readonly tooLarge: (reason: string) => Error;
}

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly headerOffset: number;
}

const endSignature = 0x06054b50;
const centralSignature = 0x02014b50;
const localSignature = 0x04034b50;
const zip64Sentinel = 0xffffffff;
const damaged = '压缩结构已损坏';

/**
 * The wanted parts of a ZIP, each inflated to no more than its declared size and compared with its checksum. Declared
 * sizes of all parts are added up first, so that a bomb is refused before anything is inflated. Throws what the rules make.
 */
export function readZipParts(
  bytes: Uint8Array,
  rules: ZipRules,
  wanted: (name: string) => boolean,
): Map<string, Uint8Array> {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = readDirectory(data, rules);
  checkDeclaredSizes(entries, rules);
  const parts = new Map<string, Uint8Array>();
  for (const entry of entries) {
    // Two parts of one name are read differently by different programs.
    if (parts.has(entry.name)) throw rules.broken(damaged);
    if (wanted(entry.name)) parts.set(entry.name, inflatePart(data, entry, rules));
  }
  return parts;
}

function readDirectory(data: Buffer, rules: ZipRules): ZipEntry[] {
  const end = findEnd(data);
  if (end === -1) throw rules.broken('文件不完整，可能没有复制或下载完');
  const count = data.readUInt16LE(end + 10);
  if (count > rules.entries) throw rules.tooLarge(`内含 ${count} 个部分`);
  const entries: ZipEntry[] = [];
  let position = data.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (position + 46 > end || data.readUInt32LE(position) !== centralSignature) {
      throw rules.broken(damaged);
    }
    const nameLength = data.readUInt16LE(position + 28);
    const extraLength = data.readUInt16LE(position + 30);
    if ((data.readUInt16LE(position + 8) & 1) === 1) throw rules.broken('内容已加密');
    entries.push(
      withZip64(
        {
          name: data.toString('utf8', position + 46, position + 46 + nameLength),
          method: data.readUInt16LE(position + 10),
          crc: data.readUInt32LE(position + 16),
          packedSize: data.readUInt32LE(position + 20),
          size: data.readUInt32LE(position + 24),
          headerOffset: data.readUInt32LE(position + 42),
        },
        data.subarray(position + 46 + nameLength, position + 46 + nameLength + extraLength),
      ),
    );
    position += 46 + nameLength + extraLength + data.readUInt16LE(position + 32);
  }
  return entries;
}

function findEnd(data: Buffer): number {
  const first = Math.max(0, data.length - 65_557);
  for (let position = data.length - 22; position >= first; position -= 1) {
    if (data.readUInt32LE(position) === endSignature) return position;
  }
  return -1;
}

/** Sizes that some writers always keep in the ZIP64 extra field (id 1), in fixed order. */
function withZip64(entry: ZipEntry, extra: Buffer): ZipEntry {
  if (entry.size !== zip64Sentinel && entry.packedSize !== zip64Sentinel) return entry;
  for (let position = 0; position + 4 <= extra.length; ) {
    const length = extra.readUInt16LE(position + 2);
    if (extra.readUInt16LE(position) === 1 && position + 4 + length <= extra.length) {
      const values: number[] = [];
      for (let at = position + 4; at + 8 <= position + 4 + length; at += 8) {
        values.push(Number(extra.readBigUInt64LE(at)));
      }
      const size = entry.size === zip64Sentinel ? values.shift() : entry.size;
      const packedSize = entry.packedSize === zip64Sentinel ? values.shift() : entry.packedSize;
      return { ...entry, size: size ?? Infinity, packedSize: packedSize ?? Infinity };
    }
    position += 4 + length;
  }
  return { ...entry, size: Infinity };
}

function checkDeclaredSizes(entries: readonly ZipEntry[], rules: ZipRules): void {
  let total = 0;
  for (const { size, packedSize } of entries) {
    total += size;
    const isBomb = size > rules.suspiciousPartBytes && size > packedSize * rules.suspiciousRatio;
    if (total > rules.expandedBytes || isBomb) {
      throw rules.tooLarge('展开后的内容过大');
    }
  }
}

function inflatePart(data: Buffer, entry: ZipEntry, rules: ZipRules): Uint8Array {
  const { headerOffset, packedSize, size, method } = entry;
  if (headerOffset + 30 > data.length || data.readUInt32LE(headerOffset) !== localSignature) {
    throw rules.broken(damaged);
  }
  const start =
    headerOffset + 30 + data.readUInt16LE(headerOffset + 26) + data.readUInt16LE(headerOffset + 28);
  if (start + packedSize > data.length) throw rules.broken(damaged);
  const packed = data.subarray(start, start + packedSize);
  const part = method === 0 ? packed : method === 8 ? inflate(packed, size) : null;
  if (part === null || part.length !== size || crc32(part) !== entry.crc) {
    throw rules.broken(damaged);
  }
  return part;
}

/** Null when the stream is broken or yields more than was declared. */
function inflate(packed: Buffer, size: number): Buffer | null {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch {
    return null;
  }
}

/** An uncompressed ZIP of these parts: what a reader is given, so that it sees nothing that was not checked. */
export function storedZip(parts: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const chunks: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, part] of parts) {
    const nameBytes = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(localSignature, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt32LE(crc32(part), 14);
    local.writeUInt32LE(part.length, 18);
    local.writeUInt32LE(part.length, 22);
    local.writeUInt16LE(nameBytes.length, 26);
    const central = Buffer.alloc(46);
    central.writeUInt32LE(centralSignature, 0);
    central.writeUInt16LE(20, 4);
    local.copy(central, 6, 4, 30);
    central.writeUInt32LE(offset, 42);
    chunks.push(local, nameBytes, Buffer.from(part.buffer, part.byteOffset, part.byteLength));
    directory.push(central, nameBytes);
    offset += local.length + nameBytes.length + part.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(endSignature, 0);
  end.writeUInt16LE(parts.size, 8);
  end.writeUInt16LE(parts.size, 10);
  end.writeUInt32LE(
    directory.reduce((sum, chunk) => sum + chunk.length, 0),
    12,
  );
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...chunks, ...directory, end]);
}
