import { z } from 'zod';
import { action } from '../rpc.ts';
import { chartSpec } from './spec.ts';

/** Three times as sharp as a screen, a chart has about 100 KB. */
const mostPictureBytes = 4 * 1024 * 1024;

/** As the window drew it, PNG. */
export const chartPicture = z
  .instanceof(Uint8Array)
  .refine(({ byteLength }) => byteLength > 0 && byteLength <= mostPictureBytes, { message: '图片过大' });

export const chartContract = {
  /** Saves the picture where the officer says; null when cancelled. */
  'chart.save': action(
    z.object({ name: z.string().min(1).max(100), png: chartPicture }),
    z.object({ path: z.string() }).nullable(),
  ),
  /** With its table, on a page of its own. `note`: of what time it is. */
  'chart.print': action(
    z.object({ spec: chartSpec, note: z.string().max(200) }),
    z.object({ printed: z.boolean() }),
  ),
};
