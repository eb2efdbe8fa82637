import { AppError } from '../../shared/errors.ts';
import { sheetLimits } from '../../shared/roster/sheet.ts';
import { notASpreadsheet, tooLarge } from './refusal.ts';

/** First bytes of files that people choose by mistake, and what to call them. */
const magicNumbers: readonly (readonly [name: string, ...bytes: readonly number[]])[] = [
  ['PDF 文件', 0x25, 0x50, 0x44, 0x46],
  ['图片', 0x89, 0x50, 0x4e, 0x47],
  ['图片', 0xff, 0xd8, 0xff],
  ['图片', 0x47, 0x49, 0x46, 0x38],
  ['图片', 0x42, 0x4d],
  ['程序文件', 0x4d, 0x5a],
  ['程序文件', 0x7f, 0x45, 0x4c, 0x46],
  ['压缩包', 0x52, 0x61, 0x72, 0x21],
  ['压缩包', 0x37, 0x7a, 0xbc, 0xaf],
  ['压缩包', 0x1f, 0x8b],
  ['Word 文档', 0x7b, 0x5c, 0x72, 0x74, 0x66],
];
const oleMagic = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const zipMagic = [0x50, 0x4b, 0x03, 0x04];

/**
 * What the bytes are, whatever the file is called. Throws roster.empty, roster.too-large, roster.encrypted,
 * roster.legacy-xls and roster.not-a-spreadsheet.
 */
export function sniffSpreadsheet(bytes: Uint8Array, fileName: string): 'zip' | 'text' {
  if (bytes.length === 0) throw new AppError('roster.empty', { file: fileName });
  if (bytes.length > sheetLimits.fileBytes) {
    throw tooLarge(fileName, `文件超过 ${sheetLimits.fileBytes / 1024 / 1024} MB`);
  }
  if (startsWith(bytes, zipMagic)) return 'zip';
  if (startsWith(bytes, oleMagic)) throw oleRefusal(bytes, fileName);
  for (const [name, ...magic] of magicNumbers) {
    if (startsWith(bytes, magic)) throw notASpreadsheet(fileName, `它是${name}`);
  }
  return 'text';
}

/** An OLE container is a password-protected workbook, an .xls, or something else of the nineties. */
function oleRefusal(bytes: Uint8Array, fileName: string): AppError {
  const data = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const holds = (streamName: string): boolean => data.includes(Buffer.from(streamName, 'utf16le'));
  if (holds('EncryptedPackage')) return new AppError('roster.encrypted', { file: fileName });
  if (holds('WordDocument')) return notASpreadsheet(fileName, '它是 Word 文档');
  if (holds('PowerPoint Document')) return notASpreadsheet(fileName, '它是演示文稿');
  return new AppError('roster.legacy-xls', { file: fileName });
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}
