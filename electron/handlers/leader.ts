/** 挂钩工作 of a leader, and the paper of it. */
import type { ParsedInputOf } from '../../shared/contract.ts';
import type { leaderContract } from '../../shared/leader/contract.ts';
import { leaderSheetDocx, leaderSheetHtml } from '../documents/leader-sheet.ts';
import type { ListText } from '../documents/list-layout.ts';
import { renderPdf } from '../documents/pdf.ts';
import { gatherLeaderSheet } from '../leader-sheet.ts';
import { leaderWorkOf } from '../leader-work.ts';
import type { HandlersOf } from '../rpc.ts';
import { savePaper } from '../save-paper.ts';
import { openDesk, type Services } from '../services.ts';

export const leaderHandlers: HandlersOf<typeof leaderContract> = {
  'leader.work': (db, { personId }, context) => leaderWorkOf(db, personId, context),
  'leader.sheetPreview': async (services, input) => ({
    html: leaderSheetHtml(gather(services, input), services.paperFonts()),
  }),
  'leader.exportSheet': async (services, { format, ...input }) => {
    const sheet = gather(services, input);
    return savePaper(
      services,
      { title: '保存挂钩领导工作单', name: sheet.title, format },
      {
        docx: () => leaderSheetDocx(sheet),
        pdf: () => renderPdf(leaderSheetHtml(sheet, services.paperFonts()), services.printing.toPdf),
      },
    );
  },
  'leader.printSheet': async (services, input) => ({
    printed: await services.printing.print(leaderSheetHtml(gather(services, input), services.paperFonts())),
  }),
};

function gather(services: Services, { personId }: ParsedInputOf<'leader.sheetPreview'>): ListText {
  const desk = openDesk(services);
  return gatherLeaderSheet(desk.db, personId, { desk, nowMs: services.nowMs() });
}
