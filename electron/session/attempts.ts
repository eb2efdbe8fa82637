/**
 * Counts wrong passphrases and makes the next try wait. Time is the program's own uptime, which nobody can set:
 * the machine's clock has no say, and a restart begins the wait again instead of ending it.
 */
import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { z } from 'zod';
import { writeWholeFile } from '../../db/write-file.ts';
import { waitAfterWrong } from '../../shared/session/rules.ts';

export interface Attempts {
  /** Seconds until a passphrase may be tried; 0 when it may be now. */
  waitSeconds(): number;
  /** Wrong tries in a row. */
  wrongTries(): number;
  /** Called before a passphrase is checked: whoever kills the program meanwhile has had this try. */
  count(): Promise<void>;
  /** The passphrase was right. */
  reset(): Promise<void>;
}

const attemptsFile = z.object({ v: z.literal(1), wrongTries: z.int().min(0).max(1_000_000) });

export function createAttempts(file: string, uptimeMs: () => number): Attempts {
  let wrongTries = readTries(file);
  let sinceMs = uptimeMs();
  return {
    waitSeconds: () => Math.max(0, Math.ceil((sinceMs - uptimeMs()) / 1000 + waitAfterWrong(wrongTries))),
    wrongTries: () => wrongTries,
    count: async () => {
      wrongTries += 1;
      sinceMs = uptimeMs();
      // A full disk must not lock the officer out of the data; this run still remembers.
      const text = JSON.stringify({ v: 1, wrongTries });
      await Promise.allSettled([writeWholeFile(file, text)]);
    },
    reset: async () => {
      wrongTries = 0;
      await rm(file, { force: true });
    },
  };
}

function readTries(file: string): number {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return 0; // none yet
  }
  try {
    return attemptsFile.parse(JSON.parse(text)).wrongTries;
  } catch {
    return 3; // somebody wrote into it
  }
}
