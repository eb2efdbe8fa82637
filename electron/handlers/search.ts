import { search } from '../../db/search/find.ts';
import type { searchContract } from '../../shared/search/contract.ts';
import type { HandlersOf } from '../rpc.ts';

export const searchHandlers: HandlersOf<typeof searchContract> = {
  'search.query': (db, { text, limit }, { desk }) =>
    search(db, text, limit, { withoutPlannedInspections: desk.identity.leaderId !== '' }),
};
