import type { SessionState } from '../../shared/session/contract.ts';
import type { Services } from '../services.ts';
import { sessionStateOf } from './state.ts';

/** Runs one change of the session after the one before it, tells the window, and answers where we stand now. */
export async function changeSession(services: Services, work: () => Promise<void>): Promise<SessionState> {
  await services.session.changes.run(work);
  services.broadcast(['session']);
  return sessionStateOf(services);
}
