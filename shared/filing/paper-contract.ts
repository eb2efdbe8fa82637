/** The papers of 检查处置报备. */
import { z } from 'zod';
import { filingFilter, filingSort } from './register-contract.ts';
import { entityId } from '../log/operation.ts';
import { action } from '../rpc.ts';

const format = z.enum(['pdf', 'docx']);
const saved = z.object({ path: z.string() }).nullable();
const printed = z.object({ printed: z.boolean() });

/** register: what the list shows, whole. reminders: what is due or overdue, and what falls due within some days. */
export const filingListPaper = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('register'),
    filter: filingFilter,
    sort: filingSort.default({ key: 'inspectionDate', order: 'desc' }),
  }),
  z.object({ kind: z.literal('reminders'), withinDays: z.int().min(0).max(60).default(3) }),
]);
export type FilingListPaper = z.output<typeof filingListPaper>;

/** Filings that one printed register holds. */
export const mostPrintedRows = 2000;

export const filingPaperContract = {
  /** 附件6 as HTML for the preview. */
  'filing.preview': action(z.object({ id: entityId }), z.object({ html: z.string() })),
  /** Saves the paper where the officer says; null when cancelled. */
  'filing.exportPaper': action(z.object({ id: entityId, format }), saved),
  /** The same in the office's own template. */
  'filing.exportOwnPaper': action(z.object({ id: entityId }), saved),
  'filing.print': action(z.object({ id: entityId }), printed),
  /** 检查报备台账 or 报备提醒清单 as HTML for the preview. */
  'filing.listPaper': action(z.object({ paper: filingListPaper }), z.object({ html: z.string() })),
  'filing.exportListPaper': action(z.object({ paper: filingListPaper, format }), saved),
  'filing.printListPaper': action(z.object({ paper: filingListPaper }), printed),
};
