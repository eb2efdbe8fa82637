/** The papers of 检查处置报备: preview, print, export. */
import type { filingPaperContract } from '../../shared/filing/paper-contract.ts';
import { annex6Docx, annex6Html, annex6Pdf } from '../documents/annex6.ts';
import { paperNow } from '../filing-case.ts';
import { notePrinted } from '../filing-printed.ts';
import { requireFiling } from '../filing-write.ts';
import type { HandlersOf } from '../rpc.ts';
import { askForPaper } from '../save-paper.ts';
import { openDesk } from '../services.ts';
import { writeFromDesk } from '../write-from-desk.ts';

export const filingPaperHandlers: HandlersOf<typeof filingPaperContract> = {
  'filing.preview': async (services, { id }) => {
    const { db } = openDesk(services);
    const paper = paperNow(db, requireFiling(db, id));
    return { html: annex6Html(paper, services.paperFonts()) };
  },
  'filing.exportPaper': async (services, { id, format }) => {
    const desk = openDesk(services);
    const filing = requireFiling(desk.db, id);
    const paper = paperNow(desk.db, filing);
    // Made before the officer is asked where to: what cannot be printed is said at once.
    const bytes =
      format === 'docx'
        ? annex6Docx(paper)
        : await annex6Pdf(paper, services.paperFonts(), services.printing.toPdf);
    const name = `检查处置报备表（${paper.enterpriseName}，${filing.inspectionDate}）`;
    const path = await askForPaper(services, { title: '保存检查处置报备表', name, format });
    if (path === null) return null;
    await writeFromDesk(services, desk, path, () => bytes);
    notePrinted(services, id, paper, format);
    return { path };
  },
  'filing.print': async (services, { id }) => {
    const { db } = openDesk(services);
    const paper = paperNow(db, requireFiling(db, id));
    const printed = await services.printing.print(annex6Html(paper, services.paperFonts()));
    if (printed) notePrinted(services, id, paper, 'print');
    return { printed };
  },
};
