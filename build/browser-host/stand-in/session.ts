/** `electron.session`: permissions. The host grants none; what the program would answer can be asked. */
import type { Session } from 'electron';
import { demandReady } from './program.ts';
import { strict } from './strict.ts';

type RequestHandler = Parameters<Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Session['setPermissionCheckHandler']>[0];

let requestHandler: RequestHandler = null;
let checkHandler: CheckHandler = null;

const members = {
  setPermissionRequestHandler: (handler) => {
    requestHandler = handler;
  },
  setPermissionCheckHandler: (handler) => {
    checkHandler = handler;
  },
  setDevicePermissionHandler: () => {},
  setSpellCheckerEnabled: () => {},
  clearCache: async () => {},
  clearStorageData: async () => {},
  flushStorageData: () => {},
} satisfies Pick<
  Session,
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'setSpellCheckerEnabled'
  | 'clearCache'
  | 'clearStorageData'
  | 'flushStorageData'
>;

export const defaultSession = strict(members, 'session.defaultSession') as unknown as Session;

export const session = strict(
  {
    get defaultSession() {
      demandReady('Session can only be received when app is ready');
      return defaultSession;
    },
  },
  'session',
);

/** How the program answers for a permission: Electron grants what no handler refuses. */
export async function askPermission(permission: string): Promise<{ request: boolean; check: boolean }> {
  const ask = requestHandler as
    | ((contents: null, permission: string, answer: (granted: boolean) => void) => void)
    | null;
  const check = checkHandler as ((contents: null, permission: string, origin: string) => boolean) | null;
  const request = ask
    ? await new Promise<boolean>((answer) => {
        ask(null, permission, answer);
      })
    : true;
  return { request, check: check ? check(null, permission, 'app://desk') : true };
}
