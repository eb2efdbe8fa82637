/**
 * Security events, hash-chained: each row's hash covers the row before it. The head is kept outside the database too
 * and travels in bundles, so that a database put back to an earlier state is noticed. design/security.md rule 10.
 */
import type { AuditEvent } from '../shared/audit/events.ts';
import { canonicalJson } from '../shared/log/canonical.ts';
import { sha256Hex } from './crypto.ts';
import { all, get, type ReadDb, run, sql, value, type WriteDb } from './sql.ts';

/** Ids, counts and file names; never names of people, never a passphrase. */
export type AuditDetail = Readonly<Record<string, string | number>>;

export interface AuditEntry {
  /** 1, 2, 3 … without gaps */
  readonly n: number;
  readonly atMs: number;
  readonly event: string;
  readonly detail: AuditDetail;
  readonly hash: string;
}

export interface AuditHead {
  /** 0 while there is no entry. */
  readonly n: number;
  /** 64 hex digits */
  readonly hash: string;
}

interface AuditRow {
  readonly n: number;
  readonly at_ms: number;
  readonly event: string;
  readonly detail: string;
  readonly hash: string;
}

/** Touched by whatever adds an entry. */
export const auditTopic = 'audit';

const origin: AuditHead = { n: 0, hash: sha256Hex('audit chain v1') };

export function appendAudit(db: WriteDb, event: AuditEvent, detail: AuditDetail, nowMs: number): AuditHead {
  const before = auditHead(db);
  const row = { n: before.n + 1, at_ms: nowMs, event, detail: canonicalJson(detail) };
  const hash = chainHash(before.hash, row);
  run(
    db,
    sql`INSERT INTO audit (n, at_ms, event, detail, hash)
        VALUES (${row.n}, ${row.at_ms}, ${row.event}, ${row.detail}, ${hash})`,
  );
  db.touched.add(auditTopic);
  return { n: row.n, hash };
}

export function auditHead(db: ReadDb): AuditHead {
  return get<AuditHead>(db, sql`SELECT n, hash FROM audit ORDER BY n DESC LIMIT 1`) ?? origin;
}

/** The chain's hash at one of its entries; undefined when it has no such entry. */
export function auditHashAt(db: ReadDb, n: number): string | undefined {
  return n === 0 ? origin.hash : value<string>(db, sql`SELECT hash FROM audit WHERE n = ${n}`);
}

/** Latest first. */
export function listAudit(db: ReadDb, limit: number): AuditEntry[] {
  return all<AuditRow>(
    db,
    sql`SELECT n, at_ms, event, detail, hash FROM audit ORDER BY n DESC LIMIT ${limit}`,
  ).map(({ n, at_ms, event, detail, hash }) => ({
    n,
    atMs: at_ms,
    event,
    detail: JSON.parse(detail) as AuditDetail,
    hash,
  }));
}

export interface AuditVerdict {
  readonly entries: number;
  /** Number of the first entry that does not fit the one before it; null when all do. */
  readonly brokenAt: number | null;
}

/** Follows the whole chain. */
export function verifyAuditChain(db: ReadDb): AuditVerdict {
  let previous: AuditHead = origin;
  const rows = all<AuditRow>(db, sql`SELECT n, at_ms, event, detail, hash FROM audit ORDER BY n`);
  for (const row of rows) {
    if (row.n !== previous.n + 1 || row.hash !== chainHash(previous.hash, row)) {
      return { entries: rows.length, brokenAt: previous.n + 1 };
    }
    previous = row;
  }
  return { entries: rows.length, brokenAt: null };
}

function chainHash(previous: string, { n, at_ms, event, detail }: Omit<AuditRow, 'hash'>): string {
  return sha256Hex(canonicalJson({ v: 1, previous, n, at: at_ms, event, detail }));
}
