/** The papers of 检查处置报备. */
import { z } from 'zod';
import { entityId } from '../log/operation.ts';
import { action } from '../rpc.ts';

const format = z.enum(['pdf', 'docx']);
const saved = z.object({ path: z.string() }).nullable();
const printed = z.object({ printed: z.boolean() });

export const filingPaperContract = {
  /** 附件6 as HTML for the preview. */
  'filing.preview': action(z.object({ id: entityId }), z.object({ html: z.string() })),
  /** Saves the paper where the officer says; null when cancelled. */
  'filing.exportPaper': action(z.object({ id: entityId, format }), saved),
  'filing.print': action(z.object({ id: entityId }), printed),
};
