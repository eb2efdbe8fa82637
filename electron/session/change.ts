import type { SessionState } from '../../shared/session/contract.ts';
import type { Services } from '../services.ts';
import { sessionStateOf } from './state.ts';

/**
 * Runs one change of the session after the one before it, tells the window, and answers where we stand now. The window
 * is told of one that failed too: a backup may have been laid down and then not have opened.
 */
export async function changeSession(services: Services, work: () => Promise<void>): Promise<SessionState> {
  try {
    await services.session.changes.run(work);
  } finally {
    services.broadcast(['session']);
  }
  return sessionStateOf(services);
}
