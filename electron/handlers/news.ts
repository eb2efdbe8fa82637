import { requireIdentity } from '../../db/identity.ts';
import { countNewRows, markSeen, newBundles } from '../../db/news.ts';
import { recordsTakenIn } from '../../db/taken-in.ts';
import { mostNews, type newsContract } from '../../shared/news/contract.ts';
import { peerNames } from '../party-names.ts';
import { changesInWords } from '../record-changes.ts';
import type { HandlersOf } from '../rpc.ts';

export const newsHandlers: HandlersOf<typeof newsContract> = {
  'news.list': (db) => {
    const self = requireIdentity(db);
    const bundles = newBundles(db);
    const saves = countNewRows(db, bundles, self.deviceId);
    const nameOf = peerNames(db, self);
    return {
      bundles: bundles
        .map(({ id, peerSide, townId, peerLeaderId, officer, atMs }) => ({
          id,
          peerName: nameOf({ side: peerSide, townId, leaderId: peerLeaderId }),
          officer,
          atMs,
        }))
        .toReversed(),
      saves,
      changes: saves > mostNews ? null : changesInWords(db, recordsTakenIn(db, bundles, self.deviceId)),
      upTo: Math.max(0, ...bundles.map(({ rowLast }) => rowLast)),
    };
  },
  'news.seen': (db, { upTo }) => {
    markSeen(db, upTo);
    return null;
  },
};
