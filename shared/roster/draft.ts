import { creditCodeProblem, normaliseCreditCode } from '../enterprise/credit-code.ts';
import { matchLevel } from '../enterprise/level-text.ts';
import type { LevelKey } from '../enterprise/levels.ts';
import type { TownMatch } from '../town/towns.ts';
import { cellList, cellText, type Parsed, parseDate, parseYear, parseYesNo } from './cells.ts';
import { type RosterColumnKey, rosterColumn, rosterColumns } from './columns.ts';
import type { RosterMapping } from './mapping.ts';
import { type CellValue, cellReference, type DateSystem, isScientific } from './sheet.ts';

/** What a row says about the enterprise. A field is absent when its cell is blank: a blank never erases anything. */
export interface RosterFields {
  readonly name?: string;
  readonly formerNames?: readonly string[];
  readonly shortName?: string;
  readonly creditCode?: string;
  readonly townId?: string;
  readonly address?: string;
  readonly industry?: string;
  readonly mainProduct?: string;
  readonly legalRepresentative?: string;
  readonly contactName?: string;
  readonly contactPhone?: string;
  /** YYYY-MM-DD */
  readonly foundedOn?: string;
  readonly inCityPool?: boolean;
  /** YYYY-MM-DD */
  readonly pooledOn?: string;
  readonly inProvincialPool?: boolean;
  readonly note?: string;
}

export interface RosterTitle {
  readonly level: LevelKey;
  /** YYYY-MM-DD, '' when not stated. */
  readonly grantedOn: string;
  /** YYYY-MM-DD, '' when not stated. */
  readonly validUntil: string;
}

export interface RosterPlan {
  readonly year: number;
  readonly level: LevelKey;
}

export interface RosterDraft {
  readonly fields: RosterFields;
  readonly titles: readonly RosterTitle[];
  readonly plans: readonly RosterPlan[];
}

export interface RosterProblem {
  readonly column: RosterColumnKey;
  /** 企业名称 … */
  readonly label: string;
  /** B5; '' when the sheet has no such column. */
  readonly cell: string;
  /** A Chinese sentence without a full stop. */
  readonly message: string;
}

export interface RowContext {
  readonly mapping: RosterMapping;
  readonly dateSystem: DateSystem;
  readonly matchTown: (text: string) => TownMatch;
}

/** One row understood: the draft, and a problem for each cell that could not be. */
export function draftOfRow(
  row: readonly CellValue[],
  rowIndex: number,
  context: RowContext,
): { readonly draft: RosterDraft; readonly problems: readonly RosterProblem[] } {
  const problems: RosterProblem[] = [];
  const cell = (key: RosterColumnKey): CellValue => row[context.mapping.columns[key] ?? -1] ?? null;
  const report = (key: RosterColumnKey, message: string): void => {
    const column = context.mapping.columns[key];
    problems.push({
      column: key,
      label: rosterColumn(key).label,
      cell: column === undefined ? '' : cellReference(rowIndex, column),
      message,
    });
  };
  const take = <T>(key: RosterColumnKey, parsed: Parsed<T | null>): T | undefined => {
    if ('value' in parsed) return parsed.value ?? undefined;
    report(key, parsed.problem);
    return undefined;
  };
  const text = (key: RosterColumnKey): string | undefined => cellText(cell(key)) || undefined;
  for (const { key, maxLength } of rosterColumns) {
    const { length } = cellText(cell(key));
    if (length > maxLength) report(key, `内容有 ${length} 个字，最多 ${maxLength} 个字`);
  }
  const name = text('name');
  if (name === undefined) report('name', '缺少企业名称');
  const date = (key: RosterColumnKey): string | undefined =>
    take(key, parseDate(cell(key), context.dateSystem));
  const formerNames = cellList(cell('formerNames'));
  const fields: RosterFields = {
    name,
    formerNames: formerNames.length === 0 ? undefined : formerNames,
    shortName: text('shortName'),
    creditCode: take('creditCode', parseCreditCode(cell('creditCode'))),
    townId: take('townId', parseTown(cell('townId'), context)),
    address: text('address'),
    industry: text('industry'),
    mainProduct: text('mainProduct'),
    legalRepresentative: text('legalRepresentative'),
    contactName: text('contactName'),
    contactPhone: text('contactPhone'),
    foundedOn: date('foundedOn'),
    inCityPool: take('inCityPool', parseYesNo(cell('inCityPool'))),
    pooledOn: date('pooledOn'),
    inProvincialPool: take('inProvincialPool', parseYesNo(cell('inProvincialPool'))),
    note: text('note'),
  };
  if (fields.inCityPool === false && fields.pooledOn !== undefined) {
    report('pooledOn', '“是否入库”填的是“否”，却有入库日期');
  }
  const titles = titlesOf(cell, report, context.dateSystem);
  const plans = plansOf(cell, report);
  return { draft: { fields: withoutAbsent(fields), titles, plans }, problems };
}

type Cell = (key: RosterColumnKey) => CellValue;
type Report = (key: RosterColumnKey, message: string) => void;

function parseCreditCode(value: CellValue): Parsed<string | null> {
  if (isScientific(value)) {
    return { problem: '单元格以科学计数显示，后几位数字已丢失，请把该列设为“文本”后重新填写' };
  }
  const code = normaliseCreditCode(cellText(value));
  if (code === '') return { value: null };
  const problem = creditCodeProblem(code);
  return problem === null ? { value: code } : { problem: problem.reason };
}

function parseTown(value: CellValue, context: RowContext): Parsed<string | null> {
  const text = cellText(value);
  if (text === '') return { value: null };
  const match = context.matchTown(text);
  if (match.kind === 'found') return { value: match.townId };
  const hint = match.nearestName === null ? '请填镇（区、街道）的全称' : `是否应为“${match.nearestName}”`;
  return { problem: `没有名为“${text}”的镇（区、街道），${hint}` };
}

/** Several titles stand in one cell, split by 、; then each needs its own dates, or all go without. */
function titlesOf(cell: Cell, report: Report, dateSystem: DateSystem): RosterTitle[] {
  const levels = levelsOf('titleLevels', cell, report);
  const granted = datesOf('titleGrantedOn', levels.length, cell, report, dateSystem);
  const valid = datesOf('titleValidUntil', levels.length, cell, report, dateSystem);
  return levels.flatMap((level, index) => {
    const grantedOn = granted[index] ?? '';
    const validUntil = valid[index] ?? '';
    if (grantedOn !== '' && validUntil !== '' && validUntil < grantedOn) {
      report('titleValidUntil', `有效期至（${validUntil}）早于认定日期（${grantedOn}）`);
    }
    return level === null ? [] : [{ level, grantedOn, validUntil }];
  });
}

function datesOf(
  key: 'titleGrantedOn' | 'titleValidUntil',
  count: number,
  cell: Cell,
  report: Report,
  dateSystem: DateSystem,
): string[] {
  const items = cellList(cell(key));
  if (items.length > 0 && items.length !== count) {
    report(key, count === 0 ? '有日期而没有级别' : `有 ${count} 个级别、${items.length} 个日期，应一一对应`);
    return [];
  }
  return items.map((item) => {
    const parsed = parseDate(item, dateSystem);
    if ('value' in parsed) return parsed.value ?? '';
    report(key, parsed.problem);
    return '';
  });
}

/** Plans: a year for each level, or one year for all. A level may carry its year itself (2022年国家…小巨人企业). */
function plansOf(cell: Cell, report: Report): RosterPlan[] {
  const items = cellList(cell('planLevels')).map((item) => /^(?:(20\d{2})年?度?)?(.*)$/u.exec(item));
  const ownYears = items.map((match) => match?.[1]);
  const levels = levelsOf('planLevels', () => items.map((match) => match?.[2] ?? '').join('、'), report);
  const years = cellList(cell('planYears')).map((item) => {
    const parsed = parseYear(item);
    if ('value' in parsed) return parsed.value;
    report('planYears', parsed.problem);
    return null;
  });
  if (years.length > 1 && years.length !== levels.length) {
    report('planYears', `有 ${levels.length} 个申报级别、${years.length} 个年度，应一一对应`);
    return [];
  }
  if (years.length > 0 && levels.length === 0) report('planLevels', '有申报年度而没有申报级别');
  return levels.flatMap((level, index) => {
    const own = ownYears[index];
    const year = own === undefined ? (years.length === 1 ? years[0] : years[index]) : Number(own);
    if (year === undefined) report('planYears', '有申报级别而没有申报年度');
    return level === null || year === undefined || year === null ? [] : [{ year, level }];
  });
}

/** Null keeps the place of a level that was not understood, so that dates and years stay beside theirs. */
function levelsOf(key: 'titleLevels' | 'planLevels', cell: Cell, report: Report): (LevelKey | null)[] {
  return cellList(cell(key)).map((item) => {
    const match = matchLevel(item);
    if ('level' in match) return match.level;
    report(key, match.problem);
    return null;
  });
}

function withoutAbsent(fields: RosterFields): RosterFields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
