/**
 * The head of the audit chain, kept in a file beside the database: a database that was put back to an earlier state
 * (copied over from outside the program) is behind it. design/exchange.md, Identity; design/security.md rule 10.
 */
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { z } from 'zod';
import { auditHashAt, auditHead } from '../../db/audit.ts';
import type { ReadDb } from '../../db/sql.ts';
import type { Services } from '../services.ts';
import { deskPaths } from './paths.ts';

const anchor = z.object({ v: z.literal(1), n: z.int().min(0), hash: z.string().regex(/^[0-9a-f]{64}$/) });

/** Notes where the chain stands now. */
export function writeAnchor(file: string, db: ReadDb): void {
  const { n, hash } = auditHead(db);
  const temporary = `${file}.part`;
  const descriptor = openSync(temporary, 'w', 0o600);
  try {
    writeSync(descriptor, JSON.stringify({ v: 1, n, hash }));
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(temporary, file);
}

/** Whether the database is the one the anchor was written for, or a later state of it. */
export function fitsAnchor(file: string, db: ReadDb): boolean {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return false; // missing: somebody else's folder, or a copy of the database alone
  }
  const found = anchor.safeParse(parseJson(text));
  return found.success && auditHashAt(db, found.data.n) === found.data.hash;
}

/** For the open desk. Failing to write it costs a warning at the next unlock, never the work that was just done. */
export function keepAnchor(services: Services): void {
  const desk = services.desk.current();
  if (!desk) return;
  try {
    writeAnchor(deskPaths(services.folder).anchor, desk.db);
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
