/** 月历、年历. */
import type { calendarContract, CalendarPaper } from '../../shared/calendar/contract.ts';
import {
  enterpriseEntries,
  leaderEntries,
  monthEntries,
  shownAt,
  withoutPlannedInspections,
} from '../calendar.ts';
import { type CalendarPrint, gatherCalendarPrint } from '../calendar-paper.ts';
import { renderPdf } from '../documents/pdf.ts';
import { whoseWork } from '../leader-work.ts';
import type { HandlersOf } from '../rpc.ts';
import { savePaper } from '../save-paper.ts';
import { openDesk, type Services } from '../services.ts';

export const calendarHandlers: HandlersOf<typeof calendarContract> = {
  'calendar.month': (db, { month }, context) => {
    const { entries, isCut } = monthEntries(db, month, context.nowMs);
    return { entries: shownAt(context.desk.identity, entries), isCut };
  },
  'calendar.ofEnterprise': (db, input, context) => {
    const { entries, nearDays } = enterpriseEntries(db, input, context.nowMs);
    return { entries: shownAt(context.desk.identity, entries), nearDays };
  },
  'calendar.ofLeader': (db, { personId, year }, context) => ({
    entries: withoutPlannedInspections(
      leaderEntries(db, { personId: whoseWork(context, personId), year }, context.nowMs),
    ),
  }),
  'calendar.paperPreview': async (services, { paper }) => ({
    html: printOf(services, paper).html(services.paperFonts()),
  }),
  'calendar.exportPaper': async (services, { paper, format }) => {
    const { saveTitle, name, html, docx } = printOf(services, paper);
    return savePaper(
      services,
      { title: saveTitle, name, format },
      { docx, pdf: () => renderPdf(html(services.paperFonts()), services.printing.toPdf) },
    );
  },
  'calendar.printPaper': async (services, { paper }) => {
    const { html, isLandscape } = printOf(services, paper);
    return { printed: await services.printing.print(html(services.paperFonts()), { isLandscape }) };
  },
};

function printOf(services: Services, paper: CalendarPaper): CalendarPrint {
  const desk = openDesk(services);
  return gatherCalendarPrint(desk.db, paper, { desk, nowMs: services.nowMs() });
}
