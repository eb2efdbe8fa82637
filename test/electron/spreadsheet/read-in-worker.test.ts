import { writeXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { readSheetInWorker } from '../../../electron/spreadsheet/read-in-worker.ts';

const workbook = await writeXlsx({ sheets: [{ name: '名册', rows: [['企业名称'], ['甲']] }] });

test('reads a workbook in a thread of its own, several at once', async () => {
  const files = await Promise.all([1, 2, 3].map(() => readSheetInWorker(workbook, '名册.xlsx')));
  for (const file of files) expect(file.sheets[0]?.rows).toEqual([['企业名称'], ['甲']]);
});

test('passes a refusal on with its code and details', async () => {
  await expect(readSheetInWorker(new Uint8Array(), '空.xlsx')).rejects.toMatchObject({
    code: 'roster.empty',
    details: { file: '空.xlsx' },
  });
});

test('ends a thread that takes too long', async () => {
  await expect(readSheetInWorker(workbook, '名册.xlsx', { timeoutMs: 1 })).rejects.toMatchObject({
    code: 'roster.too-large',
  });
});

test('a file that exhausts the memory of the thread is refused and the program goes on', async () => {
  const commas = Buffer.alloc(15 * 1024 * 1024, ',\n');
  await expect(readSheetInWorker(commas, '名册.csv', { heapMb: 32 })).rejects.toMatchObject({
    code: 'roster.too-large',
  });
  expect((await readSheetInWorker(workbook, '名册.xlsx')).sheets).toHaveLength(1);
});

test('can be cancelled, before and while reading', async () => {
  const controller = new AbortController();
  const reading = readSheetInWorker(workbook, '名册.xlsx', { signal: controller.signal });
  controller.abort();
  await expect(reading).rejects.toThrow('abort');
  await expect(readSheetInWorker(workbook, 'a', { signal: AbortSignal.abort() })).rejects.toThrow('abort');
});

test('a worker that cannot be found is an error, not a silence', async () => {
  const workerUrl = new URL('./missing-worker.ts', import.meta.url);
  await expect(readSheetInWorker(workbook, 'a.xlsx', { workerUrl })).rejects.toThrow(/missing-worker/);
});
