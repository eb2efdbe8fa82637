/** A desk behind the real RPC: every handler, a real encrypted database, files in a temporary folder. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { putDevice } from '../../db/device.ts';
import type { Keyring } from '../../db/sealed-key-file.ts';
import { transact } from '../../db/sql.ts';
import type { Desk } from '../../electron/desk.ts';
import { loadPaperFonts } from '../../electron/documents/fonts/paper-fonts.ts';
import { createDeskHolder } from '../../electron/desk-holder.ts';
import { createHandedFiles } from '../../electron/handed-files.ts';
import { handlers } from '../../electron/handlers.ts';
import { createRpc } from '../../electron/rpc.ts';
import { createSessionMemory } from '../../electron/session/memory.ts';
import type { Services } from '../../electron/services.ts';
import { createSettling } from '../../electron/settling.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../shared/contract.ts';
import { AppError, type ErrorCode } from '../../shared/errors.ts';
import type { Reply } from '../../shared/rpc.ts';
import { closeAfterTest } from './cleanup.ts';
import { openTestDatabase, temporaryFolder, testAuthor, testKey, testNowMs } from './database.ts';

const noKeyring: Keyring = {
  backend: async () => null,
  seal: async () => Promise.reject(new Error('no keyring was given to this desk')),
  open: async () => Promise.reject(new Error('no keyring was given to this desk')),
};

export interface TestDesk {
  readonly services: Services;
  readonly folder: string;
  /** Topics of every commit so far. */
  readonly topics: string[];
  /** Answers of the file dialogs, first asked first; null cancels. */
  readonly dialogAnswers: (string | null)[];
  /** Calls through the real RPC; throws AppError when refused. */
  call<Name extends ProcedureName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
  reply(name: string, input: unknown): Promise<Reply<unknown>>;
  /** The code of the refusal; throws when the call succeeds. */
  refusal<Name extends ProcedureName>(name: Name, input: InputOf<Name>): Promise<ErrorCode>;
  setNow(ms: number): void;
  /** Lets the program's uptime run on, without the clock. */
  wait(ms: number): void;
}

export interface TestDeskOptions {
  readonly side?: 'city' | 'town';
  readonly townId?: string;
  /** Do not open a database: the program as first started. */
  readonly closed?: boolean;
  /** One hex digit that makes the device id. */
  readonly digit?: string;
  /** Another run of the program in the same folder. */
  readonly folder?: string;
  /** The operating system's id of the machine this desk stands on. */
  readonly machineId?: string;
  /** The system's keyring; without it the passphrase protects the key file alone. */
  readonly keyring?: Keyring;
  /** Off where a peer wrote what no form of ours would send: the program itself does not check either. */
  readonly checkOutputs?: boolean;
  /** HTML → PDF; without it printing is a bug of the test. */
  readonly toPdf?: (html: string) => Promise<Uint8Array>;
}

/** Opens a desk that is already set up (or, with `closed`, one that is not). */
export function openTestDesk(options: TestDeskOptions = {}): TestDesk {
  const folder = options.folder ?? join(temporaryFolder(), 'desk');
  const holder = createDeskHolder();
  const dialogAnswers: (string | null)[] = [];
  const topics: string[] = [];
  let now = testNowMs;
  let uptime = 0;
  const nextAnswer = (): string | null => {
    const answer = dialogAnswers.shift();
    if (answer === undefined) throw new Error('a file dialog was asked without an answer prepared');
    return answer;
  };
  const services: Services = {
    desk: holder,
    // Cheap scrypt: what it costs is not what is tested.
    session: createSessionMemory(folder, () => uptime, { logN: 14, r: 8, p: 1 }),
    program: { version: '0.0.0', host: 'browser-host' },
    folder,
    keyring: options.keyring ?? noKeyring,
    uptimeMs: () => uptime,
    dialogs: {
      saveFile: async () => nextAnswer(),
      openFile: async () => nextAnswer(),
      // A prepared answer of several lines is several files.
      openFiles: async () => nextAnswer()?.split('\n') ?? [],
      openFolder: async () => nextAnswer(),
    },
    printing: {
      toPdf: options.toPdf ?? (async () => Promise.reject(new Error('no printer was given to this desk'))),
      print: async () => true,
    },
    paperFonts: () => loadPaperFonts('node_modules/@fontsource'),
    nowMs: () => now,
    machineId: () => options.machineId ?? 'test-machine',
    handedFiles: createHandedFiles(),
    settling: createSettling(() => false),
    progress: () => undefined,
    broadcast: (changed) => void topics.push(...changed),
    openPath: async () => undefined,
    showInFolder: () => undefined,
  };
  if (!options.closed) {
    mkdirSync(folder, { recursive: true });
    holder.open(openDesk(options));
    services.session.key = Uint8Array.from(testKey);
  }
  closeAfterTest(() => holder.close());
  const rpc = createRpc({
    handlers,
    services,
    broadcast: services.broadcast,
    checkOutputs: options.checkOutputs ?? true,
    report: (error) => {
      throw error;
    },
  });
  return {
    services,
    folder,
    topics,
    dialogAnswers,
    reply: rpc,
    call: async (name, input) => {
      const reply = await rpc(name, input);
      // As in the program, each call comes in a turn of its own: what is done after an answer is done before the next.
      await nextTurn();
      if (!reply.ok) throw new AppError(reply.error.code, reply.error.details);
      return reply.value as OutputOf<typeof name>;
    },
    refusal: async (name, input) => {
      const reply = await rpc(name, input);
      if (reply.ok) throw new Error(`${name} was not refused`);
      return reply.error.code;
    },
    setNow: (ms) => {
      now = ms;
    },
    wait: (ms) => {
      uptime += ms;
    },
  };
}

function openDesk({
  side = 'town',
  townId = side === 'town' ? 't06' : '',
  digit = 'a',
}: TestDeskOptions): Desk {
  const author = testAuthor(side, digit, townId);
  const db = openTestDatabase();
  const identity = { ...author, leaderId: '', officer: '王经办', deviceName: '测试电脑' };
  transact(db, (writable) =>
    putDevice(writable, {
      id: author.deviceId,
      side,
      townId,
      officer: identity.officer,
      name: identity.deviceName,
      signPublic: '',
      ageRecipient: '',
      certificate: '',
      state: 'self',
      addedAtMs: testNowMs,
    }),
  );
  return { db, identity };
}

/** From here on this database, and each backup of it, refuses to note a restore, as a disk without room would. */
export function failNotingRestore(desk: TestDesk): void {
  desk.services.desk.current()?.db.connection.exec(
    `CREATE TRIGGER no_room BEFORE INSERT ON audit WHEN NEW.event = 'restore'
     BEGIN SELECT RAISE(ABORT, 'no room'); END`,
  );
}

/** Writes a file into the desk's folder and returns its path. */
export function placeFile(desk: TestDesk, name: string, bytes: Uint8Array | string): string {
  mkdirSync(desk.folder, { recursive: true });
  const path = join(desk.folder, name);
  writeFileSync(path, bytes);
  return path;
}
