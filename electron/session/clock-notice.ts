import { readClock } from '../../db/log/clock.ts';
import { deleteNoticesOf, putNotice } from '../../db/notice.ts';
import { readSetting, writeSetting } from '../../db/setting.ts';
import type { WriteDb } from '../../db/sql.ts';
import { clockBehind } from '../../shared/session/clock.ts';

/** The latest time in the log of which it was said that the computer's date lies before it. */
const said = 'clock-behind-said';

/**
 * Says that the computer's date looks wrong, in the place of what was said of it before; a right one silences that. What
 * the officer has read is not said of the same record again: it may be the record that bears a wrong time, and then no
 * date of the computer's would ever be right. Once a date was right, a wrong one is said again.
 */
export function noteClock(db: WriteDb, nowMs: number): void {
  const wasUnread = deleteNoticesOf(db, 'clock-behind');
  const latestMs = readClock(db).ms;
  const behind = clockBehind(nowMs, latestMs);
  const saidOf = readSetting<number | null>(db, said) ?? null;
  if (!behind) {
    if (saidOf !== null) writeSetting(db, said, null);
    return;
  }
  if (!wasUnread && saidOf === latestMs) return;
  writeSetting(db, said, latestMs);
  putNotice(db, 'clock-behind', behind, nowMs);
}
