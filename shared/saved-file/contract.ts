/** Files that the program wrote where the officer said. */
import { z } from 'zod';
import { action } from '../rpc.ts';

export const savedFileContract = {
  /** 打开所在文件夹: of a file that was saved since the desk was opened; of any other nothing happens. */
  'savedFile.show': action(z.object({ path: z.string().max(4096) }), z.null()),
};
