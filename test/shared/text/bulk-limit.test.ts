import { describe, expect, it } from 'vitest';
import { contract, type ProcedureName } from '../../../shared/contract.ts';
import { errorText } from '../../../shared/errors.ts';
import { bulkExcess } from '../../../shared/text/bulk-limit.ts';

function excessOf(name: ProcedureName, input: unknown) {
  const parsed = contract[name].input.safeParse(input);
  return parsed.success ? undefined : bulkExcess(parsed.error.issues, input);
}
const many = <Item>(count: number, item: Item): Item[] => Array.from({ length: count }, () => item);
const hash = '0'.repeat(64);

describe('too many at once', () => {
  it.each<[ProcedureName, unknown, number, string]>([
    ['enterprise.assign', { ids: many(5001, 'e1'), townId: 't06' }, 5000, '家企业'],
    ['suggestion.decline', { opIds: many(1001, hash), reason: '无' }, 1000, '条修改建议'],
    ['suggestion.accept', { items: many(1001, { opId: hash, seen: {} }) }, 1000, '条修改建议'],
    [
      'conflict.take',
      { choices: many(2001, { entityType: 'a', entityId: 'b', field: 'c', opId: hash, seen: [hash] }) },
      2000,
      '处冲突',
    ],
  ])('%s names its limit', (name, input, limit, what) => {
    const excess = excessOf(name, input);
    expect(excess).toEqual({ limit, count: limit + 1, what });
    expect(errorText('rpc.too-many', { ...excess })).toContain(`一次最多处理 ${limit} ${what}`);
  });

  it('is told apart from a text that is too long and from an empty choice', () => {
    expect(excessOf('suggestion.decline', { opIds: [hash], reason: '长'.repeat(501) })).toBeUndefined();
    expect(excessOf('enterprise.assign', { ids: [], townId: '' })).toBeUndefined();
    expect(excessOf('enterprise.assign', 'x')).toBeUndefined();
  });
});
