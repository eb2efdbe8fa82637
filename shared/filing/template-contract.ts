/** 报备表模板 in the settings of this laptop. */
import { z } from 'zod';
import { action, command, query } from '../rpc.ts';

export const paperTemplate = z.object({
  name: z.string(),
  sizeBytes: z.int(),
  sha256: z.string(),
  chosenAtMs: z.int(),
});
export type PaperTemplateView = z.output<typeof paperTemplate>;

const saved = z.object({ path: z.string() }).nullable();

export const filingTemplateContract = {
  /** Null while the official form is used. */
  'template.get': query(z.object({}), paperTemplate.nullable()),
  /** The officer chooses a file, which is checked; null when he cancels. */
  'template.choose': action(z.object({}), paperTemplate.nullable()),
  'template.remove': command(z.object({}), z.null()),
  /** `own`: the one in use. `sample`: the official form with every placeholder. */
  'template.save': action(z.object({ which: z.enum(['own', 'sample']) }), saved),
};
