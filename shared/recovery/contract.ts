/** 恢复密钥: made at the city's desk and kept in a safe; brings the desk back when its laptop is lost. */
import { z } from 'zod';
import { action, query } from '../rpc.ts';
import { newDesk, sessionState } from '../session/contract.ts';
import { displayNameLength, typedName } from '../text/display-name.ts';

const passphrase = z.string().max(1024);
const handle = z.string().regex(/^[0-9a-f]{32}$/);

const recoveryView = z.object({
  /** Counted from 1; the latest counts. */
  n: z.int(),
  atMs: z.number(),
  /** 保管人; '' on a desk that was rebuilt. */
  keeper: z.string(),
});

const recoveryState = z.object({
  /** null while there is none. */
  key: recoveryView.nullable(),
  /** Only the laptop with the city's signing key makes one. */
  canMake: z.boolean(),
  /** This desk was rebuilt from a recovery key. */
  isRebuilt: z.boolean(),
});
export type RecoveryState = z.output<typeof recoveryState>;

const chosenRecovery = z.object({
  /** Names the chosen file in the calls that follow. */
  handle: z.string(),
  /** As the file says, before the passphrase proves it. */
  cityName: z.string(),
  n: z.int(),
  createdAtMs: z.number(),
});
export type ChosenRecovery = z.output<typeof chosenRecovery>;

const openedRecovery = z.object({
  cityName: z.string(),
  /** Of the city's key: the paper says it too. */
  cityFingerprint: z.string(),
  createdAtMs: z.number(),
});
export type OpenedRecovery = z.output<typeof openedRecovery>;

export const recoveryContract = {
  'recovery.get': query(z.object({}), recoveryState, { side: 'city' }),
  /** Writes the .drck file where the officer says, and reads it back; null when cancelled. */
  'recovery.create': action(
    z.object({ passphrase, keeper: typedName('保管人', displayNameLength).min(1, '请填写保管人') }),
    z.object({ path: z.string() }).nullable(),
    { side: 'city' },
  ),
  /** 保管单. Null when cancelled. */
  'recovery.exportPaper': action(
    z.object({ format: z.enum(['pdf', 'docx']) }),
    z.object({ path: z.string() }).nullable(),
    { side: 'city' },
  ),
  'recovery.printPaper': action(z.object({}), z.object({ printed: z.boolean() }), { side: 'city' }),
  /** On the first run: asks for a .drck file; null when cancelled. */
  'recovery.choose': action(z.object({}), chosenRecovery.nullable(), { availability: 'always' }),
  'recovery.open': action(z.object({ handle, passphrase }), openedRecovery, { availability: 'always' }),
  /** 重建市级工作台: the old signing key on a new laptop. */
  'recovery.rebuild': action(newDesk.extend({ handle }), sessionState, { availability: 'always' }),
};
