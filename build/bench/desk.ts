/** A desk behind the real RPC, on a real disk: what stands in electron/main.ts without its window. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ScryptParameters } from '../../db/crypto.ts';
import { putDevice } from '../../db/device.ts';
import { type Identity, putIdentity } from '../../db/identity.ts';
import { openDatabase } from '../../db/open.ts';
import { transact } from '../../db/sql.ts';
import type { Desk } from '../../electron/desk.ts';
import { createDeskHolder } from '../../electron/desk-holder.ts';
import { createHandedFiles } from '../../electron/handed-files.ts';
import { handlers } from '../../electron/handlers.ts';
import { createRpc, type Rpc } from '../../electron/rpc.ts';
import { createSessionMemory } from '../../electron/session/memory.ts';
import type { Services } from '../../electron/services.ts';
import { createSettling } from '../../electron/settling.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../shared/contract.ts';
import { AppError } from '../../shared/errors.ts';

/** 2026-11-24 10:00 in Asia/Shanghai. */
export const benchNowMs = Date.UTC(2026, 10, 24, 2, 0, 0);
export const benchPassphrase = '石榴花开照江南-2026';

export interface BenchDesk {
  readonly services: Services;
  /** Answers of the file dialogs, first asked first. */
  readonly answers: string[];
  readonly rpc: Rpc;
  call<Name extends ProcedureName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
  desk(): Desk;
}

/** A folder beside the system's other temporary files: on a disk, so that a flush costs what it costs. */
export function benchFolder(): { readonly path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'desk-bench-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export interface BenchDeskOptions {
  /** Of a key file that is made; as in the program when left out. */
  readonly scrypt?: ScryptParameters;
  /** Told of bugs; printed when left out. */
  readonly report?: (error: unknown) => void;
  readonly progress?: Services['progress'];
}

/** `folder` is the desk's own folder (`<userData>/desk`). Nothing is opened yet. */
export function createBenchDesk(folder: string, options: BenchDeskOptions = {}): BenchDesk {
  const holder = createDeskHolder();
  const answers: string[] = [];
  const answer = async (): Promise<string> => {
    const path = answers.shift();
    if (path === undefined) throw new Error('a file dialog was asked without an answer prepared');
    return path;
  };
  const uptimeMs = (): number => performance.now();
  const services: Services = {
    desk: holder,
    session: createSessionMemory(folder, uptimeMs, options.scrypt),
    program: { version: '0.0.0', host: 'browser-host' },
    folder,
    keyring: {
      backend: async () => null,
      seal: () => Promise.reject(new Error('no keyring here')),
      open: () => Promise.reject(new Error('no keyring here')),
    },
    uptimeMs,
    dialogs: {
      saveFile: answer,
      openFile: answer,
      openFiles: async () => [await answer()],
      openFolder: answer,
    },
    printing: { toPdf: () => Promise.reject(new Error('nothing is printed here')), print: async () => true },
    paperFonts: () => {
      throw new Error('nothing is printed here');
    },
    nowMs: () => benchNowMs,
    machineId: () => 'bench',
    handedFiles: createHandedFiles(),
    settling: createSettling(() => false),
    progress: options.progress ?? (() => undefined),
    broadcast: () => undefined,
    openPath: async () => undefined,
    showInFolder: () => undefined,
  };
  const rpc = createRpc({
    handlers,
    services,
    broadcast: services.broadcast,
    checkOutputs: false, // as in the packaged program
    report: options.report ?? ((error) => console.error(error)),
  });
  return {
    services,
    answers,
    rpc,
    call: async (name, input) => {
      const reply = await rpc(name, input);
      if (!reply.ok) throw new AppError(reply.error.code, reply.error.details);
      return reply.value as OutputOf<typeof name>;
    },
    desk: () => {
      const open = holder.current();
      if (!open) throw new Error('the desk is closed');
      return open;
    },
  };
}

/** The key of databases that are made without the session. */
export const benchKey: Uint8Array = new Uint8Array(32).fill(7);

/** Opens (or creates) the database in the desk's folder as a laptop with this identity. */
export function openAs(bench: BenchDesk, identity: Identity): Desk {
  mkdirSync(bench.services.folder, { recursive: true });
  const db = openDatabase({ file: join(bench.services.folder, 'desk.db'), key: benchKey });
  transact(db, (writable) => {
    putIdentity(writable, identity);
    putDevice(writable, {
      id: identity.deviceId,
      side: identity.side,
      townId: identity.townId,
      officer: identity.officer,
      name: identity.deviceName,
      signPublic: identity.signPublic,
      ageRecipient: identity.ageRecipient,
      certificate: '',
      state: 'self',
      addedAtMs: benchNowMs,
    });
  });
  const desk = { db, identity };
  bench.services.desk.open(desk);
  bench.services.session.key = Buffer.from(benchKey);
  return desk;
}
