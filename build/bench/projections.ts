/** All projections made anew from the log. */
import { rebuildProjections } from '../../db/log/rebuild.ts';
import { sql, transact, value } from '../../db/sql.ts';
import type { Desk } from '../../electron/desk.ts';
import type { BenchDesk } from './desk.ts';
import { type Figure, msText, timed } from './measure.ts';
import { createWriter, takeIn } from './operations.ts';
import { sampleEnterprises, sampleId } from './sample.ts';

/** Edits of the enterprises are added until the log holds `least` operations. */
export async function measureRebuild(bench: BenchDesk, least: number): Promise<Figure[]> {
  const desk = bench.desk();
  const { db } = desk;
  const held = value<number>(db, sql`SELECT count(*) FROM op`) ?? 0;
  for (let left = least - held, round = 0; left > 0; left -= editsAtOnce, round += 1) {
    editEnterprises(desk, round, Math.min(left, editsAtOnce));
  }
  let operations = 0;
  const time = await timed(() => {
    operations = transact(db, (writable) => rebuildProjections(writable)).value;
  });
  return [
    {
      id: 'rebuild',
      what: `由 ${operations.toLocaleString('zh-CN')} 条记录重建全部投影`,
      how: '一个事务，含检索行和拼音；一次',
      figure: `${msText(time)}（${Math.round(operations / (time / 1000)).toLocaleString('zh-CN')} 条/s）`,
      beside: '—',
      limit: '',
      ratio: '—',
      holds: null,
    },
  ];
}

const editsAtOnce = 50_000;

/** By laptops of their own, so that the streams go on; each edit stands beside the others as a head, or follows one. */
function editEnterprises(desk: Desk, round: number, count: number): void {
  const writer = createWriter(desk, sampleId(`incarnation ${round}`));
  const enterprises = sampleEnterprises(5000);
  const operations = Array.from({ length: count }, (_, index) => {
    const { id } = enterprises[index % enterprises.length] ?? { id: '' };
    return writer.write('enterprise', id, id, { note: `第 ${round}·${index} 次` });
  });
  takeIn(desk, operations);
}
