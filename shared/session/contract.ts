import { z } from 'zod';
import { action, command } from '../rpc.ts';
import { displayNameLength, typedName } from '../text/display-name.ts';

/** Why a desk that is set up cannot be opened although the passphrase is right, or cannot even be asked for it. */
export const deskProblem = z.enum([
  'desk.damaged',
  'desk.foreign',
  'desk.missing',
  'desk.key-file-missing',
  'desk.key-file-damaged',
  'desk.keyring-lost',
]);
export type DeskProblem = z.output<typeof deskProblem>;

const idleMinutes = z.int().min(1).max(240);

/** Said on the lock screen, so that whoever comes back knows what happened and that nothing was lost. */
export const lockedHow = z.object({
  /** Without a key or a click for so long; null when somebody locked it. */
  idleMinutes: idleMinutes.nullable(),
  /** A form was half filled in: what was typed is on disk, or is only in this window yet (a full disk). */
  typing: z.enum(['none', 'kept', 'unstored']),
});
export type LockedHow = z.output<typeof lockedHow>;

/** Where the program stands before the ledger can be seen. */
export const sessionState = z.object({
  state: z.enum(['first-run', 'locked', 'open', 'damaged']),
  side: z.enum(['city', 'town']).nullable(),
  townId: z.string().nullable(),
  townName: z.string().nullable(),
  /** 挂钩领导's own laptop: it reads what is linked to him. */
  isLeader: z.boolean(),
  /** His name, while the desk is open; null elsewhere. */
  leaderName: z.string().nullable(),
  /** Known only while the desk is open: names are not kept outside the encrypted database. */
  officer: z.string().nullable(),
  deviceName: z.string().nullable(),
  /** With `damaged`: which sentence explains it. */
  problem: deskProblem.nullable(),
  /** Minutes without a key or a click until the window locks the desk; null unless open. */
  idleLockMinutes: z.int().nullable(),
  /** How it came to be locked; null when it is not, or was not open before in this run of the program. */
  lockedHow: lockedHow.nullable(),
});
export type SessionState = z.output<typeof sessionState>;

const passphrase = z.string().max(1024);

/** Shown in lists, certificates and history. */
const personOrDeviceName = (what: string) => typedName(what, displayNameLength).min(1, `请填写${what}`);

export const deskNames = z.object({
  /** 经办人 */
  officer: personOrDeviceName('经办人姓名'),
  deviceName: personOrDeviceName('电脑名称'),
});

export const newDesk = deskNames.extend({ passphrase });
export type NewDesk = z.output<typeof newDesk>;

const chosenInvitation = z.object({
  /** Names the chosen file in the calls that follow. */
  handle: z.string(),
  /** For which town the file says it is, before the join code proves it. */
  townName: z.string(),
  expiresAtMs: z.number(),
});
export type ChosenInvitation = z.output<typeof chosenInvitation>;

const openedInvitation = z.object({
  side: z.enum(['city', 'town']),
  townId: z.string(),
  townName: z.string(),
  /** For whose own laptop it is; '' for one of the office. */
  leaderName: z.string(),
  cityName: z.string(),
  /** Of the city's key: eight groups of four digits, to be compared on the telephone. */
  cityFingerprint: z.string(),
  expiresAtMs: z.number(),
});
export type OpenedInvitation = z.output<typeof openedInvitation>;

const deskInfo = z.object({
  side: z.enum(['city', 'town']),
  townName: z.string(),
  /** 挂钩领导 whose own laptop it is; '' for one of the office. */
  leaderName: z.string(),
  officer: z.string(),
  deviceName: z.string(),
  /** Of this laptop's key. */
  fingerprint: z.string(),
  /** Of the city's key, as this laptop knows it. */
  cityFingerprint: z.string(),
  createdAtMs: z.number(),
  /** Whether the city's certificate has arrived; the laptop with the city's key has its own. */
  confirmed: z.boolean(),
  /** End of the laptop's certificate; null while it has none. */
  validToMs: z.number().nullable(),
  /** Whether the city's signing key lies here: invitations, certificates and revocations are made with it. */
  holdsCityKey: z.boolean(),
  folder: z.string(),
  programVersion: z.string(),
  host: z.enum(['electron', 'browser-host']),
});
export type DeskInfo = z.output<typeof deskInfo>;

const handle = z.string().regex(/^[0-9a-f]{32}$/);

export const sessionContract = {
  'session.state': action(z.object({}), sessionState, { availability: 'always' }),
  'session.createCity': action(newDesk, sessionState, { availability: 'always' }),
  /** Asks for a .drci file; null when cancelled. */
  'session.chooseInvitation': action(z.object({}), chosenInvitation.nullable(), { availability: 'always' }),
  'session.openInvitation': action(z.object({ handle, joinCode: z.string().max(100) }), openedInvitation, {
    availability: 'always',
  }),
  'session.join': action(newDesk.extend({ handle }), sessionState, { availability: 'always' }),
  'session.unlock': action(z.object({ passphrase }), sessionState, { availability: 'always' }),
  'session.lock': action(lockedHow.partial(), sessionState, { availability: 'always' }),
  /** The page's answer when it was asked to store what was typed; `stored` is false when something could not be. */
  'session.settled': action(z.object({ stored: z.boolean() }), z.null(), { availability: 'always' }),
  'session.info': action(z.object({}), deskInfo),
  /** 更换经办人: from the next save on; what was written before keeps its names. Travels with the bundles. */
  'session.setNames': command(deskNames, z.null(), { atLeader: true }),
  'session.setIdleLock': command(z.object({ minutes: idleMinutes }), z.null(), {
    atLeader: true,
  }),
  'session.changePassphrase': action(z.object({ current: passphrase, next: passphrase }), z.null()),
};
