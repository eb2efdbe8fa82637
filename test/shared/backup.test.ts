import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backupName, expendableBackups, parseBackupName } from '../../shared/backup/rules.ts';

const day = 86_400_000;
/** 2026-11-24 10:00 in Asia/Shanghai, a Tuesday. */
const nowMs = Date.UTC(2026, 10, 24, 2, 0, 0);
const daysAgo = (days: number): { atMs: number } => ({ atMs: nowMs - days * day });

/** Makes one backup a day and rotates after each, as the program does. */
function liveThrough(days: number, clock: (day: number) => number): { atMs: number }[] {
  let backups: { atMs: number }[] = [];
  for (let n = 0; n < days; n += 1) {
    backups.push({ atMs: clock(n) });
    const expendable = new Set(expendableBackups(backups, clock(n)));
    backups = backups.filter((backup) => !expendable.has(backup));
  }
  return backups;
}

describe('which backups are kept', () => {
  it('after two years of daily work: 7 days, 4 weeks and 12 months', () => {
    const kept = liveThrough(730, (n) => nowMs + n * day);
    expect(kept.length).toBeGreaterThanOrEqual(7 + 12);
    expect(kept.length).toBeLessThanOrEqual(7 + 4 + 12);
    const lastDay = nowMs + 729 * day;
    for (let n = 0; n < 7; n += 1) expect(kept).toContainEqual({ atMs: lastDay - n * day });
    expect(Math.min(...kept.map(({ atMs }) => atMs))).toBeLessThan(lastDay - 300 * day);
  });

  it('the five newest, though they are of one afternoon', () => {
    const afternoon = [0, 1, 2, 3, 4, 5, 6].map((n) => ({ atMs: nowMs - n * 60_000 }));
    expect(expendableBackups(afternoon, nowMs)).toEqual(afternoon.slice(5));
  });

  it('nothing ages away because the clock was set forward', () => {
    const backups = [0, 1, 2, 7, 14, 40, 80].map(daysAgo);
    expect(expendableBackups(backups, nowMs + 3650 * day)).toEqual([]);
  });

  it('backups dated in the future are kept and push nothing out', () => {
    const future = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((n) => daysAgo(-n));
    const past = [0, 1, 2, 3, 4, 5, 6].map(daysAgo);
    expect(expendableBackups([...future, ...past], nowMs)).toEqual([]);
  });

  it('never the newest one of the past, whatever there is', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: -4000, max: 4000 }), { minLength: 1, maxLength: 200 }),
        (days) => {
          const backups = days.map(daysAgo);
          const gone = new Set(expendableBackups(backups, nowMs));
          for (const backup of backups) if (backup.atMs > nowMs) expect(gone.has(backup)).toBe(false);
          const newest = backups.filter(({ atMs }) => atMs <= nowMs).toSorted((a, b) => b.atMs - a.atMs)[0];
          if (newest) expect(gone.has(newest)).toBe(false);
        },
      ),
    );
  });
});

it('a name says when and why, and nothing else is taken for a backup', () => {
  const name = backupName(nowMs, 'import');
  expect(name).toBe('desk-20261124-100000-import.db');
  expect(parseBackupName(name)).toEqual({ name, atMs: nowMs, reason: 'import' });
  for (const other of [
    'desk.db',
    '../desk-20261124T020000Z-import.db',
    'desk-20261124T020000Z-evil.db',
    'key.json',
  ]) {
    expect(parseBackupName(other)).toBeUndefined();
  }
});
