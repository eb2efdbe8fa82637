/** A filter in words, for the head of an export. Pure. */
import { linkKindLabels } from '../person/rules.ts';
import { type EnterpriseFilter, noneFilter } from './contract.ts';
import { type LevelKey, levelOf } from './levels.ts';

export const poolStateLabels = { in: '在库', left: '已出库', never: '未入库' } as const;

/** 筛选：…；'' when nothing is filtered. */
export function filterText(filter: EnterpriseFilter, townName: (townId: string) => string): string {
  const level = (key: LevelKey | typeof noneFilter): string =>
    key === noneFilter ? '无' : levelOf(key).shortLabel;
  const parts: readonly (readonly [string, readonly string[] | undefined])[] = [
    ['含有', filter.text.trim() === '' ? undefined : [`“${filter.text.trim()}”`]],
    ['镇区', filter.towns?.map((id) => (id === noneFilter ? '未分派' : townName(id)))],
    ['现有级别', filter.levels?.map(level)],
    ['市培育库', filter.pool?.map((state) => poolStateLabels[state])],
    ['计划年度', filter.planYears?.map(String)],
    ['申报级别', filter.planLevels?.map(level)],
    ['尚无挂钩', filter.missingLinks?.map((kind) => linkKindLabels[kind])],
    ['行业含', filter.industry === undefined ? undefined : [filter.industry]],
    ['主导产品含', filter.mainProduct === undefined ? undefined : [filter.mainProduct]],
    ['地址含', filter.address === undefined ? undefined : [filter.address]],
  ];
  const told = parts.flatMap(([label, values]) => (values?.length ? [`${label} ${values.join('、')}`] : []));
  return told.length === 0 ? '' : `筛选：${told.join('；')}`;
}
