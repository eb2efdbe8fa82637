import { assertPassphrase, changePassphrase } from '../../db/key-file.ts';
import type { SessionState, sessionContract } from '../../shared/session/contract.ts';
import type { HandlersOf } from '../rpc.ts';
import type { Services } from '../services.ts';
import { createCity } from '../session/create.ts';
import { deskPaths } from '../session/paths.ts';
import { sessionStateOf } from '../session/state.ts';
import { checkPassphrase, unlock } from '../session/unlock.ts';

export const sessionHandlers: HandlersOf<typeof sessionContract> = {
  'session.state': (services) => sessionStateOf(services),
  'session.createCity': (services, desk) => changing(services, () => createCity(services, desk)),
  'session.unlock': (services, { passphrase }) => changing(services, () => unlock(services, passphrase)),
  'session.lock': (services) => changing(services, async () => lock(services)),
  'session.changePassphrase': (services, { current, next }) =>
    services.session.exclusive(async () => {
      assertPassphrase(next);
      await checkPassphrase(services, current);
      await changePassphrase(deskPaths(services.folder).keyFile, current, next, services.session.scrypt);
      return null;
    }),
};

/** Runs one change of the session after the one before it, and tells the window. */
async function changing(services: Services, work: () => Promise<void>): Promise<SessionState> {
  await services.session.exclusive(work);
  services.broadcast(['session']);
  return sessionStateOf(services);
}

function lock({ desk, session }: Services): void {
  desk.close();
  session.key?.fill(0);
  session.key = null;
  session.damage = null;
}
