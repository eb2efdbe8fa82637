import type { handedContract } from '../../shared/handed/contract.ts';
import type { HandlersOf } from '../rpc.ts';

export const handedHandlers: HandlersOf<typeof handedContract> = {
  'handed.get': async ({ handedFiles }) => handedFiles.waiting(),
  'handed.accept': async ({ handedFiles, broadcast }) => {
    handedFiles.accept();
    broadcast(['handed']);
    return null;
  },
  'handed.dismiss': async ({ handedFiles, broadcast }) => {
    handedFiles.dismiss();
    broadcast(['handed']);
    return null;
  },
};
