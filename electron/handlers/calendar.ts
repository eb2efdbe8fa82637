/** 月历、年历. */
import type { ParsedInputOf } from '../../shared/contract.ts';
import type { CalendarEntry } from '../../shared/calendar/entry.ts';
import type { calendarContract } from '../../shared/calendar/contract.ts';
import { enterpriseEntries, leaderEntries, monthEntries, withoutPlannedInspections } from '../calendar.ts';
import { gatherCalendarPaper } from '../calendar-paper.ts';
import {
  type MonthCalendarPaper,
  monthCalendarDocx,
  monthCalendarHtml,
} from '../documents/month-calendar.ts';
import { renderPdf } from '../documents/pdf.ts';
import { whoseWork } from '../leader-work.ts';
import type { HandlerContext, HandlersOf } from '../rpc.ts';
import { savePaper } from '../save-paper.ts';
import { openDesk, type Services } from '../services.ts';

export const calendarHandlers: HandlersOf<typeof calendarContract> = {
  'calendar.month': (db, { month }, context) => {
    const { entries, isCut } = monthEntries(db, month, context.nowMs);
    return { entries: shownAt(context, entries), isCut };
  },
  'calendar.ofEnterprise': (db, input, context) => {
    const { entries, nearDays } = enterpriseEntries(db, input, context.nowMs);
    return { entries: shownAt(context, entries), nearDays };
  },
  'calendar.ofLeader': (db, { personId, year }, context) => ({
    entries: withoutPlannedInspections(
      leaderEntries(db, { personId: whoseWork(context, personId), year }, context.nowMs),
    ),
  }),
  'calendar.paperPreview': async (services, paper) => ({
    html: monthCalendarHtml(gather(services, paper), services.paperFonts()),
  }),
  'calendar.exportPaper': async (services, { format, ...paper }) => {
    const calendar = gather(services, paper);
    return savePaper(
      services,
      { title: '保存月历', name: calendar.title, format },
      {
        docx: () => monthCalendarDocx(calendar),
        pdf: () => renderPdf(monthCalendarHtml(calendar, services.paperFonts()), services.printing.toPdf),
      },
    );
  },
  'calendar.printPaper': async (services, paper) => ({
    printed: await services.printing.print(
      monthCalendarHtml(gather(services, paper), services.paperFonts()),
      { isLandscape: true },
    ),
  }),
};

/** Whoever sits before a leader's laptop may sit in the enterprise. */
function shownAt({ desk }: HandlerContext, entries: CalendarEntry[]): CalendarEntry[] {
  return desk.identity.leaderId === '' ? entries : withoutPlannedInspections(entries);
}

function gather(services: Services, paper: ParsedInputOf<'calendar.paperPreview'>): MonthCalendarPaper {
  const { db, identity } = openDesk(services);
  return gatherCalendarPaper(db, paper, { identity, nowMs: services.nowMs() });
}
