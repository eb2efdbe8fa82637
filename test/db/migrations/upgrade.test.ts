/** Every migration together, on a desk that was in use. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, test } from 'vitest';
import { readClock } from '../../../db/log/clock.ts';
import { streamEnd } from '../../../db/log/stream.ts';
import { migrations } from '../../../db/migrations/list.ts';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';

test.each(migrations.map(({ version, name }) => `${String(version).padStart(4, '0')}-${name}`))(
  '%s has a test of its own',
  (migration) => {
    expect(existsSync(join(import.meta.dirname, `${migration}.test.ts`))).toBe(true);
  },
);

it('has migrations in ascending steps of ten', () => {
  const versions = migrations.map(({ version }) => version);
  expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  expect(versions.filter((version) => version % 10 !== 0)).toEqual([]);
  expect(new Set(versions).size).toBe(versions.length);
});

it('keeps every row of a desk in use, and the file sound', () => {
  const db = databaseBefore(40);
  const { log_clock: clock, stream, setting, ...before } = contentsOf(db);
  upgradeTo(db, Number.POSITIVE_INFINITY);
  // Columns may be added; a table that goes, or a row that changes, is a decision that belongs into this test.
  const { setting: settings, ...rest } = contentsOf(db);
  expect(rest).toMatchObject(before);
  // 0320: what came before there was 新到变化 is no news.
  const seen = { key: 'news/seen', value: expect.stringMatching(/^[1-9]\d*$/u) };
  expect(settings).toHaveLength((setting as unknown[]).length + 1);
  expect(settings).toEqual(expect.arrayContaining([...(setting as unknown[]), seen]));
  // 0140: the clock stands in the commit chain.
  const { ms, counter } = readClock(db);
  expect(clock).toMatchObject([{ hlc_ms: ms, hlc_counter: counter }]);
  // 0160: how far a stream reaches is read from its operations.
  const after = contentsOf(db)['stream'] as { partition_id: string; incarnation: string }[];
  expect(after.map((row) => ({ ...row, ...streamEnd(db, row.partition_id, row.incarnation) }))).toMatchObject(
    (stream as { seq: number; last_id: string }[]).map(({ last_id: lastId, ...row }) => ({ ...row, lastId })),
  );
  expect(db.connection.pragma('foreign_key_check')).toEqual([]);
  expect(db.connection.pragma('integrity_check', { simple: true })).toBe('ok');
});
