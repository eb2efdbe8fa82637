import { enterprisesByTown, listTowns } from '../../db/town.ts';
import type { townContract } from '../../shared/town/contract.ts';
import type { HandlersOf } from '../rpc.ts';

export const townHandlers: HandlersOf<typeof townContract> = {
  'town.list': (db) => {
    const counts = enterprisesByTown(db);
    return listTowns(db).map((town) => ({ ...town, enterprises: counts.get(town.id) ?? 0 }));
  },
};
