/**
 * The fuse wire of Electron's own executable: what the packed program may do, written into its machine code. Layout as in
 * `@electron/fuses`, which is a tool of the build and not shipped: sentinel, version, number of fuses, one byte for each.
 */
import { open } from 'node:fs/promises';
import type { SelfTestCheck } from '../../shared/self-test/contract.ts';

export type FuseState = 'on' | 'off' | 'removed' | 'default' | 'unreadable';

/** In the order of the wire, version 1; as electron-builder.yml sets them. `null`: nothing is asked of it. */
export const expectedFuses: readonly (readonly [name: string, expected: 'on' | 'off' | null])[] = [
  ['RunAsNode', 'off'],
  ['EnableCookieEncryption', 'on'],
  ['EnableNodeOptionsEnvironmentVariable', 'off'],
  ['EnableNodeCliInspectArguments', 'off'],
  ['EnableEmbeddedAsarIntegrityValidation', 'on'],
  ['OnlyLoadAppFromAsar', 'on'],
  ['LoadBrowserProcessSpecificV8Snapshot', 'off'],
  ['GrantFileProtocolExtraPrivileges', 'off'],
  ['WasmTrapHandlers', null],
];

// In two pieces: this file, packed beside a program, must not be taken for its wire.
const sentinel = Buffer.from(['dL7pKGdnNz796Pbb', 'jQWNKmHXBZaB9tsX'].join(''));
const wireVersion = 1;
const longestWire = 255;
const atOnce = 4 * 1024 * 1024;

/** @throws Error saying in Chinese why there is no wire to be read. */
export async function readFuses(executable: string): Promise<FuseState[]> {
  const handle = await open(executable, 'r');
  try {
    const { size } = await handle.stat();
    const found: number[] = [];
    // Each piece reaches a little into the next, so that a sentinel on the border is found in one of them, once.
    const piece = Buffer.alloc(atOnce + sentinel.length - 1);
    for (let start = 0; start < size; start += atOnce) {
      const { bytesRead } = await handle.read(piece, 0, piece.length, start);
      const text = piece.subarray(0, bytesRead);
      for (let at = text.indexOf(sentinel); at !== -1; at = text.indexOf(sentinel, at + 1))
        found.push(start + at);
    }
    const [at] = found;
    if (at === undefined) throw new Error('程序文件里没有熔丝');
    // One for each processor a file is for; ours are for one.
    if (found.length > 1) throw new Error(`程序文件里有 ${found.length} 处熔丝，无法判断哪一处有效`);
    const wire = Buffer.alloc(2 + longestWire);
    const { bytesRead } = await handle.read(wire, 0, wire.length, at + sentinel.length);
    const [version = 0, count = 0] = wire.subarray(0, bytesRead);
    if (version !== wireVersion)
      throw new Error(`熔丝格式为第 ${version} 版，本程序只认识第 ${wireVersion} 版`);
    if (bytesRead < 2 + count) throw new Error('程序文件不完整，熔丝读不全');
    return [...wire.subarray(2, 2 + count)].map(stateOf);
  } finally {
    await handle.close();
  }
}

function stateOf(byte: number): FuseState {
  switch (byte) {
    case 0x30:
      return 'off';
    case 0x31:
      return 'on';
    case 0x72:
      return 'removed';
    case 0x90:
      return 'default';
    default:
      return 'unreadable';
  }
}

/** The wire, or why it could not be read; null in the browser host, which has none. */
export type FuseReading = readonly FuseState[] | { readonly problem: string } | null;

/** One check for each fuse by its name. Electron as developers fetch it has its own settings: nothing is claimed then. */
export function fuseChecks(reading: FuseReading, isPackaged: boolean): SelfTestCheck[] {
  if (reading === null) return [whole('unknown', '不适用（浏览器宿主）')];
  if ('problem' in reading) return [whole(isPackaged ? 'failed' : 'unknown', reading.problem)];
  const names = [...expectedFuses, ...reading.slice(expectedFuses.length).map((_, index) => unnamed(index))];
  return names.map(([name, expected], index) => {
    const state = reading[index];
    const found = state === undefined ? '没有这一项' : words[state];
    const asked = expected === null ? '不作要求' : `应为${words[expected]}`;
    const outcome = judge(state, expected);
    return {
      name: `fuses.${name}`,
      label: `程序熔丝 ${name}`,
      outcome: isPackaged ? outcome : 'unknown',
      detail: `${asked}，实为${found}${isPackaged ? '' : '（未打包的程序，不作判断）'}`,
    };
  });
}

const whole = (outcome: SelfTestCheck['outcome'], detail: string): SelfTestCheck => ({
  name: 'fuses',
  label: '程序熔丝',
  outcome,
  detail,
});

/** Of a newer Electron. */
const unnamed = (index: number): readonly [string, null] => [`${expectedFuses.length + index}`, null];

function judge(state: FuseState | undefined, expected: 'on' | 'off' | null): SelfTestCheck['outcome'] {
  if (expected === null) return 'unknown';
  return state === expected ? 'passed' : 'failed';
}

const words: Readonly<Record<FuseState, string>> = {
  on: '开',
  off: '关',
  removed: '已取消',
  default: '默认',
  unreadable: '无法识别',
};
