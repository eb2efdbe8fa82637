/** `electron.protocol`: the program serves its own files. */
import type { CustomScheme, Protocol } from 'electron';
import type { PageRequest, PageResponse } from '../protocol.ts';
import { demandReady, isReady } from './program.ts';
import { strict } from './strict.ts';

type Handler = (request: Request) => Response | Promise<Response>;

const handlers = new Map<string, Handler>();
let privileged: readonly CustomScheme[] | undefined;

const members = {
  registerSchemesAsPrivileged: (schemes) => {
    if (isReady())
      throw new Error('protocol.registerSchemesAsPrivileged should be called before app is ready');
    if (privileged) throw new Error('protocol.registerSchemesAsPrivileged can be called only once');
    const strange = schemes.find(({ scheme }) => scheme !== 'app');
    if (strange) throw new Error(`The browser host serves app:// only, not ${strange.scheme}://`);
    const { standard, secure, bypassCSP, corsEnabled } = schemes[0]?.privileges ?? {};
    if (!standard || !secure || bypassCSP || corsEnabled) {
      throw new Error('The browser host serves app:// as a standard, secure scheme without exceptions');
    }
    privileged = schemes;
  },
  handle: (scheme, handler) => {
    demandReady('protocol.handle can only be called after app is ready');
    if (!privileged) throw new Error(`${scheme}:// was not registered as privileged before ready`);
    if (scheme !== 'app') throw new Error(`The browser host serves app:// only, not ${scheme}://`);
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    handlers.set(scheme, handler);
  },
  unhandle: (scheme) => {
    if (!handlers.delete(scheme)) throw new Error(`Failed to unhandle protocol: ${scheme}`);
  },
  isProtocolHandled: (scheme) => handlers.has(scheme),
} satisfies Pick<Protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'>;

export const protocol = strict(members, 'protocol');

/** Lets the program answer one request of its page. Rejects when the program's handler fails. */
export async function serveRequest({ url, method, headers, body }: PageRequest): Promise<PageResponse> {
  const handler = handlers.get('app');
  if (!handler) throw new Error('net::ERR_UNKNOWN_URL_SCHEME');
  const bodyPart = body && method !== 'GET' && method !== 'HEAD' ? { body: new Uint8Array(body) } : {};
  const response = await handler(new Request(url, { method, headers: { ...headers }, ...bodyPart }));
  if (response.type === 'error') throw new Error('net::ERR_FAILED');
  return {
    status: response.status,
    headers: [...response.headers],
    body: new Uint8Array(await response.arrayBuffer()),
  };
}
