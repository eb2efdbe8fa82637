/**
 * One save acknowledged at synchronous=FULL, beside one bare insert that is flushed as well: of the operation's own row
 * into the log, with nothing checked, merged or shown; and, for comparison, of a row into a table without an index.
 */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { BenchDesk } from './desk.ts';
import { type Figure, median, msText, ratioText, summarise, timed } from './measure.ts';
import { sampleEnterprises } from './sample.ts';

const ratioLimit = 2;
const savesPerRound = 40;
/** Each enterprise is changed once before: the very first change of one by a laptop also names a new stream. */
const warmSaves = 200;
/** As long as the operation of one changed field. */
const operationBytes = Buffer.alloc(600, 'x');

export async function measureSave(bench: BenchDesk, rounds: number): Promise<Figure[]> {
  const { connection } = bench.desk().db;
  connection.exec('CREATE TABLE bench_insert (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT');
  const insertPlain = connection.prepare('INSERT INTO bench_insert (bytes) VALUES (?)');
  const insertOperation = connection.prepare(
    `INSERT INTO op (id, partition_id, incarnation, seq, author, side, hlc_ms, hlc_counter,
                     entity_type, entity_id, state, received_at_ms, bytes)
     VALUES (?, ?, 'bench', ?, 'bench', 'city', 0, 0, 'enterprise', ?, 'applied', 0, ?)`,
  );
  const enterprises = sampleEnterprises(warmSaves);
  let saves = 0;
  const next = (): string => {
    saves += 1;
    return enterprises[(saves * 7) % enterprises.length]?.id ?? ''; // 7: not one after the other
  };
  const save = async (): Promise<number> => {
    const id = next();
    const { heads } = await bench.call('enterprise.get', { id });
    // As in the program, each save comes in a turn of its own, after what the one before left to be done.
    await nextTurn();
    const changes = { address: `如皋市白蒲镇工业路 ${saves} 号` };
    return timed(() => bench.call('enterprise.update', { id, changes, seen: heads }));
  };
  const bare = (): Promise<number> => {
    const partition = next();
    const id = createHash('sha256').update(`bench ${saves}`).digest('hex');
    return timed(() => insertOperation.run(id, partition, saves, partition, operationBytes));
  };
  const plain = (): Promise<number> => timed(() => insertPlain.run(operationBytes));
  for (let warm = 0; warm < warmSaves; warm += 1) {
    await save();
    await bare();
    await plain();
  }
  const pairs = [];
  const plains: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const ours: number[] = [];
    const beside: number[] = [];
    for (let index = 0; index < savesPerRound; index += 1) {
      ours.push(await save());
      beside.push(await bare());
      plains.push(await plain());
    }
    pairs.push({ ours: median(ours), beside: median(beside) });
  }
  connection.exec("DROP TABLE bench_insert; DELETE FROM op WHERE author = 'bench'");
  const summary = summarise(pairs);
  return [
    {
      id: 'save',
      what: '保存一次企业资料，到确认写入磁盘',
      how: `\`enterprise.update\` 从派发到回复，synchronous=FULL，真实磁盘；每轮 ${savesPerRound} 次交替；各家企业此前改过一次（首次改动另记一行，多一页）。改动约 10 个数据库页，直接插入约 6 个，差主要在加密和写入多出的页`,
      figure: msText(summary.ours),
      beside: `同一加密库中直接插入这一条操作记录并落盘 ${msText(summary.beside)}（插入无索引的表 ${msText(median(plains))}）`,
      limit: `≤ ${ratioLimit} ×`,
      ratio: ratioText(summary),
      holds: summary.ratio <= ratioLimit,
    },
  ];
}
