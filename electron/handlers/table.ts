import { localDate, localDateTime } from '../../shared/clock.ts';
import type { tableContract } from '../../shared/table/contract.ts';
import { safeFileName } from '../../shared/text/file-name.ts';
import type { HandlersOf } from '../rpc.ts';
import { openDesk } from '../services.ts';
import { writeWorkbook } from '../spreadsheet/write.ts';
import { writeFromDesk } from '../write-from-desk.ts';

export const tableHandlers: HandlersOf<typeof tableContract> = {
  'table.export': async (services, { title, note, columns, rows, total }) => {
    const desk = openDesk(services);
    const nowMs = services.nowMs();
    const path = await services.dialogs.saveFile({
      title: `导出${title}`,
      defaultName: safeFileName(`${title}${localDate(nowMs).replaceAll('-', '')}.xlsx`),
      filters: [{ name: 'Excel 工作簿', extensions: ['xlsx'] }],
    });
    if (path === null) return null;
    const made = `导出时间 ${localDateTime(nowMs)}，共 ${rows.length} 条`;
    const workbook = (): Promise<Uint8Array> =>
      writeWorkbook({
        sheetName: title,
        title,
        note: note === '' ? made : `${note}　${made}`,
        columns: [{ label: '序号', kind: 'number', width: 8 }, ...columns],
        rows: [...rows.map((row, index) => [index + 1, ...row]), ...(total ? [[null, ...total]] : [])],
        writtenAtMs: nowMs,
      });
    await writeFromDesk(services, desk, path, workbook);
    return { path, rows: rows.length };
  },
};
