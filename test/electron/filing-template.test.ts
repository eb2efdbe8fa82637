import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { sha256Hex } from '../../db/crypto.ts';
import { sampleTemplate } from '../../electron/documents/template-sample.ts';
import type { TestDesk } from '../support/desk.ts';
import { paragraphTexts, readDocx, tableTexts } from '../support/docx.ts';
import { filingFields, filingLedger } from '../support/filing-ledger.ts';
import { inDocument } from '../support/own-template.ts';

/** Puts the file where the officer finds it, and chooses it. */
function choose(desk: TestDesk, name: string, bytes: Uint8Array): Promise<unknown> {
  const path = join(desk.folder, name);
  writeFileSync(path, bytes);
  desk.dialogAnswers.push(path);
  return desk.call('template.choose', {});
}

async function exportOwn(desk: TestDesk, id: string): Promise<string> {
  const path = join(desk.folder, '报备表.docx');
  desk.dialogAnswers.push(path);
  expect(await desk.call('filing.exportOwnPaper', { id })).toEqual({ path });
  return readDocx(readFileSync(path))['word/document.xml'] ?? '';
}

const ownForm = inDocument((xml) => xml.replace('备注:', '长江镇专用　{编号}　{检查日期}　备注:'));

it('prints a filing in the template that was chosen, and keeps what it said as its first version', async () => {
  const { desk, enterpriseId } = await filingLedger();
  const { id } = await desk.call('filing.create', { enterpriseId, fields: filingFields });
  expect(await desk.call('template.get', {})).toBeNull();
  expect(await desk.refusal('filing.exportOwnPaper', { id })).toBe('template.gone');
  const chosen = { name: '长江镇.docx', sizeBytes: ownForm.length, sha256: sha256Hex(ownForm) };
  expect(await choose(desk, '长江镇.docx', ownForm)).toMatchObject(chosen);
  expect(await desk.call('template.get', {})).toMatchObject(chosen);

  const xml = await exportOwn(desk, id);
  expect(tableTexts(xml)[0]).toEqual([
    '企业名称',
    '南通思瑞机器制造有限公司',
    '挂钩联系\n市领导',
    '李四（副市长）',
  ]);
  expect(paragraphTexts(xml).join()).toContain('长江镇专用　〔2026〕1号　2026年11月24日');
  const { case: beside, printed } = await desk.call('filing.get', { id });
  expect(beside.versions).toMatchObject([{ version: 1, format: 'docx' }]);
  expect(printed).toMatchObject({ format: 'docx', changed: false });
});

it('marks what was changed after it had been printed', async () => {
  const { desk, enterpriseId } = await filingLedger();
  const { id } = await desk.call('filing.create', { enterpriseId, fields: filingFields });
  await choose(desk, '长江镇.docx', sampleTemplate());
  expect(await exportOwn(desk, id)).not.toContain('打印后有修改');
  const { heads: seen } = await desk.call('filing.get', { id });
  const fields = { ...filingFields, findings: '通道堵塞' };
  await desk.call('filing.update', { id, enterpriseId, seen, fields });
  expect(await exportOwn(desk, id)).toContain('（打印后有修改，第2版）');
});

it('keeps the template it has when another one can not be used, and gives it back byte by byte', async () => {
  const { desk } = await filingLedger();
  await choose(desk, '长江镇.docx', ownForm);
  await expect(choose(desk, '坏的.docx', ownForm.slice(0, 2000))).rejects.toMatchObject({
    code: 'template.unusable',
  });
  await expect(choose(desk, '太大.docx', new Uint8Array(5_000_000))).rejects.toMatchObject({
    code: 'template.unusable',
  });
  expect(await desk.call('template.get', {})).toMatchObject({ name: '长江镇.docx' });
  const path = join(desk.folder, '另存.docx');
  desk.dialogAnswers.push(path);
  await desk.call('template.save', { which: 'own' });
  expect(new Uint8Array(readFileSync(path))).toEqual(new Uint8Array(ownForm));
});

it('hands out the sample, which can be chosen as it is, and goes back to the official form', async () => {
  const { desk } = await filingLedger();
  const path = join(desk.folder, '样板.docx');
  desk.dialogAnswers.push(path, path);
  await desk.call('template.save', { which: 'sample' });
  expect(await desk.call('template.choose', {})).toMatchObject({ name: '样板.docx' });
  await desk.call('template.remove', {});
  expect(await desk.call('template.get', {})).toBeNull();
  expect(await desk.refusal('template.save', { which: 'own' })).toBe('record.not-found');
});
