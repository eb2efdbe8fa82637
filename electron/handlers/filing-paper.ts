/** The papers of 检查处置报备: preview, print, export. */
import type { FilingRecord } from '../../db/filing.ts';
import { localDate } from '../../shared/clock.ts';
import type { FilingListPaper, filingPaperContract } from '../../shared/filing/paper-contract.ts';
import { annex6Docx, annex6Html, annex6Pdf } from '../documents/annex6.ts';
import { filingListDocx, filingListHtml, type FilingListPaperText } from '../documents/filing-list.ts';
import type { Annex6Paper } from '../documents/annex6-rows.ts';
import { renderPdf } from '../documents/pdf.ts';
import { gatherFilingList } from '../filing-list-paper.ts';
import { paperNow } from '../filing-case.ts';
import { notePrinted } from '../filing-printed.ts';
import { requireFiling } from '../filing-write.ts';
import type { HandlersOf } from '../rpc.ts';
import { inOwnTemplate } from '../own-template.ts';
import { askForPaper, type PaperFormat, savePaper } from '../save-paper.ts';
import { openDesk, type Services } from '../services.ts';
import { writeFromDesk } from '../write-from-desk.ts';

export const filingPaperHandlers: HandlersOf<typeof filingPaperContract> = {
  'filing.preview': async (services, { id }) => {
    const { db } = openDesk(services);
    const paper = paperNow(db, requireFiling(db, id));
    return { html: annex6Html(paper, services.paperFonts()) };
  },
  'filing.exportPaper': (services, { id, format }) =>
    saveFilingPaper(services, { id, format }, (paper) =>
      format === 'docx'
        ? annex6Docx(paper)
        : annex6Pdf(paper, services.paperFonts(), services.printing.toPdf),
    ),
  'filing.exportOwnPaper': (services, { id }) =>
    saveFilingPaper(services, { id, format: 'docx' }, (paper, filing) =>
      inOwnTemplate(openDesk(services).db, paper, filing),
    ),
  'filing.print': async (services, { id }) => {
    const { db } = openDesk(services);
    const paper = paperNow(db, requireFiling(db, id));
    const printed = await services.printing.print(annex6Html(paper, services.paperFonts()));
    if (printed) notePrinted(services, id, paper, 'print');
    return { printed };
  },

  'filing.listPaper': async (services, { paper }) => ({
    html: filingListHtml(toListPaper(services, paper), services.paperFonts()),
  }),
  'filing.exportListPaper': async (services, { paper, format }) => {
    const list = toListPaper(services, paper);
    return savePaper(
      services,
      {
        title: `保存${listNames[paper.kind]}`,
        name: `${list.title}（${localDate(services.nowMs())}）`,
        format,
      },
      {
        docx: () => filingListDocx(list),
        pdf: () => renderPdf(filingListHtml(list, services.paperFonts()), services.printing.toPdf),
      },
    );
  },
  'filing.printListPaper': async (services, { paper }) => {
    const html = filingListHtml(toListPaper(services, paper), services.paperFonts());
    return { printed: await services.printing.print(html, { isLandscape: true }) };
  },
};

/** Made before the officer is asked where to: what cannot be printed is said at once. */
async function saveFilingPaper(
  services: Services,
  { id, format }: { readonly id: string; readonly format: PaperFormat },
  make: (paper: Annex6Paper, filing: FilingRecord) => Uint8Array | Promise<Uint8Array>,
): Promise<{ path: string } | null> {
  const desk = openDesk(services);
  const filing = requireFiling(desk.db, id);
  const paper = paperNow(desk.db, filing);
  const bytes = await make(paper, filing);
  const name = `检查处置报备表（${paper.enterpriseName}，${filing.inspectionDate}）`;
  const path = await askForPaper(services, { title: '保存检查处置报备表', name, format });
  if (path === null) return null;
  await writeFromDesk(services, desk, path, () => bytes);
  notePrinted(services, id, paper, format);
  return { path };
}

const listNames = { register: '检查处置报备台账', reminders: '报备提醒清单' } as const;

function toListPaper(services: Services, paper: FilingListPaper): FilingListPaperText {
  const { db, identity } = openDesk(services);
  return gatherFilingList(db, paper, { identity, nowMs: services.nowMs() });
}
