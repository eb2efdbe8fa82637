import { readClock } from '../../db/log/clock.ts';
import { deleteNoticesOf, putNotice } from '../../db/notice.ts';
import type { WriteDb } from '../../db/sql.ts';
import { clockBehind } from '../../shared/session/clock.ts';

/** Says that the computer's date looks wrong, in the place of what was said of it before; a right one silences that. */
export function noteClock(db: WriteDb, nowMs: number): void {
  deleteNoticesOf(db, 'clock-behind');
  const behind = clockBehind(nowMs, readClock(db).ms);
  if (behind) putNotice(db, 'clock-behind', behind, nowMs);
}
