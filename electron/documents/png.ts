/** A chart as the window drew it: looked at before it goes into a file, whole and no larger than a chart is. */
import { crc32 } from 'node:zlib';
import { AppError } from '../../shared/errors.ts';

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const mostEdge = 6000;

/** @throws AppError chart.picture-broken */
export function requireChartPng(bytes: Uint8Array): Uint8Array {
  if (!isWholePng(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)))
    throw new AppError('chart.picture-broken');
  return bytes;
}

/** Every part is there and as its checksum says; the last one ends the file. */
function isWholePng(data: Buffer): boolean {
  if (!data.subarray(0, signature.length).equals(signature)) return false;
  let at = signature.length;
  for (let part = 0; at + 12 <= data.length; part += 1) {
    const length = data.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > data.length || crc32(data.subarray(at + 4, end - 4)) !== data.readUInt32BE(end - 4))
      return false;
    const type = data.toString('latin1', at + 4, at + 8);
    if ((part === 0) !== (type === 'IHDR')) return false;
    if (type === 'IHDR' && !isChartSize(data.subarray(at + 8, end - 4))) return false;
    if (type === 'IEND') return end === data.length;
    at = end;
  }
  return false;
}

function isChartSize(head: Buffer): boolean {
  if (head.length !== 13) return false;
  return [head.readUInt32BE(0), head.readUInt32BE(4)].every((edge) => edge > 0 && edge <= mostEdge);
}
