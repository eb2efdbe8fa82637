import { existsSync } from 'node:fs';
import type { backupContract } from '../../shared/backup/contract.ts';
import type { HandlersOf } from '../rpc.ts';
import { createBackup, listBackups } from '../session/backups.ts';
import { addBackup, bringBack, chooseBackup } from '../session/bring-back.ts';
import { changeSession } from '../session/change.ts';
import { deskPaths } from '../session/paths.ts';
import { restoreBackup, restoreKeyFile } from '../session/restore.ts';

export const backupHandlers: HandlersOf<typeof backupContract> = {
  'backup.list': async (services) => listBackups(services),
  'backup.create': (services) => createBackup(services, 'manual'),
  'backup.restore': (services, { name, withoutBackup }) =>
    changeSession(services, () => restoreBackup(services, name, { withoutBackup })),
  'backup.choose': (services) => chooseBackup(services),
  'backup.bringBack': (services, { handle, passphrase }) =>
    changeSession(services, () => bringBack(services, handle, passphrase)),
  'backup.add': (services) => addBackup(services),
  'backup.restoreKeyFile': (services) => changeSession(services, () => restoreKeyFile(services)),
  'backup.showFolder': async (services, { which }) => {
    const folder = deskPaths(services.folder)[which];
    if (existsSync(folder)) services.showInFolder(folder);
    return null;
  },
};
