import { expect, it } from 'vitest';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';

it('keeps a desk in use, on which no template was chosen yet', () => {
  const db = databaseBefore(160);
  upgradeTo(db, 250);
  const before = contentsOf(db);
  upgradeTo(db, 260);
  expect(contentsOf(db)).toEqual({ ...before, paper_template: [] });
  const insert = (form: string, sha256: string): unknown =>
    db.connection.exec(`INSERT INTO paper_template VALUES ('${form}', 'a.docx', '${sha256}', x'00', 1)`);
  expect(() => insert('annex7', 'a'.repeat(64))).toThrow(/CHECK/);
  expect(() => insert('annex6', 'short')).toThrow(/CHECK/);
  insert('annex6', 'a'.repeat(64));
  expect(() => insert('annex6', 'b'.repeat(64))).toThrow(/UNIQUE/);
});
