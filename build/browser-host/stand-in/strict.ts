/** Members the stand-in does not have throw at once: a wrong answer would be worse than none. */
import { EventEmitter } from 'node:events';

/** What Node, promises and loggers look for on any object. */
const harmless = new Set(['then', 'toJSON', 'constructor', 'inspect', 'domain', 'prototype']);

function isHarmless(key: string | symbol): boolean {
  return typeof key === 'symbol' || harmless.has(key) || key.startsWith('_');
}

/** The same object, except that an unknown member throws `The browser host has no electron.<name>.<key>`. */
export function strict<Target extends object>(target: Target, name: string): Target {
  return new Proxy(target, {
    get: (object, key, receiver) => {
      if (key in object || isHarmless(key)) return Reflect.get(object, key, receiver) as unknown;
      throw new Error(`The browser host has no electron.${name}.${String(key)}`);
    },
    set: (object, key, value) => {
      if (key in object || isHarmless(key)) return Reflect.set(object, key, value);
      throw new Error(`The browser host has no electron.${name}.${String(key)}`);
    },
  });
}

/** A module of Electron that the host does not have: reading a member, calling it or `new` throws. */
export function missing(name: string): object {
  const refuse = (key?: string | symbol): never => {
    throw new Error(`The browser host has no electron.${name}${key === undefined ? '' : `.${String(key)}`}`);
  };
  return new Proxy(function missingModule() {}, {
    get: (target, key) => (isHarmless(key) ? (Reflect.get(target, key) as unknown) : refuse(key)),
    set: (_target, key) => refuse(key),
    apply: () => refuse(),
    construct: () => refuse(),
  });
}

/**
 * An emitter that knows its events. Listening to a name outside the list throws: it would wait for ever.
 *
 * @param never events of Electron that cannot happen in the host (a crash reporter's, the dock's)
 */
export function createEmitter(
  name: string,
  emitted: readonly string[],
  never: readonly string[] = [],
): EventEmitter {
  const known = new Set([...emitted, ...never, 'newListener', 'removeListener', 'error']);
  const emitter = new EventEmitter();
  emitter.on('newListener', (event: string | symbol) => {
    if (typeof event === 'string' && !known.has(event)) {
      throw new Error(`The browser host never emits '${event}' on electron.${name}`);
    }
  });
  return emitter;
}

/** An event whose default can be prevented, as listeners receive it. */
export interface CancelableEvent {
  readonly defaultPrevented: boolean;
  preventDefault(): void;
}

/** Emits and says whether a listener prevented the default. `details` become members of the event. */
export function emitCancelable(
  emitter: EventEmitter,
  name: string,
  details: object = {},
  ...args: readonly unknown[]
): boolean {
  let defaultPrevented = false;
  const event = {
    get defaultPrevented() {
      return defaultPrevented;
    },
    preventDefault: () => {
      defaultPrevented = true;
    },
  };
  Object.defineProperties(event, Object.getOwnPropertyDescriptors(details));
  emitter.emit(name, event, ...args);
  return defaultPrevented;
}
