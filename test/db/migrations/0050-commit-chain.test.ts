import { expect, it } from 'vitest';
import Database from 'better-sqlite3';
import { commitHead } from '../../../db/log/commit-chain.ts';
import { listForks } from '../../../db/log/fork.ts';
import { migrate } from '../../../db/migrate.ts';
import { migrations } from '../../../db/migrations/list.ts';
import { asReadDb } from '../../../db/sql.ts';
import { closeAfterTest } from '../../support/cleanup.ts';

it('finds the forks that are already in the log, and begins the chain behind what it holds', () => {
  const connection = new Database(':memory:');
  closeAfterTest(() => connection.close());
  const db = asReadDb(connection);
  migrate(
    db,
    migrations.filter(({ version }) => version < 50),
  );
  const insert = connection.prepare(
    `INSERT INTO op (id, partition_id, incarnation, seq, author, side, hlc_ms, hlc_counter, entity_type, entity_id,
                     state, received_at_ms, bytes)
     VALUES (?, ?, 'i', ?, 'a', 'town', 1, 0, 'enterprise', 'e1', 'applied', 1, x'')`,
  );
  for (const [id, partition, seq] of [
    ['1', 'e1', 1],
    ['2', 'e1', 2],
    ['3', 'e1', 2],
    ['4', 'e1', 3],
    ['5', 'e1', 3],
    ['6', 'e2', 1],
  ] as const) {
    insert.run(id.repeat(64), partition, seq);
  }
  migrate(db, migrations);
  expect(listForks(db)).toEqual([{ partition: 'e1', incarnation: 'i', seq: 2 }]);
  // 0160 gives them a link of their own.
  expect(commitHead(db)).toEqual({ n: 1, hash: '0'.repeat(64) });
});
