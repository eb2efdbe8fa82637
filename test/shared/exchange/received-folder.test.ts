import { expect, it } from 'vitest';
import { judgeEntry } from '../../../shared/exchange/received-folder.ts';

it.each([
  ['白蒲镇.DRCB', 'file', 'bundle'],
  ['说明.txt', 'file', 'skipped'],
  ['drcb', 'file', 'skipped'],
  ['上月', 'folder', 'skipped'],
  ['上月.drcb', 'folder', 'skipped'],
  ['链接.drcb', 'other', 'skipped'],
  ['THUMBS.DB', 'file', 'system'],
  ['desktop.ini', 'file', 'system'],
  ['.DS_Store', 'file', 'system'],
  ['._白蒲镇.drcb', 'file', 'system'],
  ['~$名册.xlsx', 'file', 'system'],
  ['System Volume Information', 'folder', 'system'],
] as const)('%s, a %s, is judged %s', (name, type, kind) => {
  expect(judgeEntry(name, type).kind).toBe(kind);
});
