import { readFile, stat } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { sha256Hex, randomId } from '../../db/crypto.ts';
import { ledgerVersion, type LedgerForRoster, readLedgerForRoster } from '../../db/roster.ts';
import type { ReadDb } from '../../db/sql.ts';
import { listTowns } from '../../db/town.ts';
import { localDate } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import { cellText } from '../../shared/roster/cells.ts';
import { rosterChanges } from '../../shared/roster/changes.ts';
import { rosterColumns } from '../../shared/roster/columns.ts';
import type { rosterContract, RosterFile, RosterRowView } from '../../shared/roster/contract.ts';
import { cityRosterColumns, columnsLeftToCity, previewForDesk } from '../../shared/roster/desk-scope.ts';
import { guessMapping, type RosterMapping } from '../../shared/roster/mapping.ts';
import { importableRows, type RosterPreview, type RosterRow } from '../../shared/roster/preview.ts';
import { type SheetFile, sheetLimits, type SheetTable } from '../../shared/roster/sheet.ts';
import type { TownSeed } from '../../shared/town/towns.ts';
import { authorOf, type Desk } from '../desk.ts';
import { writeFileSafely } from '../files.ts';
import { writeRosterRow } from '../roster-import.ts';
import { problemWorkbook } from '../roster-problems.ts';
import type { HandlerContext, HandlersOf } from '../rpc.ts';
import { writeSampleRoster } from '../sample-roster.ts';
import type { Services } from '../services.ts';
import { readSheetInWorker } from '../spreadsheet/read-in-worker.ts';
import { writeWorkbook } from '../spreadsheet/write.ts';
import { writeFromDesk } from '../write-from-desk.ts';

interface OpenRoster {
  readonly token: string;
  readonly path: string;
  readonly fileName: string;
  readonly file: SheetFile;
  /** The last preview and what it was made of: paging through it does not compare everything again. */
  preview?: { readonly key: string; readonly value: JudgedRoster };
}

interface JudgedRoster {
  readonly preview: RosterPreview;
  readonly ledger: LedgerForRoster;
  readonly fingerprint: string;
}

interface Chosen {
  readonly token: string;
  readonly sheet: number;
  readonly mapping: RosterMapping;
}

/** The file being looked at, of each open desk; it goes when the desk is locked. */
const opened = new WeakMap<Desk, OpenRoster>();

const shownTopRows = 30;
/** One import is one transaction, during which the program does nothing else. */
const mostRows = 20_000;

export const rosterHandlers: HandlersOf<typeof rosterContract> = {
  'roster.open': async (services) => {
    const path = await services.dialogs.openFile({
      title: '选择企业名册',
      filters: [{ name: '电子表格', extensions: ['xlsx', 'xlsm', 'csv', 'txt'] }],
    });
    if (path === null) return null;
    return takeIn(services, path);
  },

  'roster.reread': (services, { token }) => takeIn(services, requireRoster(token, openDesk(services)).path),

  'roster.preview': (db, { status, offset, limit, ...chosen }, context) => {
    const { preview, fingerprint } = judge(db, chosen, context);
    const rows = status ? preview.rows.filter((row) => row.status === status) : preview.rows;
    const towns = listTowns(db);
    return {
      counts: preview.counts,
      total: rows.length,
      rows: rows.slice(offset, offset + limit).map((row) => toRowView(row, towns)),
      cityColumns: columnsLeftToCity(chosen.mapping, context.desk.identity.side),
      fingerprint,
    };
  },

  'roster.import': (db, { fingerprint, skipFaulty, ...chosen }, context) => {
    const judged = judge(db, chosen, context);
    if (judged.fingerprint !== fingerprint) throw new AppError('roster.changed-since-preview');
    const { counts } = judged.preview;
    const faulty = counts.error + counts['duplicate-in-file'];
    if (faulty > 0 && !skipFaulty) throw new AppError('roster.has-faulty-rows', { rows: faulty });
    const rows = importableRows(judged.preview, 'rows-without-error');
    const { fileName } = requireRoster(chosen.token, context.desk);
    const author = authorOf(context.desk.identity, context.nowMs);
    for (const row of rows) writeRosterRow(db, author, row, judged.ledger, fileName);
    return { created: counts.new, updated: counts.update, unchanged: counts.unchanged, skipped: faulty };
  },

  'roster.saveProblems': async (services, chosen) => {
    const desk = openDesk(services);
    const { fileName } = requireRoster(chosen.token, desk);
    const path = await services.dialogs.saveFile({
      title: '保存问题清单',
      defaultName: `${basename(fileName, extname(fileName))}-问题清单.xlsx`,
      filters: [{ name: 'Excel 工作簿', extensions: ['xlsx'] }],
    });
    if (path === null) return null;
    await writeFromDesk(services, desk, path, () => {
      const { preview } = judge(desk.db, chosen, { desk, nowMs: services.nowMs() });
      return problemWorkbook(preview, fileName, services.nowMs());
    });
    return { path };
  },

  'roster.close': async (services) => {
    opened.delete(openDesk(services));
    return null;
  },

  'roster.loadSample': (db, _input, { desk, nowMs }) => writeSampleRoster(db, authorOf(desk.identity, nowMs)),

  'roster.saveTemplate': async (services) => {
    const { identity } = openDesk(services);
    const path = await services.dialogs.saveFile({
      title: '保存名册模板',
      defaultName: '企业名册模板.xlsx',
      filters: [{ name: 'Excel 工作簿', extensions: ['xlsx'] }],
    });
    if (path === null) return null;
    const columns = rosterColumns.filter(
      ({ key }) => identity.side === 'city' || !cityRosterColumns.includes(key),
    );
    const bytes = await writeWorkbook({
      sheetName: '企业名册',
      columns: columns.map(({ label }) => ({ label, kind: 'text', width: label === '企业名称' ? 36 : 18 })),
      rows: [],
      writtenAtMs: services.nowMs(),
    });
    // An empty form has nothing of the ledger: a desk locked meanwhile need not keep it back.
    await writeFileSafely(path, bytes);
    return { path };
  },
};

async function takeIn(services: Services, path: string): Promise<RosterFile> {
  const fileName = basename(path);
  const file = await readSheetInWorker(await readRoster(path), fileName);
  const roster = { token: randomId(), path, fileName, file };
  opened.set(openDesk(services), roster);
  return toFileView(roster);
}

/** The size is looked at before the file is read: a video called .xlsx must not fill the memory. */
async function readRoster(path: string): Promise<Uint8Array> {
  const { size } = await stat(path);
  if (size > sheetLimits.fileBytes) {
    const reason = `文件超过 ${sheetLimits.fileBytes / 1024 / 1024} MB`;
    throw new AppError('roster.too-large', { file: basename(path), reason });
  }
  return readFile(path);
}

function toFileView({ token, fileName, file }: OpenRoster): RosterFile {
  return {
    token,
    fileName,
    sheets: file.sheets.map((sheet) => ({
      name: sheet.name,
      hidden: sheet.hidden,
      rows: sheet.rows.length,
      guess: toGuessView(sheet),
      top: sheet.rows.slice(0, shownTopRows).map((row) => row.map(cellText)),
      warnings: file.warnings
        .filter((warning) => warning.sheetName === sheet.name)
        .map((warning) => warning.message),
    })),
  };
}

function toGuessView(sheet: SheetTable): RosterFile['sheets'][number]['guess'] {
  const guess = guessMapping(sheet.rows);
  return guess && { ...guess, headings: [...guess.headings], unused: [...guess.unused] };
}

function judge(db: ReadDb, chosen: Chosen, { desk, nowMs }: HandlerContext): JudgedRoster {
  const roster = requireRoster(chosen.token, desk);
  const date = localDate(nowMs);
  const key = JSON.stringify([chosen.sheet, chosen.mapping, ledgerVersion(db), date]);
  if (roster.preview?.key === key) return roster.preview.value;
  const sheet = roster.file.sheets[chosen.sheet];
  if (!sheet) throw new AppError('roster.file-gone');
  if (sheet.rows.length > mostRows) {
    const reason = `工作表“${sheet.name}”有 ${sheet.rows.length} 行，一次最多导入 ${mostRows} 行`;
    throw new AppError('roster.too-large', { file: roster.fileName, reason });
  }
  if (chosen.mapping.columns.name === undefined) throw new AppError('roster.no-name-column');
  const ledger = readLedgerForRoster(db, date);
  const preview = previewForDesk(sheet, chosen.mapping, ledger.existing, listTowns(db), {
    side: desk.identity.side,
    townId: desk.identity.townId,
    townOf: (id) => ledger.byId.get(id)?.townId ?? '',
  });
  const value = { preview, ledger, fingerprint: fingerprintOf(preview) };
  roster.preview = { key, value };
  return value;
}

/** Equal when every row would do the same. */
function fingerprintOf(preview: RosterPreview): string {
  const told = preview.rows.map((row) => [row.rowNumber, row.status, row.existingId, row.draft, row.changes]);
  return sha256Hex(JSON.stringify(told));
}

function toRowView(row: RosterRow, towns: readonly TownSeed[]): RosterRowView {
  const nothing = { id: '', name: '', formerNames: [], creditCode: '' };
  const changes = row.status === 'new' ? rosterChanges(row.draft, nothing, towns) : row.changes;
  return {
    rowNumber: row.rowNumber,
    status: row.status,
    name: row.name,
    problems: row.problems.map(({ label, cell, message }) => ({ label, cell, message })),
    notices: [...row.notices],
    changes: [...changes],
  };
}

function requireRoster(token: string, desk: Desk): OpenRoster {
  const roster = opened.get(desk);
  if (!roster || roster.token !== token) throw new AppError('roster.file-gone');
  return roster;
}

function openDesk(services: Services): Desk {
  const desk = services.desk.current();
  if (!desk) throw new AppError('session.locked');
  return desk;
}
