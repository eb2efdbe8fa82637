/** One save acknowledged at synchronous=FULL, beside one bare insert that is flushed as well. */
import type { BenchDesk } from './desk.ts';
import { type Figure, median, msText, ratioText, summarise, timed } from './measure.ts';
import { sampleEnterprises } from './sample.ts';

const ratioLimit = 2;
const savesPerRound = 20;

export async function measureSave(bench: BenchDesk, rounds: number): Promise<Figure[]> {
  const { connection } = bench.desk().db;
  connection.exec('CREATE TABLE bench_insert (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT');
  const insert = connection.prepare('INSERT INTO bench_insert (bytes) VALUES (?)');
  const bytes = Buffer.alloc(600, 'x'); // as long as the operation of one changed field
  const enterprises = sampleEnterprises(savesPerRound * 50);
  let saves = 0;
  const save = async (): Promise<number> => {
    const { id } = enterprises[saves % enterprises.length] ?? { id: '' };
    const { heads } = await bench.call('enterprise.get', { id });
    saves += 1;
    const changes = { address: `如皋市白蒲镇工业路 ${saves} 号` };
    return timed(() => bench.call('enterprise.update', { id, changes, seen: heads }));
  };
  const bare = (): Promise<number> => timed(() => insert.run(bytes));
  await save();
  await bare();
  const pairs = [];
  for (let round = 0; round < rounds; round += 1) {
    const ours: number[] = [];
    const beside: number[] = [];
    for (let index = 0; index < savesPerRound; index += 1) {
      ours.push(await save());
      beside.push(await bare());
    }
    pairs.push({ ours: median(ours), beside: median(beside) });
  }
  connection.exec('DROP TABLE bench_insert');
  const summary = summarise(pairs);
  return [
    {
      id: 'save',
      what: '保存一次企业资料，到确认写入磁盘',
      how: `\`enterprise.update\` 从派发到回复，synchronous=FULL，真实磁盘；每轮 ${savesPerRound} 次交替`,
      figure: msText(summary.ours),
      beside: `同一加密库中一次落盘的单行插入 ${msText(summary.beside)}`,
      limit: `≤ ${ratioLimit} ×`,
      ratio: ratioText(summary),
      holds: summary.ratio <= ratioLimit,
    },
  ];
}
