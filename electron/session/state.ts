/** Where the program stands, read from the files each time it is asked. */
import { joinedInvitation } from '../../db/exchange/keys.ts';
import { readIdentity, requireIdentity } from '../../db/identity.ts';
import { type DeskLabel, readKeyText } from '../../db/key-file.ts';
import { labelOfKeyText } from '../../db/sealed-key-file.ts';
import { findPerson } from '../../db/person.ts';
import { readSetting } from '../../db/setting.ts';
import type { ReadDb } from '../../db/sql.ts';
import { listTowns } from '../../db/town.ts';
import { AppError } from '../../shared/errors.ts';
import { type DeskProblem, deskProblem, type SessionState } from '../../shared/session/contract.ts';
import { idleLockDefault } from '../../shared/session/rules.ts';
import type { Desk } from '../desk.ts';
import type { Services } from '../services.ts';
import { deskPaths, isSetUp } from './paths.ts';

const nothing: Omit<SessionState, 'state'> = {
  side: null,
  townId: null,
  townName: null,
  isLeader: false,
  leaderName: null,
  officer: null,
  deviceName: null,
  problem: null,
  idleLockMinutes: null,
  lockedHow: null,
};

export async function sessionStateOf(services: Services): Promise<SessionState> {
  const desk = services.desk.current();
  if (desk) return openState(desk);
  const paths = deskPaths(services.folder);
  if (!isSetUp(paths)) return { ...nothing, state: 'first-run' };
  const { damage } = services.session;
  try {
    const label = nameOf(labelOfKeyText(await readKeyText(paths.keyFile)));
    return damage
      ? { ...nothing, ...label, state: 'damaged', problem: damage }
      : { ...nothing, ...label, state: 'locked', lockedHow: services.session.lockedHow };
  } catch (error) {
    return { ...nothing, state: 'damaged', problem: problemOf(error) };
  }
}

function openState({ db, identity }: Desk): SessionState {
  const { side, townId } = identity;
  // They may have been changed since the desk was opened.
  const { officer, deviceName } = readIdentity(db) ?? identity;
  const isLeader = identity.leaderId !== '';
  return {
    state: 'open',
    side,
    townId,
    townName: side === 'town' ? townNameOf(db, townId) : null,
    isLeader,
    leaderName: isLeader ? leaderNameOf(db) : null,
    officer,
    deviceName,
    problem: null,
    idleLockMinutes: readSetting<number>(db, idleLockSetting) ?? idleLockDefault,
    lockedHow: null,
  };
}

export const idleLockSetting = 'idle-lock-minutes';

function nameOf({
  side,
  townId,
  townName,
  isLeader = false,
}: Omit<DeskLabel, 'isLeader'> & { isLeader?: boolean }): Pick<
  SessionState,
  'side' | 'townId' | 'townName' | 'isLeader'
> {
  return { side, townId, townName: side === 'town' ? townName : null, isLeader };
}

/** As he is called now, or was when he was invited: his record may not have come yet. */
export function leaderNameOf(db: ReadDb): string {
  const self = requireIdentity(db);
  return findPerson(db, self.leaderId)?.name ?? joinedInvitation(self)?.leader?.name ?? '';
}

/** As the city's dictionary has it, or as it was called when this laptop joined. */
function townNameOf(db: ReadDb, townId: string): string {
  return listTowns(db).find(({ id }) => id === townId)?.name ?? readIdentity(db)?.townName ?? townId;
}

function problemOf(error: unknown): DeskProblem {
  const known = error instanceof AppError ? deskProblem.safeParse(error.code) : undefined;
  if (!known?.success) throw error;
  return known.data;
}
