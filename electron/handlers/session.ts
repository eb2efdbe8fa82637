import { appendAudit } from '../../db/audit.ts';
import { changeDeskNames } from '../../db/desk-names.ts';
import { requireIdentity } from '../../db/identity.ts';
import { assertPassphrase, wrapKey } from '../../db/key-file.ts';
import { writeSetting } from '../../db/setting.ts';
import { transact } from '../../db/sql.ts';
import type { LockedHow, sessionContract } from '../../shared/session/contract.ts';
import { authorOf } from '../desk.ts';
import type { HandlersOf } from '../rpc.ts';
import type { Services } from '../services.ts';
import { dismiss } from '../session/admit.ts';
import { changeSession } from '../session/change.ts';
import { createCity, joinDesk } from '../session/create.ts';
import { chooseInvitation, openChosenInvitation } from '../session/join.ts';
import { writeLocalKey } from '../session/local-key.ts';
import { deskPaths } from '../session/paths.ts';
import { deskInfoOf } from '../session/info.ts';
import { idleLockSetting, sessionStateOf } from '../session/state.ts';
import { checkPassphrase, unlock } from '../session/unlock.ts';

export const sessionHandlers: HandlersOf<typeof sessionContract> = {
  'session.state': (services) => sessionStateOf(services),
  'session.createCity': (services, desk) => changeSession(services, () => createCity(services, desk)),
  'session.chooseInvitation': (services) => chooseInvitation(services),
  'session.openInvitation': (services, { handle, joinCode }) =>
    openChosenInvitation(services, handle, joinCode),
  'session.join': (services, { handle, ...desk }) =>
    changeSession(services, () => joinDesk(services, handle, desk)),
  'session.unlock': (services, { passphrase }) => changeSession(services, () => unlock(services, passphrase)),
  'session.lock': (services, how) => changeSession(services, () => lock(services, how)),
  'session.settled': async ({ settling }, { stored }) => {
    settling.answered(stored);
    return null;
  },
  'session.info': async (services) => deskInfoOf(services),
  'session.setNames': (db, names, { desk, nowMs }) => {
    const { officer, deviceName } = requireIdentity(db);
    if (officer === names.officer && deviceName === names.deviceName) return null;
    changeDeskNames(db, authorOf(desk.identity, nowMs), { officer, deviceName }, names);
    appendAudit(db, 'names-changed', {}, nowMs);
    return null;
  },
  'session.setIdleLock': (db, { minutes }) => {
    writeSetting(db, idleLockSetting, minutes);
    db.touched.add('session');
    return null;
  },
  'session.changePassphrase': async (services, { current, next }) => {
    await services.session.changes.run(() => exchangePassphrase(services, current, next));
    return null;
  },
};

/** A second lock changes nothing of what is said about the first. */
async function lock(services: Services, { idleMinutes = null, typing = 'none' }: Partial<LockedHow>) {
  const wasOpen = services.desk.current() !== undefined;
  await dismiss(services);
  if (wasOpen) services.session.lockedHow = { idleMinutes, typing };
}

async function exchangePassphrase(services: Services, current: string, next: string): Promise<void> {
  const paths = deskPaths(services.folder);
  assertPassphrase(next);
  const contents = await checkPassphrase(services, current);
  try {
    const text = await wrapKey(next, contents, services.session.scrypt);
    // The copy beside the backups too: it must not go on opening to the old passphrase, also when a backup is just
    // about to lay the key file as it was beside itself.
    await services.session.keyFiles.run(() => writeLocalKey(paths, services.keyring, text));
  } finally {
    contents.key.fill(0);
  }
  const desk = services.desk.current();
  if (!desk) return;
  const { topics } = transact(desk.db, (db) => appendAudit(db, 'passphrase-changed', {}, services.nowMs()));
  services.broadcast(topics);
}
