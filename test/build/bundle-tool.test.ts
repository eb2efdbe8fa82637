/** `npm run bundle`: what support reads of a file, and that nothing it is given makes it fall over. */
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runBundleTool } from '../../build/bundle/tool.ts';
import { projectRoot } from '../../build/steps.ts';
import type { VectorIndex } from '../../build/vectors/make.ts';
import { vectorFolder, vectorKeys } from '../../build/vectors/world.ts';
import { temporaryFolder } from '../support/database.ts';

const vector = (name: string): string => join(vectorFolder, name);
const index = JSON.parse(readFileSync(vector('index.json'), 'utf8')) as VectorIndex;
const fingerprint = '7829 9174 8263 6275 5599 8518 8774 7003';

function keyFile(text: string): string {
  const path = join(temporaryFolder(), '密钥.txt');
  writeFileSync(path, text);
  return path;
}

const cityKey = (): string =>
  keyFile(`# created: 2026-11-24\r\n# public key: age1…\r\n${vectorKeys.city.ageIdentity}\r\n`);

describe('inspect', () => {
  it('tells who sent what to whom, how large, how locked, without a key', async () => {
    const { text, exitCode } = await runBundleTool(['inspect', vector('upward.drcb')]);
    expect(exitCode).toBe(0);
    for (const part of [
      '4,179 字节（4.1 KB）',
      '完整（封尾校验和一致）',
      '白蒲镇（镇区，编号 t06）',
      fingerprint,
      '市发改委（市级）',
      '2026-11-24 10:00',
      '接收方电脑的密钥（1 把）',
      '第 1 卷，共 1 卷',
      '尚未核验签名',
    ]) {
      expect(text).toContain(part);
    }
    expect((await runBundleTool(['inspect', vector('downward.drcb')])).text).toContain('（2 把）');
    expect((await runBundleTool(['inspect', vector('passphrase.drcb')])).text).toMatch(/加密方式 +口令/);
  });

  it('still shows the outside of a file that was cut or changed, and says so', async () => {
    for (const [name, word] of [
      ['cut.drcb', '没有复制完'],
      ['flipped.drcb', '已损坏'],
    ] as const) {
      const { text, exitCode } = await runBundleTool(['inspect', vector(name)]);
      expect({ exitCode, word: text.includes(word), from: text.includes(fingerprint) }).toEqual({
        exitCode: 1,
        word: true,
        from: true,
      });
    }
  });
});

describe('verify', () => {
  const verify = (name: string, key: string, ...more: string[]) =>
    runBundleTool(['verify', vector(name), '--key', key, ...more]);

  it('says in one sentence that a bundle is genuine, and what was not checked', async () => {
    expect(await verify('upward.drcb', cityKey())).toEqual({
      exitCode: 0,
      text: `数据包完整，签名与其自带的证书一致（白蒲镇，电脑识别码 ${fingerprint}），含 6 条记录、1 个附件；没有提供市级公钥，证书是否由市里签发未核对。`,
    });
    const city = ['--city', vectorKeys.citySigning.signPublic];
    expect(await verify('upward.drcb', cityKey(), ...city)).toEqual({
      exitCode: 0,
      text: `数据包完整有效，由白蒲镇经市里登记的电脑签名（电脑识别码 ${fingerprint}），含 6 条记录、1 个附件。`,
    });
    expect((await verify('enrolling.drcb', cityKey(), ...city)).text).toContain(
      '身份须由市里核对电脑识别码确认',
    );
    expect((await verify('other-city.drcb', cityKey(), ...city)).exitCode).toBe(1);
  });

  it('takes the identity and the city’s key out of a file with more in it', async () => {
    const { ageIdentity } = vectorKeys.city;
    const { signPublic } = vectorKeys.citySigning;
    const key = keyFile(JSON.stringify({ ageIdentity, citySignPublic: signPublic, more: 1 }, null, 2));
    expect((await verify('upward.drcb', key)).text).toContain('经市里登记的电脑');
  });

  it('takes the passphrase from the first line', async () => {
    expect((await verify('passphrase.drcb', keyFile(`${vectorKeys.passphrase}\n`))).exitCode).toBe(0);
    const wrong = await verify('passphrase.drcb', keyFile(`${vectorKeys.wrongPassphrase}\n`));
    expect(wrong).toMatchObject({ exitCode: 1, text: expect.stringContaining('口令不正确') });
  });

  it('refuses every vector that is not genuine, with a sentence', async () => {
    const city = ['--city', vectorKeys.citySigning.signPublic];
    for (const { file, opensWith, verdict } of index.bundles) {
      if (opensWith !== 'city') continue;
      const { text, exitCode } = await verify(file, cityKey(), ...city);
      // One for another lock is the key file's fault, not the bundle's.
      const refused = verdict === 'needs-passphrase' ? 2 : 1;
      expect({ file, exitCode }).toEqual({ file, exitCode: verdict === 'genuine' ? 0 : refused });
      expect(text, file).toMatch(/^[^\n]*[\u4e00-\u9fff][^\n]*。$/);
    }
  });
});

describe('whatever it is given', () => {
  it('answers with a sentence and an exit code, never a stack', async () => {
    const folder = temporaryFolder();
    const good = vector('upward.drcb');
    const wrongLetter = keyFile(vectorKeys.city.ageIdentity.replace(/.$/, 'X'));
    mkdirSync(join(folder, '目录'));
    copyFileSync(good, join(folder, '名字 有空格.drcb'));
    const cases: readonly (readonly [args: readonly string[], exitCode: number, word: string])[] = [
      [[], 2, 'npm run bundle -- inspect'],
      [['inspect'], 2, 'npm run bundle -- inspect'],
      [['explode', good], 2, 'npm run bundle -- inspect'],
      [['inspect', good, 'more'], 2, 'npm run bundle -- inspect'],
      [['inspect', good, '--nothing'], 2, 'npm run bundle -- inspect'],
      [['verify', good], 2, 'npm run bundle -- inspect'],
      [['inspect', join(folder, '没有.drcb')], 2, '没有找到文件'],
      [['inspect', join(folder, '目录')], 2, '没有找到文件'],
      [['inspect', join(folder, '名字 有空格.drcb')], 0, fingerprint],
      [['inspect', vector('keys.json')], 1, '不是月度数据包'],
      [['verify', good, '--key', join(folder, '没有.txt')], 2, '不能读取'],
      [['verify', good, '--key', folder], 2, '不能读取'],
      [['verify', good, '--key', keyFile('不是密钥')], 2, '没有 age 密钥'],
      [['verify', good, '--key', keyFile('x'.repeat(70_000))], 2, '不像密钥文件'],
      [['verify', good, '--key', wrongLetter], 2, '抄写错误'],
      [['verify', good, '--key', cityKey(), '--city', '不是公钥'], 2, '43 个字符'],
      [['verify', vector('passphrase.drcb'), '--key', cityKey()], 2, '第一行应为口令'],
    ];
    for (const [args, exitCode, word] of cases) {
      const result = await runBundleTool(args);
      expect({ args, exitCode: result.exitCode }).toEqual({ args, exitCode });
      expect(result.text).toContain(word);
      expect(result.text).not.toMatch(/\n\s+at /);
    }
  });

  it('runs as a program', () => {
    const tool = join(projectRoot, 'build/bundle-tool.ts');
    const run = (...args: string[]) =>
      spawnSync(process.execPath, [tool, ...args], { encoding: 'utf8', cwd: vectorFolder });
    expect(run('inspect', 'upward.drcb')).toMatchObject({ status: 0, stderr: '' });
    const refused = run('inspect', 'text.drcb');
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toBe(
      '这不是月度数据包文件（可能是别的文件改了名字），本机数据没有变化。请选择对方导出的数据包。\n',
    );
  });
});
