import { foldText } from '../text/query.ts';
import { matchTown, type TownMatch, type TownSeed } from '../town/towns.ts';
import { type RosterChange, rosterChanges } from './changes.ts';
import { rosterColumn } from './columns.ts';
import { draftOfRow, type RosterDraft, type RosterProblem } from './draft.ts';
import { type ExistingEnterprise, type ExistingIndex, findExisting, indexExisting } from './match.ts';
import type { RosterMapping } from './mapping.ts';
import { cellReference, isBlankCell, type SheetTable } from './sheet.ts';
import { isSummaryRow } from './summary-row.ts';

/** summary: 合计 and the like, told and left out. */
export type RosterRowStatus = 'new' | 'update' | 'unchanged' | 'error' | 'duplicate-in-file' | 'summary';

export const rosterRowStatusLabels = {
  new: '新增',
  update: '更新',
  unchanged: '无变化',
  error: '有误',
  'duplicate-in-file': '表内重复',
  summary: '合计行',
} as const satisfies Record<RosterRowStatus, string>;

export interface RosterRow {
  /** Row of the sheet, from 1. */
  readonly rowNumber: number;
  readonly status: RosterRowStatus;
  /** 企业名称 as read, for the list. */
  readonly name: string;
  /** The enterprise of the ledger that the row is about; null for a new one. */
  readonly existingId: string | null;
  readonly draft: RosterDraft;
  readonly problems: readonly RosterProblem[];
  /** What the officer should know though it is no error, as Chinese sentences. */
  readonly notices: readonly string[];
  readonly changes: readonly RosterChange[];
}

export interface RosterPreview {
  readonly rows: readonly RosterRow[];
  readonly counts: Readonly<Record<RosterRowStatus, number>>;
}

/**
 * What importing would do, row by row; nothing is written. Blank rows are left out. Duplicates within the file are told
 * by credit code, then by name; a row in error counts as the first too, for nobody knows which of the two is right.
 * `existing` is the ledger.
 */
export function previewRoster(
  sheet: Pick<SheetTable, 'rows' | 'dateSystem'>,
  mapping: RosterMapping,
  existing: readonly ExistingEnterprise[],
  towns: readonly TownSeed[],
): RosterPreview {
  const index = indexExisting(existing);
  const context = { mapping, dateSystem: sheet.dateSystem, matchTown: rememberTowns(towns) };
  const seen = new Map<string, RosterRow>();
  const mapped = Object.values(mapping.columns);
  const rows: RosterRow[] = [];
  for (let rowIndex = mapping.firstDataRow; rowIndex < sheet.rows.length; rowIndex += 1) {
    const cells = sheet.rows[rowIndex] ?? [];
    if (mapped.every((column) => isBlankCell(cells[column]))) continue;
    const { draft, problems } = draftOfRow(cells, rowIndex, context);
    const name = draft.fields.name ?? '';
    rows.push(
      isSummaryRow(cells, name)
        ? summaryRow(rowIndex, name)
        : markDuplicate(judge(rowIndex, draft, problems, mapping, index, towns), seen),
    );
  }
  return { rows, counts: countRows(rows) };
}

export function countRows(rows: readonly RosterRow[]): RosterPreview['counts'] {
  const counts = { new: 0, update: 0, unchanged: 0, error: 0, 'duplicate-in-file': 0, summary: 0 };
  for (const row of rows) counts[row.status] += 1;
  return counts;
}

/** B5 统一社会信用代码：应为 18 位…; a sentence that begins with the column's name does not say it twice. */
export function problemText({ cell, label, message }: Omit<RosterProblem, 'column'>): string {
  const what = message.startsWith(label) ? message : `${label}：${message}`;
  return cell === '' ? what : `${cell} ${what}`;
}

function summaryRow(rowIndex: number, name: string): RosterRow {
  return {
    rowNumber: rowIndex + 1,
    status: 'summary',
    name,
    existingId: null,
    draft: { fields: {}, titles: [], plans: [] },
    problems: [],
    notices: ['看起来是合计或表尾，不是企业，不导入'],
    changes: [],
  };
}

/**
 * The rows that an import takes. A row with an error never is; under 全部无误才导入 one such row, or a duplicate, stops all.
 */
export function importableRows(
  preview: RosterPreview,
  rule: 'rows-without-error' | 'all-or-nothing',
): RosterRow[] {
  const { error, 'duplicate-in-file': duplicates } = preview.counts;
  if (rule === 'all-or-nothing' && error + duplicates > 0) return [];
  return preview.rows.filter((row) => row.status === 'new' || row.status === 'update');
}

/** A roster names few towns many times. */
function rememberTowns(towns: readonly TownSeed[]): (text: string) => TownMatch {
  const known = new Map<string, TownMatch>();
  return (text) => {
    const match = known.get(text) ?? matchTown(text, towns);
    known.set(text, match);
    return match;
  };
}

function judge(
  rowIndex: number,
  draft: RosterDraft,
  problems: readonly RosterProblem[],
  mapping: RosterMapping,
  index: ExistingIndex,
  towns: readonly TownSeed[],
): RosterRow {
  const base = { rowNumber: rowIndex + 1, name: draft.fields.name ?? '', draft, notices: [], changes: [] };
  if (problems.length > 0) return { ...base, status: 'error', existingId: null, problems };
  const match = findExisting(draft.fields, index);
  if (match.kind === 'conflict') {
    const column = mapping.columns[match.column];
    const cell = column === undefined ? '' : cellReference(rowIndex, column);
    const problem = {
      column: match.column,
      label: rosterColumn(match.column).label,
      cell,
      message: match.problem,
    };
    return { ...base, status: 'error', existingId: null, problems: [problem] };
  }
  if (match.kind === 'none') return { ...base, status: 'new', existingId: null, problems };
  const fields = { ...draft.fields, ...match.corrected };
  const corrected = { ...draft, fields };
  const changes = rosterChanges(corrected, match.enterprise, towns);
  return {
    ...base,
    status: changes.length === 0 ? 'unchanged' : 'update',
    existingId: match.enterprise.id,
    draft: corrected,
    problems,
    notices: match.notices,
    changes,
  };
}

function markDuplicate(row: RosterRow, seen: Map<string, RosterRow>): RosterRow {
  const { creditCode, name = '' } = row.draft.fields;
  const keys = [
    ...(row.existingId === null ? [] : [`id ${row.existingId}`]),
    ...(creditCode === undefined ? [] : [`code ${creditCode}`]),
    ...(name === '' ? [] : [`name ${foldText(name)}`]),
  ];
  const hit = keys.find((key) => seen.has(key));
  const first = hit === undefined ? undefined : seen.get(hit);
  if (hit === undefined || first === undefined) {
    for (const key of keys) seen.set(key, row);
    return row;
  }
  if (row.status === 'error') return row;
  const what = hit.startsWith('code')
    ? '信用代码相同'
    : hit.startsWith('name')
      ? '企业名称相同'
      : '是台账中的同一家企业';
  const advice =
    first.status === 'error'
      ? '而那一行有误：请改正后只保留一行'
      : '本行不导入；如有多个级别或申报计划，请写在同一行并用“、”分开';
  const notice = `与第 ${first.rowNumber} 行${what}，${advice}`;
  return { ...row, status: 'duplicate-in-file', notices: [...row.notices, notice], changes: [] };
}
