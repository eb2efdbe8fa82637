/** All projections made anew from the log. */
import { rebuildProjections } from '../../db/log/rebuild.ts';
import { transact } from '../../db/sql.ts';
import type { BenchDesk } from './desk.ts';
import { type Figure, msText, timed } from './measure.ts';

export async function measureRebuild(bench: BenchDesk): Promise<Figure[]> {
  const { db } = bench.desk();
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
