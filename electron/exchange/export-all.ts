/** Bundles for all towns in one go, into one folder: what one town prevents does not keep the others from theirs. */
import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { recipientsOf } from '../../db/exchange/keys.ts';
import { requireIdentity } from '../../db/identity.ts';
import { listTowns } from '../../db/town.ts';
import { AppError, errorText } from '../../shared/errors.ts';
import type { Medium } from '../../shared/exchange/parts.ts';
import type { ExportedTown } from '../../shared/month/contract.ts';
import type { Desk } from '../desk.ts';
import { openDesk, type Services } from '../services.ts';
import { whileOpen } from '../tasks.ts';
import { writeExport } from './export.ts';
import { planExport } from './export-plan.ts';

export interface ExportAllRequest {
  /** YYYY-MM */
  readonly month: string;
  readonly medium: Medium;
}

/**
 * What was written before a cancel stays and is whole; the others are named. null when the officer chose no folder.
 * @throws AppError bundle.cancelled (before the first) | exchange.nobody-there (no town has a laptop) | session.locked
 */
export async function exportAll(
  services: Services,
  request: ExportAllRequest,
  signal: AbortSignal,
): Promise<{ folder: string; towns: ExportedTown[] } | null> {
  const { db } = openDesk(services);
  const self = requireIdentity(db);
  const towns = listTowns(db).filter(
    ({ id }) => recipientsOf(db, self, { side: 'town', townId: id }).length > 0,
  );
  if (towns.length === 0) throw new AppError('exchange.nobody-there', { peer: '各镇（区、街道）' });
  const folder = await services.dialogs.openFolder({ title: '选择存放各镇区数据包的文件夹' });
  if (folder === null) return null;
  if (signal.aborted) throw new AppError('bundle.cancelled'); // locked while the dialog stood open
  const done: ExportedTown[] = [];
  for (const [index, { id, name }] of towns.entries()) {
    if (signal.aborted) {
      done.push({ townId: id, name, ...notWritten });
      continue;
    }
    services.progress({
      taskId: 'export',
      label: `${name}（${index + 1}／${towns.length}）`,
      fraction: index / towns.length,
    });
    const result = await whileOpen(services, (desk) =>
      exportOne(services, desk, { ...request, folder, townId: id, name }, signal),
    );
    done.push({ townId: id, name, ...result });
  }
  return { folder, towns: done };
}

const nothing = { bundleId: '', files: [], operations: 0 };
const notWritten = { ...nothing, obstacle: '已取消，没有导出' };

interface TownRequest extends ExportAllRequest {
  readonly folder: string;
  readonly townId: string;
  readonly name: string;
}

async function exportOne(
  services: Services,
  desk: Desk,
  { folder, townId, name, ...request }: TownRequest,
  signal: AbortSignal,
): Promise<Omit<ExportedTown, 'townId' | 'name'>> {
  // The bar counts towns; the steps of one of them would make it jump.
  const quiet: Services = { ...services, progress: () => undefined };
  try {
    const to = { side: 'town', townId, name } as const;
    const plan = await planExport(quiet, desk, { ...request, to, mode: 'auto' }, signal);
    const exported = await writeExport(quiet, desk, plan, freePath(folder, plan.fileName), signal);
    const { bundleId, operations } = exported;
    return { bundleId, files: exported.files.map((file) => file.name), operations, obstacle: '' };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === 'bundle.cancelled') return notWritten;
    return { ...nothing, obstacle: errorText(error.code, error.details) };
  }
}

/** Nobody was asked about a file of that name: it stays, and the new one says that it is another. */
function freePath(folder: string, fileName: string): string {
  for (let count = 1; ; count += 1) {
    const path = join(folder, count === 1 ? fileName : numbered(fileName, count));
    if (!existsSync(path)) return path;
  }
}

/** `…_2026-11.drcb` → `…_2026-11（2）.drcb`; before the mark of a part, which the further files take over. */
function numbered(fileName: string, count: number): string {
  return basename(fileName).replace(/(?=(_第\d+包共\d+包)?\.drcb$)/, `（${count}）`);
}
