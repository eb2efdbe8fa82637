/**
 * `app.requestSingleInstanceLock`: one program per data folder. The answer must be there at once, so the lock
 * is a file that only one process can create; the news of a second start travels over a local socket.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface SecondStart {
  readonly argv: readonly string[];
  readonly workingDirectory: string;
  readonly additionalData: unknown;
}

export interface InstanceLock {
  readonly held: boolean;
  /** Settles when the first instance has heard of this start. */
  readonly told: Promise<void>;
  release(): void;
}

/** Takes the lock of `folder`, or tells its holder that somebody started the program again. */
export function holdInstanceLock(
  folder: string,
  additionalData: unknown,
  onSecondStart: (start: SecondStart) => void,
): InstanceLock {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'browser-host.lock');
  const address = socketAddress(folder);
  if (!createLockFile(file)) {
    const start: SecondStart = { argv: process.argv, workingDirectory: process.cwd(), additionalData };
    return { held: false, told: tell(address, start), release: () => {} };
  }
  const server = createServer((socket) => {
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (part: string) => {
      text += part;
    });
    socket.on('end', () => {
      onSecondStart(JSON.parse(text) as SecondStart);
      socket.end();
    });
    socket.on('error', () => socket.destroy());
  });
  if (process.platform !== 'win32') rmSync(address, { force: true });
  server.listen(address);
  server.unref();
  return {
    held: true,
    told: Promise.resolve(),
    release: () => {
      server.close();
      rmSync(file, { force: true });
    },
  };
}

function createLockFile(file: string): boolean {
  try {
    writeFileSync(file, `${process.pid}`, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  if (isAlive(Number(readFileSync(file, 'utf8')))) return false;
  // Left behind by a process that was killed.
  rmSync(file, { force: true });
  return createLockFile(file);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return pid !== process.pid;
  } catch {
    return false;
  }
}

/** Beside the lock, or elsewhere under a short name: a socket's path may have about 100 bytes. */
function socketAddress(folder: string): string {
  const beside = join(folder, 'browser-host.sock');
  if (process.platform !== 'win32' && Buffer.byteLength(beside) < 100) return beside;
  const mark = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  return process.platform === 'win32'
    ? `\\\\.\\pipe\\browser-host-${mark}`
    : join(tmpdir(), `browser-host-${mark}.sock`);
}

function tell(address: string, start: SecondStart): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(address, () => socket.end(JSON.stringify(start)));
    socket.on('close', () => resolve());
    socket.on('error', () => resolve());
    socket.resume();
  });
}
