import { expect, it } from 'vitest';
import { readClock } from '../../../db/log/clock.ts';
import { commitHashAt, commitHead } from '../../../db/log/commit-chain.ts';
import { streamEnd } from '../../../db/log/stream.ts';
import { databaseBefore, upgradeTo } from '../../support/old-desk.ts';

it('finds each stream reaching as far as was written down before', () => {
  const db = databaseBefore(160);
  const written = db.connection
    .prepare('SELECT partition_id, incarnation, seq, last_id AS lastId, side FROM stream ORDER BY 1, 2')
    .all() as { partition_id: string; incarnation: string; seq: number; lastId: string; side: string }[];
  expect(written.length).toBeGreaterThan(0);
  upgradeTo(db, 160);
  const ends = written.map(({ partition_id: partition, incarnation }) =>
    streamEnd(db, partition, incarnation),
  );
  expect(ends).toEqual(written.map(({ seq, lastId }) => ({ seq, lastId, isHere: true })));
  expect(
    db.connection.prepare('SELECT partition_id, incarnation, side FROM stream ORDER BY 1, 2').all(),
  ).toEqual(written.map(({ partition_id, incarnation, side }) => ({ partition_id, incarnation, side })));
});

it('goes on from the latest link, whatever operations it covers', () => {
  const db = databaseBefore(160);
  db.connection.exec(`DELETE FROM commit_chain;
    INSERT INTO commit_chain VALUES (1, zeroblob(32), 5, 0), (2, randomblob(32), 7000, 3)`);
  const written = db.connection.prepare('SELECT lower(hex(hash)) FROM commit_chain ORDER BY n').pluck().all();
  upgradeTo(db, 160);
  expect(commitHead(db)).toEqual({ n: 2, hash: written[1] });
  expect(commitHashAt(db, 1)).toBe(written[0]);
  expect(readClock(db)).toEqual({ ms: 7000, counter: 3 });
});
