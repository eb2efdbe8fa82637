import { describe, expect, it } from 'vitest';
import { appendAudit, auditHead, listAudit, verifyAuditChain } from '../../db/audit.ts';
import { type ReadDb, transact } from '../../db/sql.ts';
import { openTestDatabase, testNowMs } from '../support/database.ts';

function withEntries(): ReadDb {
  const db = openTestDatabase();
  transact(db, (writable) => {
    for (let n = 0; n < 5; n += 1) appendAudit(writable, 'unlock', { n }, testNowMs + n);
  });
  return db;
}

describe('audit chain', () => {
  it('grows by one link per event', () => {
    const db = withEntries();
    expect(auditHead(db)).toMatchObject({ n: 5 });
    expect(listAudit(db, 2)).toMatchObject([
      { n: 5, event: 'unlock', detail: { n: 4 }, atMs: testNowMs + 4 },
      { n: 4 },
    ]);
    expect(verifyAuditChain(db)).toEqual({ entries: 5, brokenAt: null });
  });

  it.each([
    ['a changed event', `UPDATE audit SET event = 'backup' WHERE n = 3`, 3],
    ['a changed time', 'UPDATE audit SET at_ms = at_ms + 1 WHERE n = 2', 2],
    ['a removed entry', 'DELETE FROM audit WHERE n = 3', 3],
    ['two entries exchanged', 'UPDATE audit SET n = CASE n WHEN 2 THEN 30 ELSE n END', 2],
  ])('tells of %s', (_, statement, brokenAt) => {
    const db = withEntries();
    db.connection.exec(statement);
    expect(verifyAuditChain(db)).toMatchObject({ brokenAt });
  });

  it('begins at a fixed origin', () => {
    const db = openTestDatabase();
    expect(auditHead(db).n).toBe(0);
    expect(verifyAuditChain(db)).toEqual({ entries: 0, brokenAt: null });
  });
});
