import { expect, it } from 'vitest';
import { createHandedFiles } from '../../electron/handed-files.ts';
import { openTestDesk } from '../support/desk.ts';

const folder = process.platform === 'win32' ? 'C:\\U盘' : '/U盘';
const inFolder = (name: string): string => `${folder}${process.platform === 'win32' ? '\\' : '/'}${name}`;

it.each([
  ['a bundle beside the program’s own arguments', ['desk', '--no-sandbox', '.', '上报.drcb'], '上报.drcb'],
  ['the last of several', ['desk', '1.drcb', '2.DRCB'], '2.DRCB'],
  ['an absolute path', ['desk', inFolder('上报.drcb')], '上报.drcb'],
])('notes %s', (_, args, name) => {
  const files = createHandedFiles();
  expect(files.note(args, folder)).toBe(true);
  expect(files.waiting()).toEqual({ kind: 'bundle', name });
  files.accept();
  expect(files.answer(['drcb'])).toBe(inFolder(name));
});

it('notes an address, as Linux desktops give it', () => {
  const files = createHandedFiles();
  const address = new URL(`file://${process.platform === 'win32' ? '/C:' : ''}/U盘/邀请 1.drci`).href;
  files.note(['desk', address], '/');
  expect(files.waiting()).toEqual({ kind: 'invitation', name: '邀请 1.drci' });
  files.accept();
  expect(files.answer(['drci'])).toBe(inFolder('邀请 1.drci'));
});

it.each([
  [['desk']],
  [['desk', '--open=上报.drcb']],
  [['desk', '名册.xlsx']],
  [['desk', '.drcb']],
  [['desk', 'drcb']],
])('notes nothing in %j', (args) => {
  const files = createHandedFiles();
  expect(files.note(args, folder)).toBe(false);
  expect(files.waiting()).toBeNull();
});

it('answers one dialog, for its own kind, and only after the officer said so', () => {
  const files = createHandedFiles();
  files.note(['上报.drcb'], folder);
  expect(files.answer(['drcb'])).toBeNull();
  files.accept();
  expect(files.waiting()).toBeNull();
  expect(files.answer(['xlsx', 'csv'])).toBeNull();
  expect(files.answer(['drcb'])).toBe(inFolder('上报.drcb'));
  expect(files.answer(['drcb'])).toBeNull();
});

it('forgets what was dismissed, and takes a newer file in its place', () => {
  const files = createHandedFiles();
  files.note(['1.drcb'], folder);
  files.accept();
  files.note(['2.drcb'], folder);
  expect(files.answer(['drcb'])).toBeNull();
  expect(files.waiting()?.name).toBe('2.drcb');
  files.dismiss();
  expect(files.waiting()).toBeNull();
  files.accept();
  expect(files.answer(['drcb'])).toBeNull();
});

it('is known to the page before the desk is open, and the page hears of every decision', async () => {
  const desk = openTestDesk({ closed: true });
  expect(await desk.call('handed.get', {})).toBeNull();
  desk.services.handedFiles.note(['上报.drcb'], folder);
  expect(await desk.call('handed.get', {})).toEqual({ kind: 'bundle', name: '上报.drcb' });
  await desk.call('handed.accept', {});
  desk.services.handedFiles.note(['下发.drcb'], folder);
  await desk.call('handed.dismiss', {});
  expect(await desk.call('handed.get', {})).toBeNull();
  expect(desk.topics).toEqual(['handed', 'handed']);
});
