/** A file the officer opened with the program, from the desktop or a stick: 数据包 .drcb or 邀请文件 .drci. */
import { z } from 'zod';
import { action } from '../rpc.ts';

export const handedFile = z.object({
  kind: z.enum(['bundle', 'invitation']),
  /** Its name without the folder, to be shown. */
  name: z.string(),
});
export type HandedFile = z.output<typeof handedFile>;

export const handedContract = {
  /** The file that waits; null when none does. */
  'handed.get': action(z.object({}), handedFile.nullable(), { availability: 'always' }),
  /** The next dialog that asks for such a file is answered with it. */
  'handed.accept': action(z.object({}), z.null(), { availability: 'always' }),
  'handed.dismiss': action(z.object({}), z.null(), { availability: 'always' }),
};
