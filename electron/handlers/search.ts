import { search } from '../../db/search/find.ts';
import { localDate } from '../../shared/clock.ts';
import type { searchContract } from '../../shared/search/contract.ts';
import type { HandlersOf } from '../rpc.ts';

export const searchHandlers: HandlersOf<typeof searchContract> = {
  'search.query': (db, { text, limit }, { desk, nowMs }) =>
    search(db, text, limit, {
      withoutPlannedInspections: desk.identity.leaderId !== '',
      today: localDate(nowMs),
    }),
};
