/** What the papers of a filing said: so that a later edit is seen, and every version stays. */
import { sha256Hex } from '../db/crypto.ts';
import { findFiling, notePrintedPaper } from '../db/filing.ts';
import { transact } from '../db/sql.ts';
import type { PaperFormat } from '../shared/filing/case.ts';
import { filingEntity } from '../shared/filing/entity.ts';
import type { Annex6Paper } from './documents/annex6-rows.ts';
import { keepVersion } from './filing-case.ts';
import { isOwnFiling } from './filing-write.ts';
import { openDesk, type Services } from './services.ts';

/** What the paper says, its mark aside. */
export function contentHash(paper: Annex6Paper): string {
  return sha256Hex(Buffer.from(JSON.stringify({ ...paper, mark: undefined }), 'utf8'));
}

/** Keeps what the paper said. */
export function notePrinted(services: Services, id: string, paper: Annex6Paper, format: PaperFormat): void {
  const nowMs = services.nowMs();
  const desk = openDesk(services);
  const paperMade = { format, contentSha256: contentHash(paper), atMs: nowMs };
  const { topics } = transact(desk.db, (db) => {
    notePrintedPaper(db, filingEntity.type, id, paperMade);
    const filing = findFiling(db, id);
    // A version is the office's own word, in the enterprise's log: who does not write of the filing only notes what was
    // printed.
    const context = { desk, nowMs };
    if (filing && isOwnFiling(db, filing, context)) keepVersion(db, filing, paper, format, context);
  });
  services.broadcast(topics);
}
