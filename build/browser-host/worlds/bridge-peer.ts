/**
 * One end of contextBridge: the page's world and the preload's world share a document and nothing else, so
 * they talk through events that carry text. Runs in both worlds; sent there as text, so it must not use
 * anything outside its own body and its arguments.
 */
import type { ForeignValue, Wire } from './wire.ts';

export interface BridgePeer {
  /** Passes a value to the other world and returns what the listener there returns. */
  tell(kind: string, value: unknown): unknown;
}

interface Parcel {
  readonly kind: string;
  /** Numbers the question; an answer carries the number of its question. */
  readonly id: number;
  readonly text: string;
}

/**
 * Values are copied as Electron's contextBridge does: functions and promises become proxies, errors keep
 * their message only, classes lose their prototype, and what cannot be cloned is refused.
 *
 * @param incoming name of the events this world listens to; `outgoing` of those it sends
 * @param listen   called for every `tell` of the other world
 */
export function createBridgePeer(
  wire: Wire,
  incoming: string,
  outgoing: string,
  listen: (kind: string, value: unknown) => unknown,
): BridgePeer {
  // Taken before the page's scripts run: they may replace these.
  const { dispatchEvent, addEventListener } = EventTarget.prototype;
  const Carrier = CustomEvent;
  const detailOf = Object.getOwnPropertyDescriptor(CustomEvent.prototype, 'detail')?.get;

  const localFunctions = new Map<number, (...args: readonly unknown[]) => unknown>();
  const localIds = new WeakMap<object, number>();
  /** Proxies of the other world's functions: handed back, they turn into the original. */
  const remoteIds = new WeakMap<object, number>();
  const settlers = new Map<number, { resolve(value: unknown): void; reject(reason: unknown): void }>();
  const answers = new Map<number, Parcel>();
  let lastId = 0;

  const messageOf = (error: unknown): string => {
    const message: unknown =
      typeof error === 'object' && error !== null ? (error as { message?: unknown }).message : undefined;
    return typeof message === 'string'
      ? message
      : 'An unknown exception occurred in the isolated context, an error occurred but a valid exception was not thrown.';
  };

  const idOf = (local: (...args: readonly unknown[]) => unknown): number => {
    const known = localIds.get(local);
    if (known !== undefined) return known;
    lastId += 1;
    localIds.set(local, lastId);
    localFunctions.set(lastId, local);
    return lastId;
  };

  const encode = (value: unknown): string =>
    wire.encode(value, (item): ForeignValue | undefined => {
      if (typeof item === 'function') {
        const original = remoteIds.get(item);
        return original === undefined
          ? { kind: 'function', id: idOf(item as (...args: readonly unknown[]) => unknown) }
          : { kind: 'original', id: original };
      }
      if (item instanceof Promise) return { kind: 'promise', id: follow(item) };
      if (item instanceof Error) {
        lastId += 1;
        send({ kind: 'error', id: lastId, text: messageOf(item) });
        return { kind: 'error', id: lastId };
      }
      return undefined;
    });

  const errors = new Map<number, string>();

  const decode = (text: string): unknown =>
    wire.decode(text, ({ kind, id }) => {
      if (kind === 'original') return localFunctions.get(id);
      if (kind === 'promise') {
        const { promise, resolve, reject } = Promise.withResolvers();
        settlers.set(id, { resolve, reject });
        return promise;
      }
      if (kind === 'error') {
        const message = errors.get(id);
        errors.delete(id);
        return new Error(message);
      }
      const proxy = (...args: readonly unknown[]): unknown => ask('call', id, args);
      remoteIds.set(proxy, id);
      return proxy;
    });

  /** Tells the other world how a promise of this world ended. */
  const follow = (promise: Promise<unknown>): number => {
    lastId += 1;
    const id = lastId;
    const refuse = (reason: unknown): void => {
      send({
        kind: 'reject',
        id,
        text: encode(reason instanceof Error ? new Error(messageOf(reason)) : reason),
      });
    };
    promise.then((value) => {
      let text: string;
      try {
        text = encode(value);
      } catch (error) {
        refuse(error);
        return;
      }
      send({ kind: 'resolve', id, text });
    }, refuse);
    return id;
  };

  // The text stays as it is: quoting it again would double the cost of a long list.
  const send = ({ kind, id, text }: Parcel): void => {
    const carrier = new Carrier(outgoing, { detail: `${kind} ${id} ${text}` });
    dispatchEvent.call(globalThis, carrier);
  };

  /** Events are dispatched synchronously: the answer is there when `send` returns. */
  const ask = (kind: string, target: number | string, value: unknown): unknown => {
    const text = encode([target, value]);
    lastId += 1;
    const id = lastId;
    send({ kind, id, text });
    const answer = answers.get(id);
    answers.delete(id);
    if (!answer) return undefined;
    if (answer.kind === 'thrown') throw new Error(answer.text);
    return decode(answer.text);
  };

  const answerTo = (kind: string, text: string): unknown => {
    const [target, value] = decode(text) as [number | string, unknown];
    if (kind === 'tell') return listen(target as string, value);
    return localFunctions.get(target as number)?.(...(value as readonly unknown[]));
  };

  const receive = ({ kind, id, text }: Parcel): void => {
    switch (kind) {
      case 'returned':
      case 'thrown':
        answers.set(id, { kind, id, text });
        return;
      case 'error':
        errors.set(id, text);
        return;
      case 'resolve':
      case 'reject': {
        const settler = settlers.get(id);
        settlers.delete(id);
        settler?.[kind](decode(text));
        return;
      }
      default:
    }
    let answer: Parcel;
    try {
      answer = { kind: 'returned', id, text: encode(answerTo(kind, text)) };
    } catch (error) {
      answer = { kind: 'thrown', id, text: messageOf(error) };
    }
    send(answer);
  };

  addEventListener.call(globalThis, incoming, (event) => {
    const detail = detailOf?.call(event) as string;
    const first = detail.indexOf(' ');
    const second = detail.indexOf(' ', first + 1);
    receive({
      kind: detail.slice(0, first),
      id: Number(detail.slice(first + 1, second)),
      text: detail.slice(second + 1),
    });
  });

  return { tell: (kind, value) => ask('tell', kind, value) };
}
