import { expect, it } from 'vitest';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';

it('knows under which incarnations each laptop wrote so far, and loses nothing', () => {
  const db = databaseBefore(70);
  upgradeTo(db, 200);
  const before = contentsOf(db);
  upgradeTo(db, 210);
  const ops = (before['op'] ?? []) as { incarnation: string; author: string }[];
  const seen = new Map(ops.map(({ incarnation, author }) => [incarnation, author]));
  expect(seen.size).toBeGreaterThan(0);
  const rows = [...seen].map(([incarnation, author]) => ({ incarnation, author }));
  expect(contentsOf(db)).toEqual({
    ...before,
    seen_incarnation: rows.toSorted((a, b) => (a.incarnation < b.incarnation ? -1 : 1)),
  });
});
