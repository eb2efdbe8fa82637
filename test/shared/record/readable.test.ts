import { describe, expect, it } from 'vitest';
import { startOfDayMs } from '../../../shared/clock.ts';
import { isReference, readableValue } from '../../../shared/record/readable.ts';

const names = { town: (id: string) => `镇${id}`, person: (id: string) => `人${id}` };
const read = (entity: string, field: string, value: unknown): string =>
  readableValue(entity, field, value, names);

describe('a stored value in words', () => {
  it('tells how far a filing is, with the days, and no key or millisecond', () => {
    const progress = {
      status: 'concluded',
      reportedAtMs: startOfDayMs('2026-11-10') + 36_000_000,
      notifiedAtMs: null,
      inspectedOn: '2026-11-12',
      concludedOn: '2026-11-13',
      sentAtMs: null,
    };
    expect(read('filing', 'progress', progress)).toBe(
      '已作结论（报告 2026-11-10 10:00，检查 2026-11-12，结论 2026-11-13）',
    );
  });

  it('says a leader by name and post, and chosen keys by their labels', () => {
    expect(read('filing', 'cityLeader', { personId: 'p1', name: '张三', post: '副市长' })).toBe(
      '张三（副市长）',
    );
    expect(read('filing', 'trigger', 'ordinary')).toBe('一般检查');
    expect(read('filing', 'domain', 'fire')).toBe('消防');
    expect(read('filing', 'firstDiscovered', 'yes')).toBe('是');
    expect(read('enterprise', 'townId', 't06')).toBe('镇t06');
  });

  it('keeps identifiers that say nothing to itself', () => {
    expect(read('decision', 'meetingId', 'a732')).toBe('');
    expect(read('handover', 'enterpriseId', 'a9ca1b49')).toBe('');
    expect(read('handover', 'assignmentOp', 'eab3')).toBe('');
    expect(read('enterprise', 'assignmentCut', { streams: [['eab3', 2]] })).toBe('');
    expect(isReference('handover', 'assignmentOp')).toBe(true);
    expect(isReference('handover', 'toTownId')).toBe(false);
    expect(read('handover', 'toTownId', 't10')).toBe('镇t10');
    expect(read('handover', 'toTownId', '')).toBe('未分派');
  });
});
