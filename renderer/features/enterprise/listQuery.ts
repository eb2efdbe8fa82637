/** The list's filters and sort, from the table's keys to what the ledger is asked for, and back in nobody's memory. */
import type { InputOf } from '../../../shared/contract.ts';
import { enterpriseColumns } from '../../../shared/enterprise/columns.ts';
import {
  type EnterpriseSort,
  enterpriseFilter,
  noneFilter,
  poolStates,
} from '../../../shared/enterprise/contract.ts';
import { poolStateLabels } from '../../../shared/enterprise/filter-text.ts';
import { levels } from '../../../shared/enterprise/levels.ts';
import type { FieldOption } from '../../../shared/form.ts';
import type { TableQuery } from '../../ui/tableQuery.ts';

export type FilterInput = InputOf<'enterprise.count'>['filter'];

const missing = 'missing';
const missingOptions: readonly FieldOption[] = [{ value: missing, label: '尚无' }];

/** Choices of each filtered column; towns and years come from the ledger. */
export function filterOptions(
  towns: readonly { readonly id: string; readonly name: string }[],
  years: readonly number[],
): Readonly<Record<string, readonly FieldOption[] | 'text'>> {
  const levelOptions = levels.map(({ key, shortLabel }) => ({ value: key, label: shortLabel }));
  return {
    town: [
      ...towns.map(({ id, name }) => ({ value: id, label: name })),
      { value: noneFilter, label: '未分派' },
    ],
    level: [...levelOptions, { value: noneFilter, label: '无级别' }],
    pool: poolStates.map((value) => ({ value, label: poolStateLabels[value] })),
    plan: [
      ...years.map((year) => ({ value: String(year), label: `${year} 年` })),
      ...levelOptions.filter(({ value }) => value !== 'city-pool'),
    ],
    cityLeader: missingOptions,
    townLeader: missingOptions,
    department: missingOptions,
    industry: 'text',
    mainProduct: 'text',
    address: 'text',
  };
}

/** What a stored or typed filter means; values that no longer exist are left out. */
export function toFilter({ filters, text }: Pick<TableQuery, 'filters' | 'text'>): FilterInput {
  const plan = filters['plan'] ?? [];
  const isYear = (value: string): boolean => /^\d{4}$/.test(value);
  const links = [
    ['cityLeader', 'city-leader'],
    ['townLeader', 'town-leader'],
    ['department', 'department'],
  ] as const;
  const candidate: Record<string, unknown> = {
    text,
    towns: filters['town'],
    levels: filters['level'],
    pool: filters['pool'],
    planYears: someOf(plan.filter(isYear).map(Number)),
    planLevels: someOf(plan.filter((value) => !isYear(value))),
    missingLinks: someOf(links.flatMap(([key, kind]) => (filters[key]?.includes(missing) ? [kind] : []))),
    industry: filters['industry']?.[0],
    mainProduct: filters['mainProduct']?.[0],
    address: filters['address']?.[0],
  };
  const known = Object.entries(enterpriseFilter.shape).filter(
    ([key, schema]) => candidate[key] !== undefined && schema.safeParse(candidate[key]).success,
  );
  return Object.fromEntries(known.map(([key]) => [key, candidate[key]])) as FilterInput;
}

/** By pinyin when nothing else was chosen. */
export function toSort(sort: TableQuery['sort']): EnterpriseSort {
  const key = enterpriseColumns.find((column) => column.key === sort?.key)?.sort;
  return sort && key ? { key, order: sort.order } : { key: 'name', order: 'asc' };
}

function someOf<Value>(values: readonly Value[]): readonly Value[] | undefined {
  return values.length === 0 ? undefined : values;
}
