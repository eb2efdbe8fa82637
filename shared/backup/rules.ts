/** Names of backups and which of them are kept. design/security.md rule 4. */
import { localDate, localOffsetMs, startOfDayMs } from '../clock.ts';

export const backupReasons = {
  daily: '每日自动',
  manual: '手动',
  import: '导入前',
  restore: '恢复前',
  upgrade: '升级前',
} as const satisfies Record<string, string>;
export type BackupReason = keyof typeof backupReasons;

export interface BackupName {
  readonly name: string;
  readonly atMs: number;
  readonly reason: BackupReason;
}

/** desk-20261124-100000-daily.db: the time is that of the clock on the wall (UTC+8), as the officer looks for it. */
export function backupName(atMs: number, reason: BackupReason): string {
  const time = new Date(atMs + localOffsetMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '');
  return `desk-${time.replace('T', '-')}-${reason}.db`;
}

/** Also the names of earlier versions, whose time was UTC: desk-20261124T020000Z-daily.db */
const pattern = /^desk-(\d{4})(\d{2})(\d{2})[T-](\d{2})(\d{2})(\d{2})(Z?)-([a-z]+)[.]db$/;

/** Undefined for any other file. */
export function parseBackupName(name: string): BackupName | undefined {
  const match = pattern.exec(name);
  const reason = match?.[8] ?? '';
  if (!match || !Object.hasOwn(backupReasons, reason)) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number);
  const written = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
  const atMs = match[7] === 'Z' ? written : written - localOffsetMs;
  return { name, atMs, reason: reason as BackupReason };
}

/** Newest always kept, whatever their day: the one before an import matters the same afternoon. */
const newest = 5;

/**
 * Which backups may go: not the newest five, not the last one of each of the latest 7 days, 4 weeks and 12 months that
 * have one. Slots are counted by the backups themselves, so a clock set forward ages nothing away; backups dated after
 * `nowMs` are kept and fill no slot, so a clock that was wrong once cannot push good ones out.
 */
export function expendableBackups<Backup extends Pick<BackupName, 'atMs'>>(
  backups: readonly Backup[],
  nowMs: number,
): Backup[] {
  const past = backups.filter(({ atMs }) => atMs <= nowMs).toSorted((a, b) => b.atMs - a.atMs);
  const keep = new Set<Backup>(past.slice(0, newest));
  for (const [slots, slotOf] of schedule) {
    const filled = new Set<string | number>();
    for (const backup of past) {
      const slot = slotOf(backup.atMs);
      if (filled.has(slot)) continue;
      if (filled.size === slots) break;
      filled.add(slot);
      keep.add(backup);
    }
  }
  return past.filter((backup) => !keep.has(backup));
}

const schedule: readonly (readonly [slots: number, slotOf: (atMs: number) => string | number])[] = [
  [7, localDate],
  [4, weekOf],
  [12, (atMs) => localDate(atMs).slice(0, 7)],
];

/** Weeks begin on Monday; 1970-01-05 was one. */
function weekOf(atMs: number): number {
  const days = Math.round((startOfDayMs(localDate(atMs)) - startOfDayMs('1970-01-05')) / 86_400_000);
  return Math.floor(days / 7);
}
