import { z } from 'zod';
import { action } from '../rpc.ts';

/** Why a desk that is set up cannot be opened although the passphrase is right, or cannot even be asked for it. */
export const deskProblem = z.enum([
  'desk.damaged',
  'desk.foreign',
  'desk.missing',
  'desk.key-file-missing',
  'desk.key-file-damaged',
]);
export type DeskProblem = z.output<typeof deskProblem>;

/** Where the program stands before the ledger can be seen. */
export const sessionState = z.object({
  state: z.enum(['first-run', 'locked', 'open', 'damaged']),
  side: z.enum(['city', 'town']).nullable(),
  townId: z.string().nullable(),
  townName: z.string().nullable(),
  /** Known only while the desk is open: names are not kept outside the encrypted database. */
  officer: z.string().nullable(),
  deviceName: z.string().nullable(),
  /** With `damaged`: which sentence explains it. */
  problem: deskProblem.nullable(),
  /** Minutes without a key or a click until the window locks the desk; null unless open. */
  idleLockMinutes: z.int().nullable(),
});
export type SessionState = z.output<typeof sessionState>;

const passphrase = z.string().max(1024);

/** Shown in lists, certificates and history: no control, direction-changing or invisible characters. */
const personOrDeviceName = (what: string) =>
  z
    .string()
    .trim()
    .min(1, `请填写${what}`)
    .max(60, `${what}不超过 60 个字`)
    .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u, `${what}中有看不见的字符，请重新输入`);

export const newDesk = z.object({
  /** 经办人 */
  officer: personOrDeviceName('经办人姓名'),
  deviceName: personOrDeviceName('电脑名称'),
  passphrase,
});
export type NewDesk = z.output<typeof newDesk>;

export const sessionContract = {
  'session.state': action(z.object({}), sessionState, { availability: 'always' }),
  'session.createCity': action(newDesk, sessionState, { availability: 'always' }),
  'session.unlock': action(z.object({ passphrase }), sessionState, { availability: 'always' }),
  'session.lock': action(z.object({}), sessionState, { availability: 'always' }),
  'session.changePassphrase': action(z.object({ current: passphrase, next: passphrase }), z.null()),
};
