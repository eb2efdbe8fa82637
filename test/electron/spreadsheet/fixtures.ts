import { crc32, deflateRawSync } from 'node:zlib';
import type { CellValue } from '../../../shared/roster/sheet.ts';

export interface RawPart {
  readonly name: string;
  readonly body: string | Uint8Array;
  /** What the directory claims instead of the truth. */
  readonly claimedSize?: number;
  readonly flags?: number;
}

/** A ZIP written byte by byte, able to lie. */
export function rawZip(parts: readonly RawPart[]): Uint8Array {
  const chunks: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = Buffer.from(part.name);
    const body = Buffer.from(part.body);
    const packed = deflateRawSync(body);
    const header = Buffer.alloc(26);
    header.writeUInt16LE(20, 0);
    header.writeUInt16LE(part.flags ?? 0, 2);
    header.writeUInt16LE(8, 4);
    header.writeUInt32LE(crc32(body), 10);
    header.writeUInt32LE(packed.length, 14);
    header.writeUInt32LE(part.claimedSize ?? body.length, 18);
    header.writeUInt16LE(name.length, 22);
    const central = Buffer.alloc(16);
    central.writeUInt32LE(offset, 12);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), header, name, packed]);
    chunks.push(local);
    directory.push(Buffer.from('PK\u0001\u0002'), Buffer.from([20, 0]), header, central.subarray(2), name);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...chunks, listing, end]);
}

export interface RawWorkbook {
  /** Inside `<worksheet>`, e.g. a sheetData element. */
  readonly sheet: string;
  readonly workbookProperties?: string;
  readonly sheetState?: string;
  readonly styles?: string;
  readonly sharedStrings?: string;
  readonly extra?: readonly RawPart[];
  readonly prolog?: string;
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** The parts of an .xlsx whose XML is written by hand. */
export function rawWorkbookParts(raw: RawWorkbook): RawPart[] {
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${relations}/${type}" Target="${target}"/>`;
  return [
    {
      name: '[Content_Types].xml',
      body: '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    },
    {
      name: '_rels/.rels',
      body: `<Relationships xmlns="${packageRelations}">${relation('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      body: `<workbook xmlns="${main}" xmlns:r="${relations}">${raw.workbookProperties ?? ''}<sheets><sheet name="名册" sheetId="1" ${raw.sheetState ?? ''} r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      body: `<Relationships xmlns="${packageRelations}">${relation('rId1', 'worksheet', 'worksheets/sheet1.xml')}${relation('rId2', 'styles', 'styles.xml')}${relation('rId3', 'sharedStrings', 'sharedStrings.xml')}</Relationships>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      body: `${raw.prolog ?? ''}<worksheet xmlns="${main}">${raw.sheet}</worksheet>`,
    },
    {
      name: 'xl/styles.xml',
      body: raw.styles ?? `<styleSheet xmlns="${main}"/>`,
    },
    {
      name: 'xl/sharedStrings.xml',
      body: raw.sharedStrings ?? `<sst xmlns="${main}"/>`,
    },
    ...(raw.extra ?? []),
  ];
}

export function rawWorkbook(raw: RawWorkbook): Uint8Array {
  return rawZip(rawWorkbookParts(raw));
}

/** sheetData with inline strings and numbers. */
export function sheetData(rows: readonly (readonly CellValue[])[]): string {
  const cell = (value: CellValue): string =>
    value === null
      ? '<c/>'
      : typeof value === 'number'
        ? `<c><v>${value}</v></c>`
        : typeof value === 'boolean'
          ? `<c t="b"><v>${value ? 1 : 0}</v></c>`
          : `<c t="inlineStr"><is><t>${value}</t></is></c>`;
  return `<sheetData>${rows.map((row) => `<row>${row.map(cell).join('')}</row>`).join('')}</sheetData>`;
}

/** cellXfs with one cell format for each number format id; custom formats by their code. */
export function stylesFor(
  formatIds: readonly number[],
  custom: Readonly<Record<number, string>> = {},
): string {
  const codes = Object.entries(custom)
    .map(([id, code]) => `<numFmt numFmtId="${id}" formatCode="${code.replaceAll('"', '&quot;')}"/>`)
    .join('');
  const formats = formatIds.map((id) => `<xf numFmtId="${id}" applyNumberFormat="1"/>`).join('');
  return `<styleSheet xmlns="${main}"><numFmts>${codes}</numFmts><cellXfs>${formats}</cellXfs></styleSheet>`;
}
