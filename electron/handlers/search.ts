import { search } from '../../db/search/find.ts';
import type { searchContract } from '../../shared/search/contract.ts';
import type { HandlersOf } from '../rpc.ts';

export const searchHandlers: HandlersOf<typeof searchContract> = {
  'search.query': (db, { text, limit }) => search(db, text, limit),
};
