/** What a list of filings was narrowed to, in words: printed under its title. Pure. */
import { filingStandingLabels } from './case.ts';
import type { FilingFilter } from './register-contract.ts';
import { noTownLabel } from './statistics.ts';
import { filingDomainLabels, filingStatusLabels, filingTriggerLabels } from './rules.ts';

/** 领域：安全生产；检查处置单位含“应急”; '' when nothing is left out. */
export function filingFilterText(
  filter: FilingFilter,
  names: { readonly enterprise: string; readonly town: (id: string) => string },
): string {
  const { text, enterpriseId, statuses, standings, domains, triggers, years, towns } = filter;
  const { unit, date, fromDate, toDate, softFirst, overdue } = filter;
  // Complete, or it does not compile: a paper must not hide what was left out of it.
  const words: Readonly<Record<keyof FilingFilter, string>> = {
    text: text.trim() === '' ? '' : `检索“${text.trim()}”`,
    enterpriseId: enterpriseId === undefined ? '' : `企业：${names.enterprise}`,
    statuses: among('办理进度', statuses, filingStatusLabels),
    domains: among('领域', domains, filingDomainLabels),
    triggers: among('检查类型', triggers, filingTriggerLabels),
    standings: among('效力', standings, filingStandingLabels),
    years: years === undefined ? '' : `检查年份：${years.toSorted().join('、')}`,
    towns:
      towns === undefined ? '' : `所属镇区：${towns.map((id) => names.town(id) || noTownLabel).join('、')}`,
    unit: unit === undefined ? '' : `检查处置单位含“${unit.trim()}”`,
    date: date === undefined ? '' : `检查日期含“${date.trim()}”`,
    fromDate: fromDate === undefined ? '' : `检查日期自 ${fromDate} 起`,
    toDate: toDate === undefined ? '' : `检查日期至 ${toDate} 止`,
    softFirst: softFirst ? '入库企业首次环保、安全、消防检查' : '',
    overdue: overdue ? '应办事项已逾期' : '',
  };
  return Object.values(words)
    .filter((each) => each !== '')
    .join('；');
}

function among<Key extends string>(
  label: string,
  keys: readonly Key[] | undefined,
  labels: Readonly<Record<Key, string>>,
): string {
  return keys === undefined ? '' : `${label}：${keys.map((key) => labels[key]).join('、')}`;
}

/** 2026年, 2025—2026年; '' for none. Of the dates of inspections, YYYY-MM-DD or ''. */
export function yearsText(dates: readonly string[]): string {
  const years = dates.filter((date) => date !== '').map((date) => date.slice(0, 4));
  const [first, last] = [years.toSorted()[0], years.toSorted().at(-1)];
  if (first === undefined || last === undefined) return '';
  return first === last ? `${first}年` : `${first}—${last}年`;
}
