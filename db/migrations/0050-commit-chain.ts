import type { Migration } from '../migrate.ts';

/** What tells that history forked (design/exchange.md, Identity), and what the officer is told of it. */
export const migration0050: Migration = {
  version: 50,
  name: 'commit-chain',
  statements: `
    -- One row for each transaction that added operations: its hash covers the row before it and the ids added.
    -- Operations older than this table are under no row; a database without any stands at the chain's origin.
    CREATE TABLE commit_chain (
      n INTEGER PRIMARY KEY CHECK (n > 0),
      hash BLOB NOT NULL CHECK (length(hash) = 32)
    ) STRICT;

    -- Streams in which one number was given twice, with the first such number: both branches are kept.
    CREATE TABLE fork (
      partition_id TEXT NOT NULL,
      incarnation TEXT NOT NULL,
      seq INTEGER NOT NULL CHECK (seq > 0),
      PRIMARY KEY (partition_id, incarnation)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO fork (partition_id, incarnation, seq)
      SELECT partition_id, incarnation, min(seq)
      FROM (SELECT partition_id, incarnation, seq FROM op GROUP BY partition_id, incarnation, seq HAVING count(*) > 1)
      GROUP BY partition_id, incarnation;

    -- How far the streams reached of a partition whose records were cleared here (handed over to another town): when
    -- it comes back, this laptop goes on behind what it wrote before.
    CREATE TABLE cleared_stream (
      partition_id TEXT NOT NULL,
      incarnation TEXT NOT NULL,
      seq INTEGER NOT NULL,
      last_id TEXT NOT NULL,
      PRIMARY KEY (partition_id, incarnation)
    ) STRICT, WITHOUT ROWID;

    -- What the program has to say to the officer of this laptop; gone once it was read.
    CREATE TABLE notice (
      n INTEGER PRIMARY KEY,
      kind TEXT NOT NULL,
      detail TEXT NOT NULL,
      at_ms INTEGER NOT NULL
    ) STRICT;
  `,
};
