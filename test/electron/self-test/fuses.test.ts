import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { expectedFuses, fuseChecks, readFuses } from '../../../electron/self-test/fuses.ts';
import { temporaryFolder } from '../../support/database.ts';

const sentinel = Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX');
const shipped = '101100111'; // as Electron ships them
const ours = '010011001';

const wire = (fuses: string, version = 1): Buffer =>
  Buffer.concat([sentinel, Buffer.from([version, fuses.length]), Buffer.from(fuses, 'latin1')]);

function programWith(...parts: readonly Buffer[]): string {
  const file = join(temporaryFolder(), 'program');
  writeFileSync(file, Buffer.concat(parts));
  return file;
}

describe('the fuse wire', () => {
  it('is read as the tool that sets it writes it', async () => {
    const file = programWith(Buffer.alloc(500, 7), wire(shipped), Buffer.alloc(500, 7));
    expect((await readFuses(file)).join(' ')).toBe('on off on on off off on on on');
    await flipFuses(file, {
      version: FuseVersion.V1,
      [FuseV1Options.RunAsNode]: false,
      [FuseV1Options.EnableCookieEncryption]: true,
      [FuseV1Options.OnlyLoadAppFromAsar]: true,
    });
    expect((await readFuses(file)).join(' ')).toBe('off on on on off on on on on');
  });

  it('is found once, wherever it lies on the border of what is read at once', async () => {
    const border = 4 * 1024 * 1024;
    for (const before of [border - 33, border - 32, border - 31, border - 1, border]) {
      const file = programWith(Buffer.alloc(before), wire(ours));
      expect((await readFuses(file)).join(' '), `${before}`).toBe('off on off off on on off off on');
    }
  });

  it('that is removed, left to the default or of no known value says so', async () => {
    expect(await readFuses(programWith(wire('r\x90x')))).toEqual(['removed', 'default', 'unreadable']);
  });

  it.each([
    ['missing', [Buffer.alloc(100)], '没有熔丝'],
    ['there twice', [wire(ours), wire(ours)], '2 处'],
    ['of a later version', [wire(ours, 2)], '第 2 版'],
    ['cut off', [wire(ours).subarray(0, 36)], '不完整'],
    ['of an empty file', [], '没有熔丝'],
  ] as const)('%s is not judged', async (_, parts, told) => {
    await expect(readFuses(programWith(...parts))).rejects.toThrow(told);
  });
});

describe('the fuses in the report', () => {
  it('are expected as the packaging sets them, and named as its tool names them', () => {
    expect(expectedFuses.map(([name]) => name)).toEqual(
      Object.keys(FuseV1Options).filter((name) => Number.isNaN(Number(name))),
    );
    const yml = readFileSync('electron-builder.yml', 'utf8');
    for (const [name, expected] of expectedFuses) {
      const key = `${name.charAt(0).toLowerCase()}${name.slice(1)}`;
      const set = new RegExp(`^  ${key}: (true|false)$`, 'm').exec(yml)?.[1];
      expect(set, name).toBe(expected === null ? undefined : String(expected === 'on'));
    }
  });

  it('pass as we set them, and fail one by one as Electron ships them', async () => {
    const check = async (fuses: string) => fuseChecks(await readFuses(programWith(wire(fuses))), true);
    const good = await check(ours);
    expect(good.map(({ outcome }) => outcome)).toEqual([...Array(8).fill('passed'), 'unknown']);
    expect(good[0]).toMatchObject({ name: 'fuses.RunAsNode', detail: '应为关，实为关' });
    expect((await check(shipped)).map(({ outcome }) => outcome)).toEqual([
      ...Array(8).fill('failed'),
      'unknown',
    ]);
    // A shorter wire lacks what we rely on; a longer one is of an Electron we do not know yet.
    expect((await check('010011'))[7]).toMatchObject({ outcome: 'failed', detail: '应为关，实为没有这一项' });
    expect((await check(`${ours}1`))[9]).toMatchObject({ name: 'fuses.9', outcome: 'unknown' });
  });

  it('are not judged for a program that is not packed, and do not apply in the browser host', () => {
    expect(fuseChecks(['on'], false)[0]).toMatchObject({
      outcome: 'unknown',
      detail: '应为关，实为开（未打包的程序，不作判断）',
    });
    expect(fuseChecks({ problem: '程序文件里没有熔丝' }, true)[0]?.outcome).toBe('failed');
    expect(fuseChecks(null, false)).toEqual([
      { name: 'fuses', label: '程序熔丝', outcome: 'unknown', detail: '不适用（浏览器宿主）' },
    ]);
  });
});
