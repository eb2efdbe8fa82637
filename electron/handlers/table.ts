import { localDate, localDateTime } from '../../shared/clock.ts';
import type { tableContract } from '../../shared/table/contract.ts';
import { safeFileName } from '../../shared/text/file-name.ts';
import { writeFileSafely } from '../files.ts';
import type { HandlersOf } from '../rpc.ts';
import { writeWorkbook } from '../spreadsheet/write.ts';

export const tableHandlers: HandlersOf<typeof tableContract> = {
  'table.export': async (services, { title, note, columns, rows }) => {
    const nowMs = services.nowMs();
    const path = await services.dialogs.saveFile({
      title: `导出${title}`,
      defaultName: safeFileName(`${title}${localDate(nowMs).replaceAll('-', '')}.xlsx`),
      filters: [{ name: 'Excel 工作簿', extensions: ['xlsx'] }],
    });
    if (path === null) return null;
    const made = `导出时间 ${localDateTime(nowMs)}，共 ${rows.length} 条`;
    const bytes = await writeWorkbook({
      sheetName: title,
      title,
      note: note === '' ? made : `${note}　${made}`,
      columns: [{ label: '序号', kind: 'number', width: 8 }, ...columns],
      rows: rows.map((row, index) => [index + 1, ...row]),
      writtenAtMs: nowMs,
    });
    await writeFileSafely(path, bytes);
    return { path, rows: rows.length };
  },
};
