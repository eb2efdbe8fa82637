/** 本机提示 */
import { z } from 'zod';
import { command, query } from '../rpc.ts';

const notice = z.object({
  n: z.int(),
  /** The whole sentence. */
  text: z.string(),
  atMs: z.number(),
});

export const noticeContract = {
  /** What was not read yet, oldest first. */
  'notice.list': query(z.object({}), z.array(notice)),
  /** Read: it does not come again. */
  'notice.dismiss': command(z.object({ n: z.int() }), z.null(), { atLeader: true }),
};
