/** Twenty sticks in an afternoon: many bundles into the inbox at once. */
import type { Dirent } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readBundleLabel } from '../../db/exchange/container/read.ts';
import { storageError } from '../../db/storage-error.ts';
import { AppError, errorText } from '../../shared/errors.ts';
import { judgeEntry, sameBundleReason } from '../../shared/exchange/received-folder.ts';
import type { Desk } from '../desk.ts';
import type { Services } from '../services.ts';
import { runTask, whileOpen } from '../tasks.ts';
import { receive } from './inbox.ts';

interface NamedFile {
  readonly fileName: string;
  readonly reason: string;
}

export interface Received {
  readonly received: number;
  readonly refused: NamedFile[];
  /** Left alone, with the reason. */
  readonly skipped: NamedFile[];
  /** Files of the system's own. */
  readonly ignored: number;
}

interface Chosen extends Pick<Received, 'skipped' | 'ignored'> {
  readonly paths: readonly string[];
}

/** One bad file never keeps the others out. null when the officer chose none; cancelled later, the rest is named. */
export async function receiveMany(services: Services, from: 'files' | 'folder'): Promise<Received | null> {
  const chosen = await choose(services, from);
  if (chosen === null) return null;
  return runTask(services, 'import', (signal) =>
    whileOpen(services, (desk) => receiveEach(services, desk, chosen, signal)),
  );
}

const notReceived = '已取消，没有收下';

async function receiveEach(
  services: Services,
  desk: Desk,
  { paths, skipped: leftAlone, ignored }: Chosen,
  signal: AbortSignal,
): Promise<Received> {
  const refused: NamedFile[] = [];
  const skipped = [...leftAlone];
  const firstNames = new Map<string, string>();
  let received = 0;
  for (const path of paths) {
    if (signal.aborted) {
      refused.push({ fileName: basename(path), reason: notReceived });
      continue;
    }
    try {
      const copy = await copyMark(path);
      const first = firstNames.get(copy);
      if (first !== undefined) {
        skipped.push({ fileName: basename(path), reason: sameBundleReason(first) });
        continue;
      }
      await receive(services, desk, path, signal);
      firstNames.set(copy, basename(path));
      received += 1;
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      const reason = error.code === 'bundle.cancelled' ? notReceived : errorText(error.code, error.details);
      refused.push({ fileName: basename(path), reason });
    }
  }
  return { received, refused, skipped, ignored };
}

/** The same for copies of one bundle; a copy that was cut short is no copy, and is refused with its own reason. */
async function copyMark(path: string): Promise<string> {
  const { header } = await readBundleLabel(path);
  const { size } = await stat(path).catch((error: unknown) => {
    throw storageError(error);
  });
  return `${header.bundleId} ${size}`;
}

async function choose(services: Services, from: 'files' | 'folder'): Promise<Chosen | null> {
  const filters = [{ name: '数据包', extensions: ['drcb'] }];
  if (from === 'files') {
    const paths = await services.dialogs.openFiles({ title: '选择数据包（可多选）', filters });
    return paths.length === 0 ? null : { paths, skipped: [], ignored: 0 };
  }
  const folder = await services.dialogs.openFolder({ title: '选择存放数据包的文件夹' });
  if (folder === null) return null;
  const entries = await readdir(folder, { withFileTypes: true });
  const judged = entries
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map((entry) => ({ name: entry.name, ...judgeEntry(entry.name, typeOf(entry)) }));
  return {
    paths: judged.flatMap(({ name, kind }) => (kind === 'bundle' ? [join(folder, name)] : [])),
    skipped: judged.flatMap((each) =>
      each.kind === 'skipped' ? [{ fileName: each.name, reason: each.reason }] : [],
    ),
    ignored: judged.filter(({ kind }) => kind === 'system').length,
  };
}

function typeOf(entry: Dirent): 'file' | 'folder' | 'other' {
  if (entry.isFile()) return 'file';
  return entry.isDirectory() ? 'folder' : 'other';
}
