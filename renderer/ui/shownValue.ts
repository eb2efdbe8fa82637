/** A value of a record in words: text as it is, lists joined, composites as their parts; 空 when there is nothing. */
export function shownValue(value: unknown): string {
  if (value === null || value === undefined || value === '') return '空';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.length === 0 ? '空' : value.map(shownValue).join('、');
  if (typeof value === 'object') {
    const parts = Object.values(value).map(shownValue);
    return parts.filter((part) => part !== '空').join('，') || '空';
  }
  return JSON.stringify(value);
}
