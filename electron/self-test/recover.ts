/** Kills a process that is saving, and looks whether every save it acknowledged is there. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { once } from 'node:events';
import { closeDatabase, inspectDatabase, openDatabase } from '../../db/open.ts';
import { sql, value } from '../../db/sql.ts';
import { scratchKey } from './writer.ts';

/** Starts a program that writes into the database file given as its last argument. */
export interface WriterCommand {
  readonly program: string;
  /** `{file}` stands for the database. */
  readonly args: readonly string[];
}

const savesBeforeDeath = 30;
const patienceMs = 60_000;

/** @returns a line for the report. @throws Error when something acknowledged is missing, or nothing was written. */
export async function killAndRecover(file: string, command: WriterCommand = nodeWriter()): Promise<string> {
  const acknowledged = await writeAndKill(file, command);
  inspectDatabase({ file, key: scratchKey, check: 'full' });
  const db = openDatabase({ file, key: scratchKey, mustExist: true });
  try {
    const found = value<number>(db, sql`SELECT count(*) FROM draft`) ?? 0;
    if (found < acknowledged) throw new Error(`${acknowledged} saves acknowledged, ${found} found`);
    return `已确认保存 ${acknowledged} 次，强行结束后找到 ${found} 次`;
  } finally {
    closeDatabase(db);
  }
}

async function writeAndKill(file: string, { program, args }: WriterCommand): Promise<number> {
  const child = spawn(
    program,
    args.map((arg) => arg.replace('{file}', file)),
    { stdio: ['ignore', 'pipe', 'ignore'] },
  );
  const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
  let last = 0;
  let rest = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    last = lines.map(Number).findLast((n) => n > 0) ?? last;
    if (last >= savesBeforeDeath) child.kill('SIGKILL');
  });
  await once(child, 'close');
  clearTimeout(timer);
  if (last < savesBeforeDeath) throw new Error(`the writer ended after ${last} saves`);
  return last;
}

function nodeWriter(): WriterCommand {
  const name = import.meta.url.endsWith('.ts') ? 'writer-main.ts' : 'self-test-writer.js';
  return { program: process.execPath, args: [fileURLToPath(new URL(name, import.meta.url)), '{file}'] };
}
