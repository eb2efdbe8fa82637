import type { Conflict } from '../../../shared/conflict/contract.ts';

export const settledText = '已定下，其他写法仍可在变更记录中查到';

/** 地址; 级别称号 省级专精特新：有效期至 */
export function labelOf({ recordTitle, entityType, entityLabel, fieldLabel }: Conflict): string {
  if (entityType === 'enterprise') return fieldLabel;
  return `${[entityLabel, recordTitle].filter(Boolean).join(' ')}：${fieldLabel}`;
}
