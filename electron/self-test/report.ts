/** `--self-test`: what this machine really does, as one JSON. Plain Node; what only Electron knows is passed in. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { closeDatabase, inspectDatabase, openDatabase } from '../../db/open.ts';
import { runtimeChecks } from '../../db/runtime-crypto.ts';
import { sql, value } from '../../db/sql.ts';
import type { SelfTestCheck, SelfTestReport } from '../../shared/self-test/contract.ts';
import { backUpInThread } from '../session/backups.ts';
import { readSheetInWorker } from '../spreadsheet/read-in-worker.ts';
import { killAndRecover, type WriterCommand } from './recover.ts';
import { scratchKey } from './writer.ts';

export interface SelfTestOptions {
  readonly version: string;
  readonly host: SelfTestReport['host'];
  readonly nowMs: number;
  /** What only the host can tell: sandbox, isolation, keyring. */
  readonly hostChecks?: () => Promise<readonly SelfTestCheck[]>;
  readonly writer?: WriterCommand;
  /** In this process; another one may have it open all the same. */
  readonly isDeskOpen: boolean;
}

/** Never throws: what fails is in the report. Leaves nothing behind and does not touch the desk. */
export async function runSelfTest(options: SelfTestOptions): Promise<SelfTestReport> {
  const folder = mkdtempSync(join(tmpdir(), 'desk-self-test-'));
  const checks: SelfTestCheck[] = [];
  let sqlite = '';
  const check = async (name: string, label: string, work: () => Promise<string> | string): Promise<void> => {
    try {
      checks.push({ name, label, outcome: 'passed', detail: await work() });
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      checks.push({ name, label, outcome: 'failed', detail });
    }
  };
  try {
    for (const [name, answers] of Object.entries(runtimeChecks)) {
      await check(`crypto.${name}`, `密码算法 ${name}`, async () => {
        if (!(await answers())) throw new Error('与公布的测试向量不符');
        return '与公布的测试向量一致';
      });
    }
    const file = join(folder, 'scratch.db');
    await check('database.pragmas', '数据库写盘方式和安全设置', () => readPragmas(file));
    await check('database.version', '数据库程序', () => (sqlite = sqliteVersion(file)));
    await check('database.encrypted', '数据库加密', () => assertEncrypted(file));
    await check('database.recovery', '强行结束后恢复', () =>
      killAndRecover(join(folder, 'killed.db'), options.writer),
    );
    await check('backup.verified', '备份并重新打开核对', async () => {
      mkdirSync(join(folder, 'backups'));
      await backUpInThread({ source: file, key: scratchKey, target: join(folder, 'backups', 'scratch.db') });
      return '独立线程中完成';
    });
    await check('spreadsheet.thread', '电子表格读取线程', async () => {
      const { sheets } = await readSheetInWorker(Buffer.from('名称\n白蒲镇\n'), '自检.csv');
      if (sheets.length !== 1) throw new Error('没有读出内容');
      return '独立线程中完成';
    });
    await check('desk.untouched', '正式台账', () =>
      options.isDeskOpen
        ? '自检没有读写台账内容，只用临时文件'
        : '自检没有打开台账，只用临时文件；培育工作台正在运行时也是如此',
    );
    if (options.hostChecks) checks.push(...(await options.hostChecks()));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return {
    v: 2,
    program: options.version,
    host: options.host,
    atMs: Math.round(options.nowMs),
    versions: versionsOf(sqlite),
    ok: checks.every(({ outcome }) => outcome !== 'failed'),
    checks,
  };
}

function readPragmas(file: string): string {
  const names = ['journal_mode', 'synchronous', 'foreign_keys', 'temp_store', 'trusted_schema'];
  const more = ['cell_size_check', 'secure_delete', 'cipher'];
  // openDatabase refuses to go on when one of them does not read back as set.
  const db = openDatabase({ file, key: scratchKey });
  try {
    return [...names, ...more]
      .map((name) => `${name}=${String(db.connection.pragma(name, { simple: true }))}`)
      .join(' ');
  } finally {
    closeDatabase(db);
  }
}

function assertEncrypted(file: string): string {
  const bytes = readFileSync(file);
  if (bytes.includes('SQLite format 3') || bytes.includes('CREATE TABLE')) throw new Error('文件里有明文');
  try {
    inspectDatabase({ file, key: new Uint8Array(32) });
  } catch {
    return 'chacha20，错误的密钥打不开';
  }
  throw new Error('错误的密钥也打开了数据库');
}

function versionsOf(sqlite: string): Record<string, string> {
  const { node, electron, chrome, openssl, v8 } = process.versions as Record<string, string | undefined>;
  return {
    platform: process.platform,
    arch: process.arch,
    node: node ?? '',
    electron: electron ?? '',
    chrome: chrome ?? '',
    openssl: openssl ?? '',
    v8: v8 ?? '',
    sqlite,
  };
}

function sqliteVersion(file: string): string {
  const db = openDatabase({ file, key: scratchKey });
  try {
    return value<string>(db, sql`SELECT sqlite_version()`) ?? '';
  } finally {
    closeDatabase(db);
  }
}
