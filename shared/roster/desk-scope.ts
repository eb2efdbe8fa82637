/** What a desk may take from a roster: the city everything, a town the profile facts of its own enterprises. Pure. */
import { matchTown, type TownSeed } from '../town/towns.ts';
import type { DeskSide } from '../rpc.ts';
import { cellText } from './cells.ts';
import { type RosterColumnKey, rosterColumn } from './columns.ts';
import type { ExistingEnterprise } from './match.ts';
import type { RosterMapping } from './mapping.ts';
import { countRows, previewRoster, type RosterPreview, type RosterRow } from './preview.ts';
import { cellReference, type SheetTable } from './sheet.ts';

/** Columns that the city keeps: a town's file may have them, they are not imported. */
export const cityRosterColumns: readonly RosterColumnKey[] = [
  'townId',
  'inCityPool',
  'pooledOn',
  'inProvincialPool',
  'titleLevels',
  'titleGrantedOn',
  'titleValidUntil',
  'planYears',
  'planLevels',
];

export interface RosterScope {
  readonly side: DeskSide;
  /** '' at the city */
  readonly townId: string;
  /** Enterprise id → the town it is assigned to, '' for none. */
  readonly townOf: (enterpriseId: string) => string;
}

/** `previewRoster` for this desk: at a town, rows of other towns are errors and the city's columns are left out. */
export function previewForDesk(
  sheet: Pick<SheetTable, 'rows' | 'dateSystem'>,
  mapping: RosterMapping,
  existing: readonly ExistingEnterprise[],
  towns: readonly TownSeed[],
  scope: RosterScope,
): RosterPreview {
  if (scope.side === 'city') return previewRoster(sheet, mapping, existing, towns);
  const own = { ...mapping, columns: withoutCityColumns(mapping.columns) };
  const rows = previewRoster(sheet, own, existing, towns).rows.map((row) => {
    if (row.status === 'summary') return row;
    const problem = foreignTown(row, sheet, mapping, towns, scope);
    return problem === null ? row : refused(row, mapping, problem);
  });
  return { rows, counts: countRows(rows) };
}

/** Headings of the mapped columns that this desk leaves out, in the roster's own words. */
export function columnsLeftToCity(mapping: RosterMapping, side: DeskSide): string[] {
  if (side === 'city') return [];
  return cityRosterColumns
    .filter((key) => mapping.columns[key] !== undefined)
    .map((key) => rosterColumn(key).label);
}

function withoutCityColumns(columns: RosterMapping['columns']): RosterMapping['columns'] {
  return Object.fromEntries(
    Object.entries(columns).filter(([key]) => !cityRosterColumns.includes(key as RosterColumnKey)),
  );
}

function foreignTown(
  row: RosterRow,
  sheet: Pick<SheetTable, 'rows'>,
  mapping: RosterMapping,
  towns: readonly TownSeed[],
  scope: RosterScope,
): string | null {
  const nameOf = (townId: string): string => towns.find((town) => town.id === townId)?.name ?? townId;
  const assigned = row.existingId === null ? '' : scope.townOf(row.existingId);
  if (assigned !== '' && assigned !== scope.townId) return `该企业现由${nameOf(assigned)}维护，本镇区不导入`;
  const text = cellText(sheet.rows[row.rowNumber - 1]?.[mapping.columns.townId ?? -1] ?? null);
  if (text === '') return null;
  const match = matchTown(text, towns);
  if (match.kind === 'unknown') return `没有名为“${text}”的镇（区、街道），不能确定是否属于本镇区`;
  return match.townId === scope.townId ? null : `表中属于${nameOf(match.townId)}，本镇区不导入`;
}

function refused(row: RosterRow, mapping: RosterMapping, message: string): RosterRow {
  const column = mapping.columns.townId;
  const cell = column === undefined ? '' : cellReference(row.rowNumber - 1, column);
  const problem = { column: 'townId' as const, label: rosterColumn('townId').label, cell, message };
  return { ...row, status: 'error', problems: [...row.problems, problem], changes: [] };
}
