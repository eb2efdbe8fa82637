/** Every feature's handlers, one line each. */
import type { Handlers } from './rpc.ts';
import { draftHandlers } from './handlers/draft.ts';
import { conflictHandlers } from './handlers/conflict.ts';
import { personHandlers } from './handlers/person.ts';
import { recordHandlers } from './handlers/record.ts';
import { sessionHandlers } from './handlers/session.ts';

export const handlers: Handlers = {
  ...sessionHandlers,
  ...draftHandlers,
  ...recordHandlers,
  ...personHandlers,
  ...conflictHandlers,
};
