/** 台账导出: the list as it is shown, as a spreadsheet. */
import type { z } from 'zod';
import { listEnterpriseIds } from '../db/enterprise-list.ts';
import { enterpriseRows } from '../db/enterprise-row.ts';
import { listTowns, townNames } from '../db/town.ts';
import { localDate, localDateTime } from '../shared/clock.ts';
import { enterpriseColumns } from '../shared/enterprise/columns.ts';
import type { enterpriseContract, EnterpriseRow } from '../shared/enterprise/contract.ts';
import { filterText } from '../shared/enterprise/filter-text.ts';
import { openDesk, type Services } from './services.ts';
import { writeWorkbook } from './spreadsheet/write.ts';
import { writeFromDesk } from './write-from-desk.ts';

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
  const desk = openDesk(services);
  const nowMs = services.nowMs();
  const path = await services.dialogs.saveFile({
    title: '导出企业台账',
    defaultName: `企业台账${localDate(nowMs).replaceAll('-', '')}.xlsx`,
    filters: [{ name: 'Excel 工作簿', extensions: ['xlsx'] }],
  });
  if (path === null) return null;
  let count = 0;
  await writeFromDesk(services, desk, path, () => {
    const shown = ledgerWorkbook(services, input, columns, nowMs);
    count = shown.rows;
    return shown.bytes;
  });
  return { path, rows: count };
}

function ledgerWorkbook(
  services: Services,
  input: ExportInput,
  columns: readonly (typeof enterpriseColumns)[number][],
  nowMs: number,
): { readonly rows: number; readonly bytes: Promise<Uint8Array> } {
  const rows = readShownRows(services, input, localDate(nowMs));
  const db = openDesk(services).db;
  const notes = [
    filterText(input.filter, townNames(db)),
    rows.some((row) => row.sampleAssignment) ? '“示例分派”仅供试用，不代表实际分派' : '',
    `导出时间 ${localDateTime(nowMs)}，共 ${rows.length} 家`,
  ];
  const bytes = writeWorkbook({
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
  return { rows: rows.length, bytes };
}

function readShownRows(services: Services, { filter, sort }: ExportInput, date: string): EnterpriseRow[] {
  const db = openDesk(services).db;
  const townIds = listTowns(db).map((town) => town.id);
  const ids = listEnterpriseIds(db, filter, sort, { offset: 0, limit: mostRows }, { date, townIds });
  const rows: EnterpriseRow[] = [];
  for (let start = 0; start < ids.length; start += rowsAtOnce) {
    rows.push(...enterpriseRows(db, ids.slice(start, start + rowsAtOnce), date));
  }
  return rows;
}
