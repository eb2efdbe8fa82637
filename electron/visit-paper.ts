/** The paper of a visit: 走访单 to take along, and 走访记录 once it was made. */
import type { ReadDb } from '../db/sql.ts';
import { AppError } from '../shared/errors.ts';
import type { DeskIdentity } from './desk.ts';
import type { PaperFonts } from './documents/fonts/paper-fonts.ts';
import { visitRecordDocx, visitRecordHtml } from './documents/visit-record.ts';
import { visitSheetDocx, visitSheetHtml } from './documents/visit-sheet.ts';
import { requireVisit } from './visit.ts';
import { gatherVisitRecord } from './visit-record.ts';
import { gatherVisitSheet } from './visit-sheet.ts';

export interface VisitPaper {
  readonly kind: 'sheet' | 'record';
  /** Of the file, without its ending. */
  readonly name: string;
  /** Errors: 'paper.unsupported-characters'. */
  html(fonts: PaperFonts): string;
  docx(): Uint8Array;
}

/** @throws record.not-found | visit.not-planned (it was cancelled) */
export function gatherVisitPaper(
  db: ReadDb,
  of: { readonly enterpriseId: string; readonly visitId?: string | undefined },
  now: { readonly identity: DeskIdentity; readonly nowMs: number },
): VisitPaper {
  const visit = of.visitId === undefined ? undefined : requireVisit(db, of.visitId);
  const named = (title: string, enterpriseName: string, date: string): string =>
    [title, enterpriseName, date].filter((part) => part !== '').join('　');
  if (visit?.timing.status !== 'made') {
    const sheet = gatherVisitSheet(db, of, { nowMs: now.nowMs, leaderId: now.identity.leaderId });
    return {
      kind: 'sheet',
      name: named('走访单', sheet.enterpriseName, sheet.date),
      html: (fonts) => visitSheetHtml(sheet, fonts),
      docx: () => visitSheetDocx(sheet),
    };
  }
  if (visit.enterpriseId !== of.enterpriseId) throw new AppError('record.not-found');
  const record = gatherVisitRecord(db, visit, now);
  return {
    kind: 'record',
    name: named('走访记录', record.enterpriseName, record.date),
    html: (fonts) => visitRecordHtml(record, fonts),
    docx: () => visitRecordDocx(record),
  };
}
