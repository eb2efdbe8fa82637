import { copyFileSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { auditHead } from '../../../db/audit.ts';
import { sha256Hex } from '../../../db/crypto.ts';
import { readIncarnation } from '../../../db/identity.ts';
import { wrapKey } from '../../../db/key-file.ts';
import { migrate } from '../../../db/migrate.ts';
import { migrations } from '../../../db/migrations/list.ts';
import { readDatabaseSalt } from '../../../db/open.ts';
import { asReadDb } from '../../../db/sql.ts';
import { deskPaths } from '../../../electron/session/paths.ts';
import { closeAfterTest } from '../../support/cleanup.ts';
import { temporaryFolder, testKey } from '../../support/database.ts';
import { openTestDesk } from '../../support/desk.ts';
import { fillAsThen } from '../../support/old-desk.ts';

const passphrase = '如皋市发改委 2026';
const upTo = (version: number) => migrations.filter((migration) => migration.version <= version);
const oldest = 50; // the first that wrote an anchor

/** A desk of that schema whose program was killed: its last transactions are in the WAL, its anchor names the last. */
async function killedDesk(version: number): Promise<string> {
  const there = temporaryFolder();
  const connection = new Database(join(there, 'desk.db'));
  closeAfterTest(() => connection.close());
  connection.pragma("cipher = 'chacha20'");
  connection.pragma(`key = 'raw:${Buffer.from(testKey).toString('hex')}'`);
  connection.pragma('journal_mode = WAL');
  const db = asReadDb(connection);
  migrate(db, upTo(30));
  fillAsThen(db);
  migrate(db, upTo(version));
  connection.exec(
    'INSERT INTO commit_chain (n, hash) SELECT coalesce(max(n), 0) + 1, randomblob(32) FROM commit_chain',
  );
  const commits = connection
    .prepare('SELECT n, lower(hex(hash)) AS hash FROM commit_chain ORDER BY n DESC LIMIT 1')
    .get();
  const folder = join(temporaryFolder(), 'desk');
  mkdirSync(folder);
  const paths = deskPaths(folder);
  for (const end of ['', '-wal']) copyFileSync(join(there, `desk.db${end}`), `${paths.database}${end}`);
  expect(statSync(`${paths.database}-wal`).size).toBeGreaterThan(0);
  const anchor = { v: 2, incarnation: readIncarnation(db), commits, audit: auditHead(db), machine: '' };
  const text = JSON.stringify(anchor);
  writeFileSync(paths.anchor, `${text}\n${sha256Hex(text)}\n`.padEnd(512), 'latin1');
  const databaseSalt = readDatabaseSalt(paths.database);
  const contents = { key: testKey, desk: { side: 'city', townId: '', townName: '' }, databaseSalt } as const;
  writeFileSync(paths.keyFile, await wrapKey(passphrase, contents, { logN: 14, r: 8, p: 1 }));
  return folder;
}

it.each(upTo(Number.POSITIVE_INFINITY).flatMap(({ version }) => (version >= oldest ? [version] : [])))(
  'a desk of schema %i that was killed is opened, upgraded, and lacks nothing',
  async (version) => {
    const desk = openTestDesk({ closed: true, folder: await killedDesk(version) });
    await desk.call('session.unlock', { passphrase });
    expect(await desk.call('notice.list', {})).toEqual([]);
  },
);
