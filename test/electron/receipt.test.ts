import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { storeBlob } from '../../db/blob.ts';
import { randomBytes } from '../../db/crypto.ts';
import { appendWrite } from '../../db/log/append.ts';
import { transact } from '../../db/sql.ts';
import { authorOf } from '../../electron/desk.ts';
import { pdfPageCount } from '../../electron/documents/pdf.ts';
import { writeExport } from '../../electron/exchange/export.ts';
import { planExport } from '../../electron/exchange/export-plan.ts';
import { openDesk } from '../../electron/services.ts';
import { attachmentEntity } from '../../shared/enterprise/entity.ts';
import { temporaryFolder, testNowMs } from '../support/database.ts';
import type { TestDesk } from '../support/desk.ts';
import { readDocx, tableTexts } from '../support/docx.ts';
import { openTestPrinter } from '../support/print-pdf.ts';
import { cityAndTown, month, open, take } from '../support/two-desks.ts';

const printer = await openTestPrinter();
afterAll(() => printer.close());

/** A hand-over from the city in several files; their paths. */
async function handOverInParts(city: TestDesk, attachments: number): Promise<string[]> {
  const { db, identity } = open(city);
  for (let index = 0; index < attachments; index += 1) {
    transact(db, (writable) => {
      const sha256 = storeBlob(writable, randomBytes(300_000));
      const fields = {
        name: `照片${index}.jpg`,
        sha256,
        sizeBytes: 300_000,
        mediaType: 'image/jpeg',
        note: '',
      };
      const write = { spec: attachmentEntity, id: `f${index}`, partition: 'e1', fields };
      appendWrite(writable, authorOf(identity, testNowMs), write);
    });
  }
  const to = { side: 'town', townId: 't06', name: '白蒲镇' } as const;
  const asked = { to, month, medium: 'mail', mode: 'auto', fileBytes: 400_000 } as const;
  const { signal } = new AbortController();
  const desk = openDesk(city.services);
  const plan = await planExport(city.services, desk, asked, signal);
  const folder = temporaryFolder();
  const { files } = await writeExport(city.services, desk, plan, join(folder, '下发.drcb'), signal);
  return files.map(({ name }) => join(folder, name));
}

async function receiptOf(desk: TestDesk, path: string, format: 'docx' | 'pdf' = 'docx'): Promise<string> {
  const history = await desk.call('exchange.history', {});
  const paper = join(temporaryFolder(), `交接单.${format}`);
  desk.dialogAnswers.push(paper);
  const isTaken = history.some(({ direction }) => direction === 'in');
  const id = isTaken ? bundleIdOf(path) : history[0]?.id;
  await desk.call('month.receiptExport', { bundleId: id ?? '', format });
  return paper;
}

/** The clear header is JSON behind ten bytes. */
function bundleIdOf(path: string): string {
  const bytes = readFileSync(path);
  const header = bytes.subarray(10, 10 + bytes.readUInt32BE(6)).toString('utf8');
  return (JSON.parse(header) as { bundleId: string }).bundleId;
}

const sha256Of = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');
const textOf = (path: string): string =>
  tableTexts(readDocx(readFileSync(path))['word/document.xml'] ?? '')
    .flat()
    .join(' ');
const withoutBlanks = (text: string): string => text.replaceAll(/[\s\u200b]/gu, '');

describe('the receipt of a hand-over in several files', () => {
  it('names every file with its checksum, at the sender at once, at the receiver as they come in', async () => {
    const { city, town } = await cityAndTown();
    const paths = await handOverInParts(city, 3);
    expect(paths).toHaveLength(3);
    const sent = withoutBlanks(textOf(await receiptOf(city, '')));
    expect(paths.map((path) => sent.includes(sha256Of(path)))).toEqual([true, true, true]);
    expect(sent).toContain('共3个，合计');

    const [first = '', second = '', third = ''] = paths;
    await take(town, first);
    await take(town, third);
    for (const path of [first, third]) {
      const taken = withoutBlanks(textOf(await receiptOf(town, path)));
      expect([first, second, third].map((one) => taken.includes(sha256Of(one)))).toEqual([true, false, true]);
      expect(taken).toContain('第2包尚未导入');
    }
    await take(town, second);
    expect(withoutBlanks(textOf(await receiptOf(town, first)))).not.toContain('尚未导入');
  });

  it('runs over pages when there are many', async () => {
    const { city } = await cityAndTown();
    Object.assign(city.services, { printing: { ...city.services.printing, toPdf: printer.print } });
    const paths = await handOverInParts(city, 20);
    const pdf = await receiptOf(city, '', 'pdf');
    expect(pdfPageCount(readFileSync(pdf))).toBeGreaterThan(1);
    expect(paths).toHaveLength(20);
  });
});
