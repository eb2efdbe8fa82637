/** Holds the one open desk of this process. */
import { identityTopic, readIncarnation } from '../db/identity.ts';
import { closeDatabase } from '../db/open.ts';
import { afterCommit } from '../db/sql.ts';
import type { Desk } from './desk.ts';
import type { DeskHolder } from './services.ts';

export function createDeskHolder(): DeskHolder {
  let desk: Desk | undefined;
  /** A commit may have replaced the incarnation: whoever asks for the desk next writes under the new one. */
  const renew = (touched: ReadonlySet<string>): void => {
    if (!desk || !touched.has(identityTopic)) return;
    const incarnation = readIncarnation(desk.db);
    if (incarnation === undefined || incarnation === desk.identity.incarnation) return;
    desk = { ...desk, identity: { ...desk.identity, incarnation } };
  };
  return {
    current: () => desk,
    open: (opened) => {
      if (desk) throw new Error('a desk is open already');
      desk = opened;
      afterCommit(opened.db, renew);
    },
    close: () => {
      if (!desk) return;
      const { db } = desk;
      desk = undefined;
      closeDatabase(db);
    },
  };
}
