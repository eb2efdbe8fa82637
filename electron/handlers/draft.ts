import { deleteDraft, findDraft, listDrafts, putDraft } from '../../db/draft.ts';
import type { draftContract } from '../../shared/draft/contract.ts';
import { leftText } from '../../shared/draft/left.ts';
import { readableNames } from '../readable-names.ts';
import type { HandlersOf } from '../rpc.ts';

export const draftHandlers: HandlersOf<typeof draftContract> = {
  'draft.get': (db, { key }) => findDraft(db, key),
  'draft.put': (db, { key, value }, { nowMs }) => {
    putDraft(db, key, value, nowMs);
    return { savedAtMs: nowMs };
  },
  'draft.delete': (db, { key }) => {
    deleteDraft(db, key);
    return null;
  },
  'draft.list': (db, { prefix }) => {
    const names = readableNames(db);
    return listDrafts(db, [prefix].flat()).map(({ left, ...draft }) => ({
      ...draft,
      left: left && leftText(left.key, left.content, names),
    }));
  },
};
