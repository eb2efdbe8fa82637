/** 台账导出: the list as it is shown, as a spreadsheet. */
import type { z } from 'zod';
import { listEnterpriseIds } from '../db/enterprise-list.ts';
import { enterpriseRows } from '../db/enterprise-row.ts';
import { listTowns, townNames } from '../db/town.ts';
import { localDate, localDateTime } from '../shared/clock.ts';
import { enterpriseColumns } from '../shared/enterprise/columns.ts';
import type { enterpriseContract, EnterpriseRow } from '../shared/enterprise/contract.ts';
import { filterText } from '../shared/enterprise/filter-text.ts';
import { AppError } from '../shared/errors.ts';
import { writeFileSafely } from './files.ts';
import type { Services } from './services.ts';
import { writeWorkbook } from './spreadsheet/write.ts';

type ExportInput = z.output<(typeof enterpriseContract)['enterprise.export']['input']>;

const mostRows = 1_000_000;
const rowsAtOnce = 1000;

/** Same columns, same filter, same order as on the screen; null when the officer cancels. */
export async function exportEnterprises(
  services: Services,
  input: ExportInput,
): Promise<{ path: string; rows: number } | null> {
  const columns = input.columns.flatMap(
    (key) => enterpriseColumns.find((column) => column.key === key) ?? [],
  );
  const nowMs = services.nowMs();
  const path = await services.dialogs.saveFile({
    title: '导出企业台账',
    defaultName: `企业台账${localDate(nowMs).replaceAll('-', '')}.xlsx`,
    filters: [{ name: 'Excel 工作簿', extensions: ['xlsx'] }],
  });
  if (path === null) return null;
  const rows = readShownRows(services, input, localDate(nowMs));
  const db = openDb(services);
  const notes = [
    filterText(input.filter, townNames(db)),
    rows.some((row) => row.sampleAssignment) ? '“示例分派”仅供试用，不代表实际分派' : '',
    `导出时间 ${localDateTime(nowMs)}，共 ${rows.length} 家`,
  ];
  const bytes = await writeWorkbook({
    sheetName: '企业台账',
    title: '专精特新“小巨人”培育企业台账',
    note: notes.filter((text) => text !== '').join('　'),
    columns: [
      { label: '序号', kind: 'number', width: 8 },
      ...columns.map(({ title, sheetWidth }) => ({ label: title, kind: 'text' as const, width: sheetWidth })),
    ],
    rows: rows.map((row, index) => [index + 1, ...columns.map((column) => column.text(row))]),
    writtenAtMs: nowMs,
  });
  await writeFileSafely(path, bytes);
  return { path, rows: rows.length };
}

function readShownRows(services: Services, { filter, sort }: ExportInput, date: string): EnterpriseRow[] {
  const db = openDb(services);
  const townIds = listTowns(db).map((town) => town.id);
  const ids = listEnterpriseIds(db, filter, sort, { offset: 0, limit: mostRows }, { date, townIds });
  const rows: EnterpriseRow[] = [];
  for (let start = 0; start < ids.length; start += rowsAtOnce) {
    rows.push(...enterpriseRows(db, ids.slice(start, start + rowsAtOnce), date));
  }
  return rows;
}

function openDb(services: Services): NonNullable<ReturnType<Services['desk']['current']>>['db'] {
  const desk = services.desk.current();
  if (!desk) throw new AppError('session.locked');
  return desk.db;
}
