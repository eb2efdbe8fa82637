/**
 * Questions and answers between two processes over Node's own channel (structured clone, ordered).
 * One end runs Chromium, the other the program's main process.
 */

/** The calls one side answers: name → function of one value. */
export type Calls = Record<string, (input: never) => unknown>;

type InputOf<Call> = Call extends (input: infer Input) => unknown ? Input : never;
type OutputOf<Call> = Call extends (input: never) => infer Output ? Awaited<Output> : never;

/** The far side's calls. A question whose answer is not awaited may use `void`. */
export interface Peer<Far extends object> {
  call<Name extends keyof Far & string>(name: Name, input: InputOf<Far[Name]>): Promise<OutputOf<Far[Name]>>;
  /** Says something that needs no answer. */
  post<Name extends keyof Far & string>(name: Name, input: InputOf<Far[Name]>): void;
  /** Resolves when everything said so far is on its way. */
  drained(): Promise<void>;
}

/** What both `process` and a child process offer. */
export interface MessagePort {
  send(message: object, done: (error: Error | null) => void): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The far side is gone. */
  onClose(listener: () => void): void;
}

type Message =
  | { readonly id: number | null; readonly name: string; readonly input: unknown }
  | { readonly answer: number; readonly value: unknown }
  | { readonly answer: number; readonly error: string };

/** Binds this side's calls to the port. Errors cross as their message. */
export function connectPeer<Far extends object>(port: MessagePort, own: object): Peer<Far> {
  const waiting = new Map<number, { resolve(value: never): void; reject(error: Error): void }>();
  const calls = own as Record<string, (input: unknown) => unknown>;
  let lastId = 0;
  let closed = false;
  let unsent = 0;
  let whenSent: (() => void)[] = [];

  const send = (message: Message): void => {
    if (closed) return;
    unsent += 1;
    port.send(message, (error) => {
      unsent -= 1;
      if (error) close();
      if (unsent > 0) return;
      for (const done of whenSent) done();
      whenSent = [];
    });
  };

  const close = (): void => {
    closed = true;
    for (const { reject } of waiting.values()) reject(new Error('The other process is gone'));
    waiting.clear();
  };

  const answer = async (id: number | null, name: string, input: unknown): Promise<void> => {
    try {
      const value = await calls[name]?.(input);
      if (id !== null) send({ answer: id, value });
    } catch (error) {
      const message = error instanceof Error ? error.message : String(error);
      if (id === null) throw error;
      send({ answer: id, error: message });
    }
  };

  port.onMessage((message) => {
    const received = message as Message;
    if ('name' in received) {
      void answer(received.id, received.name, received.input);
      return;
    }
    const question = waiting.get(received.answer);
    waiting.delete(received.answer);
    if ('error' in received) question?.reject(new Error(received.error));
    else question?.resolve(received.value as never);
  });
  port.onClose(close);

  return {
    call: (name, input) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new Error('The other process is gone'));
          return;
        }
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        send({ id: lastId, name, input });
      }),
    post: (name, input) => send({ id: null, name, input }),
    drained: async () => {
      if (unsent === 0 || closed) return;
      await new Promise<void>((done) => {
        whenSent.push(done);
      });
    },
  };
}
