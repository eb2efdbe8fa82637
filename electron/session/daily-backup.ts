/** The automatic backup: once a day while the desk is open, some time after it was opened. */
import type { Services } from '../services.ts';
import { createBackup, isDailyBackupDue } from './backups.ts';

const firstMs = 60_000; // the officer is reading the first screen
const againMs = 60 * 60_000; // a desk may stay open for days

/** @returns what stops it. */
export function startDailyBackup(services: Services): () => void {
  const look = (): void => {
    if (!services.desk.current() || !isDailyBackupDue(services)) return;
    // A failure stands in the audit log and on the settings screen; the next hour tries again.
    void createBackup(services, 'daily').catch(() => undefined);
  };
  const first = setTimeout(look, firstMs).unref();
  const again = setInterval(look, againMs).unref();
  return () => {
    clearTimeout(first);
    clearInterval(again);
  };
}
