import { expect, it } from 'vitest';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';

it('keeps the filings and attachments of a ledger in use, without a number and about nothing but the enterprise', () => {
  const db = databaseBefore(160);
  upgradeTo(db, 220);
  db.connection.exec(`INSERT INTO filing VALUES ('f1', 'e1', 0, 1, '应急局', '2026-11-24', 'null', 'ordinary', '', 'safety',
    '依据', '', '', '', '', 'null', '', '')`);
  const before = contentsOf(db) as Record<string, Record<string, unknown>[]>;
  upgradeTo(db, 230);
  const after = contentsOf(db) as Record<string, Record<string, unknown>[]>;
  const added = { filing: { register_number: 'null', corrects: '' }, attachment: { about_id: '' } };
  expect(after).toEqual({
    ...before,
    filing: before['filing']!.map((row) => ({ ...row, ...added.filing })),
    attachment: before['attachment']!.map((row) => ({ ...row, ...added.attachment })),
    filing_delivery: [],
    filing_reason: [],
    filing_void: [],
    filing_paper: [],
  });
});
