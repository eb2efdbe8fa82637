/**
 * What a laptop of another side holds: what its latest bundles said, and never what a clock suggests.
 * design/exchange.md, cursors.
 *
 * The last bundles are kept apart. A copied laptop goes by the same device id as the one it was copied from, until
 * somebody notices, and of a laptop that was put back an older bundle may still come late: what all of them say is
 * there whichever of the copies reads the next delta.
 */
import type { BundleManifest } from '../shared/exchange/manifest.ts';
import { isTakenIn } from './bundle.ts';
import { all, prepare, type ReadDb, run, sql, type WriteDb } from './sql.ts';

export interface PeerPosition {
  readonly seq: number;
  readonly lastId: string;
  /** The laptop holds two branches of the stream: its last operation does not tell how much of each. */
  readonly forked: boolean;
}

type HoldingsWord = Pick<BundleManifest, 'sender' | 'streams' | 'forks' | 'wantedBlobs'>;

/** How many bundles of a laptop are remembered: of it and its unnoticed copies no more may go on for deltas to arrive. */
export const rememberedWords = 4;

/** Under these names lies what a laptop's bundles before the latest said, the latest of them first. */
const beforeLatest = (device: string): string[] =>
  Array.from(
    { length: rememberedWords - 1 },
    (_, index) => `${device} before${index === 0 ? '' : ` ${index + 1}`}`,
  );

const wordTables = [sql`peer_word`, sql`peer_stream`, sql`peer_wanted_blob`];

const wordsOf = (device: string): string => JSON.stringify([device, ...beforeLatest(device)]);

/** The sender's word replaces the oldest one: after a restore a laptop may hold less than it did. */
export function putPeerHoldings(db: WriteDb, { sender, streams, forks, wantedBlobs }: HoldingsWord): void {
  const { deviceId } = sender;
  makeRoom(db, [deviceId, ...beforeLatest(deviceId)]);
  run(db, sql`INSERT INTO peer_word (device) VALUES (${deviceId})`);
  const forked = new Set(forks.map(([partition, incarnation]) => `${partition} ${incarnation}`));
  const insertStream = prepare(
    db,
    `INSERT OR REPLACE INTO peer_stream (device, partition_id, incarnation, seq, last_id, forked)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  for (const [partition, incarnation, seq, lastId] of streams) {
    const isForked = forked.has(`${partition} ${incarnation}`);
    insertStream.run(deviceId, partition, incarnation, seq, lastId, isForked ? 1 : 0);
  }
  const insertWanted = prepare(db, 'INSERT OR IGNORE INTO peer_wanted_blob (device, sha256) VALUES (?, ?)');
  for (const sha256 of wantedBlobs) insertWanted.run(deviceId, sha256);
}

type BundleWord = HoldingsWord & Pick<BundleManifest, 'bundleId' | 'attachmentsOnly'>;

/**
 * The word of a bundle that has to wait: what its sender holds is true although nothing else of it is taken in. Two
 * desks that were both put back would otherwise write deltas that the other one cannot use, and never learn why.
 */
export function hearWaitingWord(db: WriteDb, word: BundleWord): void {
  if (!isNews(db, word) || isHeard(db, word.bundleId)) return;
  putPeerHoldings(db, word);
  run(db, sql`INSERT INTO heard_word (bundle_id) VALUES (${word.bundleId})`);
}

/** The word of a bundle that is taken in; not once more what was heard of it while it waited. */
export function takeWord(db: WriteDb, word: BundleWord): void {
  if (isNews(db, word) && !isHeard(db, word.bundleId)) putPeerHoldings(db, word);
  run(db, sql`DELETE FROM heard_word WHERE bundle_id = ${word.bundleId}`);
}

/**
 * A bundle that was taken in before says what its sender held then: newer words stand. A part with attachments alone
 * says nothing of what its sender holds.
 */
export function isNews(
  db: ReadDb,
  { bundleId, attachmentsOnly }: Pick<BundleWord, 'bundleId' | 'attachmentsOnly'>,
): boolean {
  return !attachmentsOnly && !isTakenIn(db, bundleId);
}

function isHeard(db: ReadDb, bundleId: string): boolean {
  return prepare(db, 'SELECT 1 FROM heard_word WHERE bundle_id = ?').get(bundleId) !== undefined;
}

/** Every word steps down one name, and the oldest one goes. */
function makeRoom(db: WriteDb, names: readonly string[]): void {
  for (let index = names.length - 1; index >= 0; index -= 1) {
    const name = names[index] ?? '';
    const older = names[index + 1];
    for (const table of wordTables) {
      run(
        db,
        older === undefined
          ? sql`DELETE FROM ${table} WHERE device = ${name}`
          : sql`UPDATE ${table} SET device = ${older} WHERE device = ${name}`,
      );
    }
  }
}

/** The partitions count as gone from the laptop, by all of its words. */
export function forgetHoldingsOutside(db: WriteDb, device: string, partitions: readonly string[]): void {
  run(
    db,
    sql`DELETE FROM peer_stream WHERE device IN (SELECT value FROM json_each(${wordsOf(device)}))
        AND partition_id NOT IN (SELECT value FROM json_each(${JSON.stringify(partitions)}))`,
  );
}

/** The remembered bundles before the latest of a laptop, as names for `peerPosition`. */
export function earlierWords(db: ReadDb, device: string): string[] {
  const select = prepare(db, 'SELECT 1 FROM peer_word WHERE device = ?');
  return beforeLatest(device).filter((name) => select.get(name) !== undefined);
}

/** How far a laptop holds a stream; undefined when not at all. */
export function peerPosition(
  db: ReadDb,
  device: string,
  partition: string,
  incarnation: string,
): PeerPosition | undefined {
  const row = prepare(
    db,
    'SELECT seq, last_id, forked FROM peer_stream WHERE device = ? AND partition_id = ? AND incarnation = ?',
  ).get(device, partition, incarnation) as { seq: number; last_id: string; forked: number } | undefined;
  return row ? { seq: row.seq, lastId: row.last_id, forked: row.forked === 1 } : undefined;
}

/** What the laptops hold, by their latest bundles, in other partitions than these. */
export function holdingsOutside(
  db: ReadDb,
  devices: readonly string[],
  partitions: readonly string[],
): { partition: string; incarnation: string; seq: number; lastId: string }[] {
  return all(
    db,
    sql`SELECT partition_id AS "partition", incarnation, seq, last_id AS lastId FROM peer_stream
        WHERE device IN (SELECT value FROM json_each(${JSON.stringify(devices)}))
          AND partition_id NOT IN (SELECT value FROM json_each(${JSON.stringify(partitions)}))
        ORDER BY partition_id, incarnation, seq`,
  );
}

/** Whether a laptop said, in either of its last two bundles, that it lacks an attachment's content. */
export function wantsBlob(db: ReadDb, device: string, sha256: string): boolean {
  // Attachments are large, and what lacks one can be taken in all the same: more words than two would send too much.
  const select = prepare(db, 'SELECT 1 FROM peer_wanted_blob WHERE device IN (?, ?) AND sha256 = ?');
  return select.get(device, beforeLatest(device)[0], sha256) !== undefined;
}
