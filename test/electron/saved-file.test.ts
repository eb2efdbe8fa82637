import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openTestDesk, type TestDesk } from '../support/desk.ts';

function watched(): { readonly desk: TestDesk; readonly shown: readonly string[] } {
  const desk = openTestDesk();
  const shown: string[] = [];
  Object.assign(desk.services, { showInFolder: (path: string) => shown.push(path) });
  return { desk, shown };
}

it('shows a table in its folder after it was exported there', async () => {
  const { desk, shown } = watched();
  const path = join(desk.folder, '报备.xlsx');
  desk.dialogAnswers.push(path);
  const columns = [{ label: '企业名称', kind: 'text' as const }];
  await desk.call('table.export', { title: '报备', note: '', columns, rows: [['甲公司']] });
  await desk.call('savedFile.show', { path });
  expect(shown).toEqual([path]);
});

it('shows neither its neighbour nor what lies there no more', async () => {
  const { desk, shown } = watched();
  const path = join(desk.folder, '报备.xlsx');
  const neighbour = join(desk.folder, '别人的.xlsx');
  writeFileSync(neighbour, '');
  desk.dialogAnswers.push(path);
  const columns = [{ label: '企业名称', kind: 'text' as const }];
  await desk.call('table.export', { title: '报备', note: '', columns, rows: [['甲公司']] });
  await desk.call('savedFile.show', { path: neighbour });
  expect(shown).toEqual([]);
  rmSync(path);
  expect(await desk.refusal('savedFile.show', { path })).toBe('saved-file.gone');
  expect(shown).toEqual([]);
});

it('shows no file that the program did not write', async () => {
  const { desk, shown } = watched();
  const path = join(desk.folder, '别人的文件.txt');
  writeFileSync(path, '');
  await desk.call('savedFile.show', { path });
  expect(shown).toEqual([]);
});
