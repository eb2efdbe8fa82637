/** 问题清单: what is wrong with a roster, to be worked off in the spreadsheet or handed to whoever made it. */
import { type RosterPreview, rosterRowStatusLabels } from '../shared/roster/preview.ts';
import { writeWorkbook } from './spreadsheet/write.ts';

/** A line for each problem; a row that is left out for another reason has one line with that reason. */
export function problemWorkbook(
  { rows, counts }: RosterPreview,
  fileName: string,
  nowMs: number,
): Promise<Uint8Array> {
  const left = rows.filter(({ status }) => status === 'error' || status === 'duplicate-in-file');
  return writeWorkbook({
    sheetName: '问题清单',
    title: '名册问题清单',
    note: `${fileName}：${counts.error} 行有误，${counts['duplicate-in-file']} 行表内重复。改正原表后重新读入。`,
    columns: [
      { label: '行', kind: 'number', width: 8 },
      { label: '企业名称', kind: 'text', width: 36 },
      { label: '结果', kind: 'text', width: 12 },
      { label: '单元格', kind: 'text', width: 10 },
      { label: '栏目', kind: 'text', width: 20 },
      { label: '问题', kind: 'text', width: 60 },
    ],
    rows: left.flatMap((row) => {
      const begin = [row.rowNumber, row.name, rosterRowStatusLabels[row.status]];
      return [
        ...row.problems.map(({ cell, label, message }) => [...begin, cell, label, message]),
        ...row.notices.map((notice) => [...begin, '', '', notice]),
      ];
    }),
    writtenAtMs: nowMs,
  });
}
