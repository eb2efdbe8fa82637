/** Enterprises by 培育层级. */
import { z } from 'zod';

/** `held` on a day; `gained` and `planned` to be applied for in a time that is said beside it. */
export const levelCount = z.object({
  key: z.string().max(100),
  held: z.int().min(0),
  gained: z.int().min(0),
  planned: z.int().min(0),
});
export type LevelCount = z.output<typeof levelCount>;
