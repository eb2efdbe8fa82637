import { expect, it } from 'vitest';
import { contentsOf, databaseBefore, upgradeTo } from '../../support/old-desk.ts';

/** As programs wrote it before there was a state for it. */
const sentenceThen = '这台电脑第一次报送：请先预览，与对方核对识别码后再导入';

it('knows which bundles of the inbox wait for somebody to compare their laptop, and loses nothing else', () => {
  const db = databaseBefore(70);
  upgradeTo(db, 190);
  const insert = db.connection.prepare(
    `INSERT INTO inbox VALUES (@name, 'a.drcb', @name, '白蒲镇', 'town', 't06', '1234', '2026-11', 1, 2, 9, 7, @state,
                               @explanation, @leader)`,
  );
  const rows = [
    ['1', 'ready', '', ''],
    ['2', 'ready', sentenceThen, 'p1'],
    ['3', 'waiting', '等待市发改委更早的数据包', ''],
    ['4', 'quarantined', '无人担保', ''],
    ['5', 'ready', '这台电脑导入过，恢复备份以后不记得了', ''],
  ] as const;
  for (const [name, state, explanation, leader] of rows) insert.run({ name, state, explanation, leader });
  const stream = db.connection.prepare("INSERT INTO peer_stream VALUES (?, 'e1', 'i', 1, 'o', 0)");
  // b holds nothing any more.
  for (const word of ['a', 'a before', 'b before']) stream.run(word);
  const before = contentsOf(db);
  upgradeTo(db, 200);
  const after = contentsOf(db);
  expect(after['inbox']).toEqual(
    before['inbox']?.map((row) => ({
      ...(row as object),
      ...((row as { name: string }).name === '2' ? { state: 'unconfirmed' } : {}),
    })),
  );
  expect(after['inbox']).toHaveLength(rows.length);
  const words = ['a', 'a before', 'b', 'b before'].map((device) => ({ device }));
  expect({ ...after, inbox: [] }).toEqual({ ...before, inbox: [], heard_word: [], peer_word: words });
});
