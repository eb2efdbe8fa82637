/** What a day brings for the towns is written when the desk is opened, and when the day changes while it is open. */
import { transact } from '../../db/sql.ts';
import { localDate } from '../../shared/clock.ts';
import { tellTowns } from '../assigned-decisions.ts';
import type { Services } from '../services.ts';

const againMs = 60_000;

/** So that 待导出 counts a meeting whose note was written ahead of its day. @returns what stops it. */
export function startTelling(services: Services): () => void {
  let toldOn = '';
  const look = (): void => {
    const desk = services.desk.current();
    const today = localDate(services.nowMs());
    if (!desk || today === toldOn) return;
    try {
      const { topics } = transact(desk.db, (db) => tellTowns(db, desk.identity, services.nowMs()));
      toldOn = today;
      if (topics.length > 0) services.broadcast(topics);
    } catch {
      // A full disk: the next minute tries again, and so does an export, which says what is wrong.
    }
  };
  look();
  const again = setInterval(look, againMs).unref();
  return () => clearInterval(again);
}
