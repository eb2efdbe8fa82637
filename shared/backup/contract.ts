/** 备份与恢复 */
import { z } from 'zod';
import { action } from '../rpc.ts';
import { sessionState } from '../session/contract.ts';

const backup = z.object({
  name: z.string(),
  atMs: z.number(),
  reason: z.enum(['daily', 'manual', 'import', 'restore', 'upgrade']),
  sizeBytes: z.int(),
  /** Dated later than this laptop's clock: kept, never trusted as the latest. */
  inFuture: z.boolean(),
});
export type BackupView = z.output<typeof backup>;

const chosenBackup = z.object({
  /** Names the chosen file in the call that follows. */
  handle: z.string(),
  side: z.enum(['city', 'town']),
  townName: z.string(),
  /** 挂钩领导's own laptop */
  isLeader: z.boolean(),
  atMs: z.number(),
  sizeBytes: z.int(),
});
export type ChosenBackup = z.output<typeof chosenBackup>;

export const backupContract = {
  /** Also before the desk is open: a damaged one is restored from here. */
  'backup.list': action(z.object({}), z.array(backup), { availability: 'always' }),
  'backup.create': action(z.object({}), z.object({ name: z.string() })),
  /**
   * Checks the backup, makes one of the open desk, moves the present files into quarantine, opens the copy.
   * `withoutBackup`: none could be made (backup.not-before-restore), and the officer goes on all the same.
   */
  'backup.restore': action(
    z.object({ name: z.string().max(100), withoutBackup: z.boolean().default(false) }),
    sessionState,
    { availability: 'always' },
  ),
  /** On the first run: asks for a backup of a desk that stood elsewhere; null when cancelled. */
  'backup.choose': action(z.object({}), chosenBackup.nullable(), { availability: 'always' }),
  /** Makes this laptop's desk from it. */
  'backup.bringBack': action(
    z.object({ handle: z.string().regex(/^[0-9a-f]{32}$/), passphrase: z.string().max(1024) }),
    sessionState,
    { availability: 'always' },
  ),
  /** Takes a backup of this desk from elsewhere into the list; null when cancelled. */
  'backup.add': action(z.object({}), z.object({ name: z.string() }).nullable(), { availability: 'always' }),
  /** 密钥文件 missing or broken: takes the copy that lies beside the backups. */
  'backup.restoreKeyFile': action(z.object({}), sessionState, { availability: 'always' }),
  'backup.showFolder': action(z.object({ which: z.enum(['backups', 'quarantine']) }), z.null(), {
    availability: 'always',
  }),
};
