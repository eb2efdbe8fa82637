import { expect, it } from 'vitest';
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
