/** Holds the one open desk of this process. */
import { closeDatabase } from '../db/open.ts';
import type { Desk } from './desk.ts';
import type { DeskHolder } from './services.ts';

export function createDeskHolder(): DeskHolder {
  let desk: Desk | undefined;
  return {
    current: () => desk,
    open: (opened) => {
      if (desk) throw new Error('a desk is open already');
      desk = opened;
    },
    close: () => {
      if (!desk) return;
      const { db } = desk;
      desk = undefined;
      closeDatabase(db);
    },
  };
}
