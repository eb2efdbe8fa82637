/** What the officer does when the laptop dies: through the program's own calls. */
import { join } from 'node:path';
import type { BenchDesk } from '../bench/desk.ts';
import { exportBundle, takeIn } from '../joined-desks.ts';
import { type Action, type Laptop, stickFile } from './world.ts';

export async function perform(desk: BenchDesk, action: Action, { stick }: Laptop): Promise<void> {
  const path = join(stick, stickFile);
  await (action === 'import' ? takeIn(desk, path) : exportBundle(desk, path));
}
