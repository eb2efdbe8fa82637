/** What this run of the program remembers between calls about the locked or open desk. Nothing of it is on disk. */
import { type ScryptParameters, scryptDefaults } from '../../db/crypto.ts';
import type { Invitation } from '../../shared/exchange/identity.ts';
import type { RecoveryContents } from '../../shared/exchange/recovery.ts';
import type { DeskProblem, LockedHow } from '../../shared/session/contract.ts';
import { type Attempts, createAttempts } from './attempts.ts';
import { deskPaths } from './paths.ts';
import { createQueue, type Queue } from './queue.ts';

/** First run of a town: the invitation being used. */
export interface PendingInvitation {
  readonly handle: string;
  readonly bytes: Uint8Array;
  /** Once the join code was right. */
  readonly opened?: Invitation;
}

/** The backup chosen on the first run, and the key file beside it. */
export interface PendingBackup {
  readonly handle: string;
  readonly path: string;
  readonly keyFile: string;
}

/** First run of a rebuilt city: the recovery key being used. */
export interface PendingRecovery {
  readonly handle: string;
  readonly bytes: Uint8Array;
  /** Once the passphrase was right. */
  readonly opened?: RecoveryContents;
}

export interface SessionMemory {
  readonly attempts: Attempts;
  readonly scrypt: ScryptParameters;
  /** The database key while the desk is open or its damage is being dealt with. */
  key: Uint8Array | null;
  /** The passphrase was right, the database is not. */
  damage: DeskProblem | null;
  /** How the desk came to be locked; null until it was open. */
  lockedHow: LockedHow | null;
  invitation: PendingInvitation | null;
  chosenBackup: PendingBackup | null;
  recovery: PendingRecovery | null;
  /** Program uptime of the last sign of life from the officer. */
  lastActivityMs: number;
  /** Stops what runs by the clock while the desk is open. */
  stopTimers: (() => void) | null;
  /** The session changes one step at a time: a second unlock waits for the first. */
  readonly changes: Queue;
  readonly backups: Queue;
  /** The key file and its copy beside the backups are read and written as one. */
  readonly keyFiles: Queue;
}

export function createSessionMemory(
  folder: string,
  uptimeMs: () => number,
  scrypt: ScryptParameters = scryptDefaults,
): SessionMemory {
  return {
    attempts: createAttempts(deskPaths(folder).attempts, uptimeMs),
    scrypt,
    key: null,
    damage: null,
    lockedHow: null,
    invitation: null,
    chosenBackup: null,
    recovery: null,
    lastActivityMs: uptimeMs(),
    stopTimers: null,
    changes: createQueue(),
    backups: createQueue(),
    keyFiles: createQueue(),
  };
}
