/** What a desk put back to a backup has forgotten, and still has on its own disk: the bundles it took in since. */
import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { bundleIds } from '../../db/bundle.ts';
import type { Desk } from '../desk.ts';
import type { Services } from '../services.ts';
import { deskPaths } from '../session/paths.ts';
import { headerOf } from './bundle-header.ts';
import { isForUs, keepCopyOf } from './inbox.ts';

const explanation = '恢复备份以前导入过：由本机存档放回，请再导入一次';

/**
 * At the opening of a desk: copies of archived bundles for it that its database does not know go back into the inbox,
 * again at every opening until they are imported. The sender may have cleared what it knows to have arrived here.
 */
export async function returnFromArchive(services: Services, desk: Desk): Promise<void> {
  const { archive } = deskPaths(services.folder);
  const names = existsSync(archive) ? readdirSync(archive).filter((name) => name.endsWith('.drcb')) : [];
  const known = bundleIds(desk.db);
  for (const name of names) {
    const path = join(archive, name);
    // An archived copy is called by its bundle.
    if (known.has(basename(name, '.drcb'))) continue;
    const header = await headerOf(path);
    if (header && !known.has(header.bundleId) && isForUs(desk, header)) {
      await keepCopyOf(services, desk, { path, header, explanation });
    }
  }
}
