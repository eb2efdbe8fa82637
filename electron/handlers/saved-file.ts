import { existsSync } from 'node:fs';
import { AppError } from '../../shared/errors.ts';
import type { savedFileContract } from '../../shared/saved-file/contract.ts';
import type { HandlersOf } from '../rpc.ts';
import { openDesk } from '../services.ts';
import { wasSavedFrom } from '../write-from-desk.ts';

export const savedFileHandlers: HandlersOf<typeof savedFileContract> = {
  'savedFile.show': async (services, { path }) => {
    if (!wasSavedFrom(openDesk(services), path)) return null;
    if (!existsSync(path)) throw new AppError('saved-file.gone');
    services.showInFolder(path);
    return null;
  },
};
