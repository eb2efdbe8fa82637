import { deleteNotice, listNotices } from '../../db/notice.ts';
import type { noticeContract } from '../../shared/notice/contract.ts';
import { noticeText } from '../../shared/notice/texts.ts';
import type { HandlersOf } from '../rpc.ts';

export const noticeHandlers: HandlersOf<typeof noticeContract> = {
  'notice.list': (db) =>
    listNotices(db).map(({ n, kind, detail, atMs }) => ({ n, text: noticeText(kind, detail), atMs })),
  'notice.dismiss': (db, { n }) => {
    deleteNotice(db, n);
    return null;
  },
};
