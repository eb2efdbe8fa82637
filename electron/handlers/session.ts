import type { SessionState, sessionContract } from '../../shared/session/contract.ts';
import { AppError } from '../../shared/errors.ts';
import type { HandlersOf } from '../rpc.ts';
import type { Services } from '../services.ts';

export const sessionHandlers: HandlersOf<typeof sessionContract> = {
  'session.state': async (services) => stateOf(services),
  'session.unlock': async () => {
    throw new AppError('session.wrong-passphrase');
  },
  'session.lock': async (services) => {
    services.desk.close();
    return stateOf(services);
  },
};

function stateOf(services: Services): SessionState {
  const desk = services.desk.current();
  return {
    state: desk ? 'open' : 'locked',
    side: desk?.identity.side ?? null,
    townId: desk?.identity.townId ?? null,
    townName: null,
    officer: desk?.identity.officer ?? null,
    deviceName: desk?.identity.deviceName ?? null,
  };
}
