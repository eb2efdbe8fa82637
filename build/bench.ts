/**
 * `npm run bench [-- --only search,save,import,month,memory,start,rebuild,register,service,today,paper] [--quick]`: measures, prints, and writes
 * docs/performance.md. `--quick` uses little data, to see that the script works; it writes nothing.
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { measureBundle } from './bench/bundle.ts';
import { measureCityMonth } from './bench/city-month.ts';
import { benchFolder, benchPassphrase, createBenchDesk } from './bench/desk.ts';
import type { Figure } from './bench/measure.ts';
import { measureMemory } from './bench/memory.ts';
import { measurePaper } from './bench/paper.ts';
import { seedEnterprises } from './bench/operations.ts';
import { measureRebuild } from './bench/projections.ts';
import { measureRegister, measureRules, seedRegister } from './bench/register.ts';
import { keepFigures, verdict } from './bench/report.ts';
import { measureSave } from './bench/save.ts';
import { measureSearch } from './bench/search.ts';
import { seedService } from './bench/service-records.ts';
import { measureService } from './bench/service.ts';
import { measureStart, measureStartToday } from './bench/start.ts';

const parts = [
  'search',
  'save',
  'import',
  'month',
  'memory',
  'start',
  'rebuild',
  'register',
  'service',
  'today',
  'paper',
] as const;
type Part = (typeof parts)[number];

const { values } = parseArgs({
  options: { only: { type: 'string' }, quick: { type: 'boolean', default: false } },
});
const chosen = new Set<string>(values.only?.split(',') ?? parts);
for (const name of chosen) {
  if (!parts.some((part) => part === name)) throw new Error(`--only knows ${parts.join(', ')}; not ${name}`);
}
const enterprises = values.quick ? 2000 : 100_000;
const rounds = values.quick ? 2 : 7;

const folder = benchFolder();
const figures: Figure[] = [];
try {
  if (wants('import')) {
    const size = values.quick ? { enterprises: 100, edits: 1000 } : { enterprises: 2000, edits: 20_000 };
    note(await measureBundle(folder.path, size, values.quick ? 2 : 5));
  }
  if (wants('month')) {
    const size = values.quick ? { towns: 2, savesEach: 200 } : { towns: 20, savesEach: 5000 };
    note(await measureCityMonth(folder.path, size));
  }
  if (wants('memory')) note(await measureMemory(folder.path, values.quick ? [1, 8] : [1, 500]));
  if (wants('register')) {
    note(measureRules(rounds));
    await measureFilings();
  }
  if (wants('service') || wants('today')) await measureServices();
  if (wants('paper')) note(await measurePaper(rounds));
  if (wants('search') || wants('save') || wants('start') || wants('rebuild')) await measureLargeDesk();
} finally {
  folder.remove();
}
if (values.quick) console.log('\n--quick：数据很少，结果不写入 docs/performance.md');
else keepFigures(figures);

/** One city desk with many enterprises serves four of the parts; the last one closes it. */
async function measureLargeDesk(): Promise<void> {
  const userData = join(folder.path, 'large');
  const bench = createBenchDesk(join(userData, 'desk'));
  const first = { officer: '王经办', deviceName: '测试电脑', passphrase: benchPassphrase };
  await bench.call('session.createCity', first);
  const started = performance.now();
  seedEnterprises(bench.desk(), enterprises);
  console.log(`已备好 ${enterprises} 家企业，${((performance.now() - started) / 1000).toFixed(1)} s`);
  if (wants('search')) note(await measureSearch(bench, enterprises, rounds));
  if (wants('save')) note(await measureSave(bench, rounds));
  if (wants('rebuild')) note(await measureRebuild(bench, values.quick ? 5000 : 1_000_000));
  await bench.call('session.lock', {});
  if (wants('start')) note(await measureStart(userData, folder.path, enterprises, values.quick ? 2 : 5));
}

/** A city desk whose register has grown for years. */
async function measureFilings(): Promise<void> {
  const bench = createBenchDesk(join(folder.path, 'register', 'desk'));
  const first = { officer: '王经办', deviceName: '测试电脑', passphrase: benchPassphrase };
  await bench.call('session.createCity', first);
  const size = values.quick ? { enterprises: 200, filings: 2000 } : { enterprises: 2000, filings: 100_000 };
  seedRegister(bench.desk(), size.enterprises, size.filings);
  note(await measureRegister(bench, size.enterprises, size.filings, rounds));
  await bench.call('session.lock', {});
}

/** Ten years of a big town, and its last year alone. */
async function measureServices(): Promise<void> {
  const size = values.quick ? { enterprises: 200, records: 2000 } : { enterprises: 2000, records: 100_000 };
  const desks = [];
  for (const years of [10, 1]) {
    const bench = createBenchDesk(join(folder.path, `service-${years}`, 'desk'));
    const first = { officer: '王经办', deviceName: '测试电脑', passphrase: benchPassphrase };
    await bench.call('session.createCity', first);
    seedService(bench.desk(), size.enterprises, (size.records * years) / 10, 365 * years);
    desks.push(bench);
  }
  const [ten, one] = desks;
  if (!ten || !one) throw new Error('no desks');
  if (wants('service')) note(await measureService(ten, one, size.enterprises, size.records, rounds));
  for (const bench of desks) await bench.call('session.lock', {});
  const userData = join(folder.path, 'service-10');
  const starts = values.quick ? 2 : 5;
  if (wants('today')) note([await measureStartToday(userData, folder.path, size.records, starts)]);
}

function wants(part: Part): boolean {
  return chosen.has(part);
}

function note(found: readonly Figure[]): void {
  figures.push(...found);
  for (const figure of found) {
    console.log(`\n${figure.what}\n  ${figure.figure}\n  对照：${figure.beside}`);
    if (figure.limit !== '') console.log(`  限度 ${figure.limit}，比值 ${figure.ratio}：${verdict(figure)}`);
  }
}
