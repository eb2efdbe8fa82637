/** What this run of the program remembers between calls about the locked or open desk. Nothing of it is on disk. */
import { type ScryptParameters, scryptDefaults } from '../../db/crypto.ts';
import type { DeskProblem } from '../../shared/session/contract.ts';
import { type Attempts, createAttempts } from './attempts.ts';
import { deskPaths } from './paths.ts';

/** The passphrase was right, the database is not. */
export interface Damage {
  readonly problem: DeskProblem;
  /** Folder that holds the untouched copy; '' when there was nothing to copy. */
  readonly quarantine: string;
}

export interface SessionMemory {
  readonly attempts: Attempts;
  readonly scrypt: ScryptParameters;
  /** The database key while the desk is open or its damage is being dealt with. */
  key: Uint8Array | null;
  damage: Damage | null;
  /** Program uptime of the last sign of life from the officer. */
  lastActivityMs: number;
  /** Sessions change one at a time: a second unlock waits for the first. */
  exclusive<Value>(work: () => Promise<Value>): Promise<Value>;
}

export function createSessionMemory(
  folder: string,
  uptimeMs: () => number,
  scrypt: ScryptParameters = scryptDefaults,
): SessionMemory {
  let last: Promise<unknown> = Promise.resolve();
  return {
    attempts: createAttempts(deskPaths(folder).attempts, uptimeMs),
    scrypt,
    key: null,
    damage: null,
    lastActivityMs: uptimeMs(),
    exclusive: (work) => {
      const next = last.then(work);
      last = next.catch(() => undefined);
      return next;
    },
  };
}
