import { describe, expect, it } from 'vitest';
import { missingBase, missingPrerequisites } from '../../../db/exchange/prerequisites.ts';
import { all, sql } from '../../../db/sql.ts';
import type { StreamPosition } from '../../../shared/exchange/manifest.ts';
import { waitingSentence } from '../../../shared/exchange/waiting.ts';
import { openFleet, save } from '../../support/fleet.ts';

const incarnation = 'c'.repeat(32);
const hash = (digit: string): string => digit.repeat(64);
const held = (partition: string, seq: number) => ({
  partition,
  incarnation,
  seq,
  lastId: hash('0'),
  forkedAt: null,
});

describe('the prerequisites of a delta', () => {
  const base: StreamPosition[] = [
    ['e1', incarnation, 3, hash('1')],
    ['e2', incarnation, 2, hash('2')],
  ];

  it('are met by holding as much or more, and the very operation', () => {
    expect(missingBase(base, [held('e1', 3), held('e2', 9)], () => true)).toEqual([]);
    expect(missingBase([], [], () => false)).toEqual([]);
  });

  it('name each stream that ends before, or is unknown, or went another way', () => {
    expect(missingBase(base, [held('e1', 2)], () => true)).toEqual([
      { partition: 'e1', incarnation, seq: 3, heldSeq: 2 },
      { partition: 'e2', incarnation, seq: 2, heldSeq: 0 },
    ]);
    expect(missingBase(base, [held('e1', 3), held('e2', 2)], ([partition]) => partition === 'e1')).toEqual([
      { partition: 'e2', incarnation, seq: 2, heldSeq: 0 },
    ]);
  });

  it('are looked up in the log of this desk', () => {
    const city = openFleet({ c: '' })('c');
    save(city, 'e1', { name: '甲' });
    save(city, 'e1', { name: '乙' });
    const ids = all<{ id: string }>(city.db, sql`SELECT id FROM op ORDER BY seq`).map(({ id }) => id);
    const at = (seq: number, id: string | undefined): StreamPosition => ['e1', incarnation, seq, id ?? ''];
    expect(missingPrerequisites(city.db, { base: [at(1, ids[0]), at(2, ids[1])] })).toEqual([]);
    expect(missingPrerequisites(city.db, { base: [at(2, ids[0])] })).toMatchObject([{ seq: 2, heldSeq: 0 }]);
    expect(missingPrerequisites(city.db, { base: [at(3, hash('9'))] })).toMatchObject([{ heldSeq: 2 }]);
    expect(missingPrerequisites(city.db, { base: [] })).toEqual([]);
  });

  it('are told in a sentence that names the earlier bundle', () => {
    expect(waitingSentence({ from: '市发改委', previousMonth: '2026-10', partitions: 3 })).toContain(
      '等待市发改委2026-10 的数据包',
    );
    expect(waitingSentence({ from: '白蒲镇', previousMonth: null, partitions: 1 })).toContain(
      '等待白蒲镇更早的数据包',
    );
  });
});
