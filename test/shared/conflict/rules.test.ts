import { describe, expect, it } from 'vitest';
import type { Conflict, ConflictingValue } from '../../../shared/conflict/contract.ts';
import { clockOf, isLongText, pickByRule, standingValues } from '../../../shared/conflict/rules.ts';

const minute = 60_000;

function value(change: Partial<ConflictingValue>): ConflictingValue {
  const text = typeof change.value === 'string' ? change.value : '甲';
  return {
    opId: 'a'.repeat(64),
    value: text,
    text,
    seenTexts: [],
    isDecision: false,
    side: 'city',
    unit: '',
    officer: '',
    deviceName: '',
    writtenAtMs: 0,
    clock: 'fine',
    order: 0,
    isShown: false,
    ...change,
  };
}

function conflict(values: ConflictingValue[], change: Partial<Conflict> = {}): Conflict {
  return {
    kind: 'values',
    entityType: 'enterprise',
    entityLabel: '企业',
    entityId: 'e1',
    recordTitle: '',
    field: 'address',
    fieldLabel: '地址',
    partition: 'e1',
    enterpriseName: '甲',
    townId: '',
    townName: '',
    mine: true,
    reopened: false,
    baseText: null,
    values,
    changedLabels: [],
    ...change,
  };
}

const city = value({ value: '市', side: 'city', order: 0 });
const town = value({ value: '镇', side: 'town', order: 1, isShown: true });

describe('settling several conflicts by one rule', () => {
  it.each([
    ['ours', 'city', '市'],
    ['theirs', 'city', '镇'],
    ['ours', 'town', '镇'],
    ['latest', 'city', '镇'],
    ['shown', 'city', '镇'],
  ] as const)('%s at the %s picks %s', (rule, side, text) => {
    expect(pickByRule(conflict([city, town]), rule, side)).toMatchObject({ value: { text } });
  });

  it('leaves what the rule cannot decide, and says why', () => {
    const left = (found: Conflict, rule: 'ours' | 'latest') => pickByRule(found, rule, 'city');
    const other = value({ value: '市二', side: 'city', order: 2 });
    expect(left(conflict([city, town], { mine: false }), 'ours')).toMatchObject({ left: '不归本机定' });
    expect(left(conflict([city, other]), 'ours')).toMatchObject({ left: '这一方自己就有几种写法' });
    expect(left(conflict([town, { ...town, value: '镇二' }]), 'ours')).toMatchObject({
      left: '这一方没有填写',
    });
    expect(left(conflict([city, { ...town, clock: 'ahead' }]), 'latest')).toMatchObject({
      left: '有电脑时钟不准，先后不明',
    });
    expect(left(conflict([city, town], { kind: 'deletion' }), 'ours')).toMatchObject({
      left: '删除与修改请逐条定',
    });
  });

  it('takes equal values of one side for one', () => {
    const twice = { ...city, opId: 'b'.repeat(64), order: 2 };
    expect(pickByRule(conflict([city, town, twice]), 'ours', 'city')).toMatchObject({
      value: { text: '市' },
    });
    expect(standingValues([city, town, twice]).map((group) => group.length)).toEqual([2, 1]);
  });
});

describe('a writing laptop’s clock', () => {
  const at = (writtenAtMs: number, receivedAtMs = writtenAtMs) => ({ writtenAtMs, receivedAtMs });

  it('is ahead when the write is later than its arrival, behind when earlier than what it saw', () => {
    expect(clockOf(at(60 * minute, 0), [])).toBe('ahead');
    expect(clockOf(at(5 * minute, 0), [])).toBe('fine');
    expect(clockOf(at(0), [at(60 * minute)])).toBe('behind');
    expect(clockOf(at(60 * minute), [at(0)])).toBe('fine');
    expect(clockOf(at(0), [])).toBe('fine');
  });

  it('is not blamed for a parent that came from the future itself', () => {
    expect(clockOf(at(60 * minute), [at(500 * minute, 50 * minute)])).toBe('fine');
  });
});

it('reads text as long beyond a line, and only text', () => {
  expect(isLongText(conflict([city, town]))).toBe(false);
  expect(isLongText(conflict([city, value({ value: '长'.repeat(31) })]))).toBe(true);
  expect(isLongText(conflict([city, { ...value({ value: '长'.repeat(31) }), value: ['x'] }]))).toBe(false);
});
