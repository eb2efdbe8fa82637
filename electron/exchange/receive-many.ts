/** Twenty sticks in an afternoon: many bundles into the inbox at once. */
import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { AppError, errorText } from '../../shared/errors.ts';
import type { Desk } from '../desk.ts';
import type { Services } from '../services.ts';
import { runTask, whileOpen } from '../tasks.ts';
import { receive } from './inbox.ts';

export interface Received {
  readonly received: number;
  readonly refused: { fileName: string; reason: string }[];
}

/** One bad file never keeps the others out. null when the officer chose none; cancelled later, the rest is named. */
export async function receiveMany(services: Services, from: 'files' | 'folder'): Promise<Received | null> {
  const paths = await choose(services, from);
  if (paths === null) return null;
  return runTask(services, 'import', (signal) =>
    whileOpen(services, (desk) => receiveEach(services, desk, paths, signal)),
  );
}

const notReceived = '已取消，没有收下';

async function receiveEach(
  services: Services,
  desk: Desk,
  paths: readonly string[],
  signal: AbortSignal,
): Promise<Received> {
  const refused: Received['refused'] = [];
  let received = 0;
  for (const path of paths) {
    if (signal.aborted) {
      refused.push({ fileName: basename(path), reason: notReceived });
      continue;
    }
    try {
      await receive(services, desk, path, signal);
      received += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const reason = error.code === 'bundle.cancelled' ? notReceived : errorText(error.code, error.details);
      refused.push({ fileName: basename(path), reason });
    }
  }
  return { received, refused };
}

async function choose(services: Services, from: 'files' | 'folder'): Promise<readonly string[] | null> {
  const filters = [{ name: '数据包', extensions: ['drcb'] }];
  if (from === 'files') {
    const paths = await services.dialogs.openFiles({ title: '选择数据包（可多选）', filters });
    return paths.length === 0 ? null : paths;
  }
  const folder = await services.dialogs.openFolder({ title: '选择存放数据包的文件夹' });
  if (folder === null) return null;
  const entries = await readdir(folder, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.toLowerCase().endsWith('.drcb'))
    .map((entry) => join(folder, entry.name))
    .toSorted();
}
