/**
 * Visits and problems of a big town: what every screen of them asks for through the RPC, at ten years of records beside the
 * same at one year.
 */
import { quarterBefore, quarterOf } from '../../shared/bulletin/quarter.ts';
import { addDays, localDate } from '../../shared/clock.ts';
import { openStates } from '../../shared/problem/rules.ts';
import { type BenchDesk, benchNowMs } from './desk.ts';
import { alternate, type Figure, median, msText, percentile, ratioText, summarise } from './measure.ts';
import { sampleEnterprises } from './sample.ts';
import { leaderId } from './service-records.ts';

const limitMs = 50;
const ratioLimit = 1.3;
const pageSize = 100;
const today = localDate(benchNowMs);

type Ask = (bench: BenchDesk) => Promise<unknown>;

/** What each screen asks for when it is opened, and when its filters are used. */
function screens(enterprises: number): Readonly<Record<string, Ask>> {
  const enterpriseId = sampleEnterprises(enterprises)[7]?.id ?? '';
  const month = today.slice(0, 7);
  const page = { offset: 0, limit: pageSize };
  // As the lists are opened: what is of the last year; older open problems are counted beside it.
  const recent = { fromDate: addDays(today, -365) };
  const problems =
    (filter: object): Ask =>
    (bench) =>
      bench.call('problem.list', { filter: { ...recent, ...filter }, ...page });
  const visits =
    (filter: object): Ask =>
    (bench) =>
      bench.call('visit.list', { filter: { ...recent, ...filter }, ...page });
  return {
    problems: problems({}),
    'older open problems': (bench) =>
      bench.call('problem.list', {
        filter: { states: [...openStates], toDate: addDays(today, -366) },
        offset: 0,
        limit: 1,
      }),
    'problems by state': problems({ states: ['assigned'] }),
    'problems overdue': problems({ due: 'overdue' }),
    'problems by category': problems({ categories: ['labour'] }),
    'problems of a town': problems({ towns: ['t07'] }),
    'problems of this month': problems({ fromDate: `${month}-01`, toDate: today }),
    'problems with a text': problems({ text: '夏季限电' }),
    'problems of an enterprise': (bench) => bench.call('problem.list', { filter: { enterpriseId }, ...page }),
    'problems that press': (bench) => bench.call('problem.due', {}),
    'problems alike': (bench) => bench.call('problem.similar', { enterpriseId, title: '招工难' }),
    units: (bench) => bench.call('problem.units', {}),
    'statistics of a quarter': (bench) =>
      bench.call('problem.statistics', { fromDate: addDays(today, -90), toDate: today }),
    visits: visits({}),
    'visits of a leader': visits({ leaderIds: [leaderId(3)] }),
    'visits of an enterprise': (bench) => bench.call('visit.list', { filter: { enterpriseId }, ...page }),
    'statistics of visits': (bench) =>
      bench.call('visit.statistics', {
        fromDate: `${today.slice(0, 4)}-01-01`,
        toDate: `${today.slice(0, 4)}-12-31`,
      }),
    'visits that press': (bench) => bench.call('visit.due', {}),
    'before a visit': (bench) => bench.call('visit.context', { enterpriseId, date: today }),
    'plan of visits': (bench) => bench.call('visit.board', { month }),
    'one leader’s enterprises': (bench) => bench.call('visit.boardOf', { month, personId: leaderId(3) }),
    'month on the calendar': (bench) => bench.call('calendar.month', { month }),
    'year of an enterprise': (bench) =>
      bench.call('calendar.ofEnterprise', { enterpriseId, year: Number(today.slice(0, 4)) }),
    'year of a leader': (bench) =>
      bench.call('calendar.ofLeader', { personId: leaderId(3), year: Number(today.slice(0, 4)) }),
    'work of a leader': (bench) => bench.call('leader.work', { personId: leaderId(3) }),
    news: (bench) => bench.call('news.list', { most: 4 }),
    'news one by one': (bench) => bench.call('news.list', { most: 50 }),
    'conflicts counted': (bench) => bench.call('conflict.count', {}),
    'pack of a meeting': (bench) => bench.call('meeting.pack', { month }),
  };
}

/** What is asked for when the officer says 全部: ten times the rows are found. */
const allYears: Readonly<Record<string, Ask>> = {
  'all problems': (bench) => bench.call('problem.list', { filter: {}, offset: 0, limit: pageSize }),
  'all problems with a text': (bench) =>
    bench.call('problem.list', { filter: { text: '夏季限电' }, offset: 0, limit: pageSize }),
  'all visits': (bench) => bench.call('visit.list', { filter: {}, offset: 0, limit: pageSize }),
  'all visits of a leader': (bench) =>
    bench.call('visit.list', { filter: { leaderIds: [leaderId(3)] }, offset: 0, limit: pageSize }),
};

const bulletin: Readonly<Record<string, Ask>> = {
  'figures of a bulletin': (bench) =>
    bench.call('bulletin.figures', { quarter: quarterBefore(quarterOf(today)) }),
};

export async function measureService(
  ten: BenchDesk,
  one: BenchDesk,
  enterprises: number,
  records: number,
  rounds: number,
): Promise<Figure[]> {
  const asked = screens(enterprises);
  const kinds = Object.keys(asked).length;
  const size = `十年 ${records.toLocaleString('zh-CN')} 条`;
  const screen = await compare(asked, ten, one, rounds);
  const all = await compare(allYears, ten, one, rounds);
  const figures = await compare(bulletin, ten, one, rounds);
  return [
    {
      id: 'service',
      what: `走访和问题各界面的查询，${size}，p95`,
      how: `从派发到回复，每轮 ${kinds} 种，各界面打开时所问的（走访、问题台账默认近一年）：问题台账及其筛选和全文查找、到期、统计、走访台账和一年的走访统计、走访计划、走访前须知、承诺、会议议题、月历和年历、挂钩工作、新到变化、待定冲突；另有删除的走访 ${(records / 20).toLocaleString('zh-CN')} 次；${enterprises.toLocaleString('zh-CN')} 家企业；与只有一年记录的工作台交替`,
      figure: `${msText(screen.ours)}（最慢的一种 ${screen.slowest}；相对一年 ${screen.worst}）`,
      beside: `只有一年记录 ${msText(screen.beside)}`,
      limit: `< ${limitMs} ms，≤ ${ratioLimit} ×`,
      ratio: screen.ratioText,
      holds: screen.ours < limitMs && screen.isWithinRatio,
    },
    {
      id: 'service-all',
      what: '同上，选“全部”年份，p95',
      how: '问题、走访台账不限日期，全文查找，按领导；符合条件的记录是一年的十倍，数目照实数出',
      figure: `${msText(all.ours)}（最慢的一种 ${all.slowest}）`,
      beside: `只有一年记录 ${msText(all.beside)}`,
      limit: `< ${limitMs} ms`,
      ratio: all.ratioText,
      holds: all.ours < limitMs,
    },
    {
      id: 'bulletin',
      what: '同上，季度信息通报的数字',
      how: '`bulletin.figures`：上一季度和再上一季度逐项从记录数出，另有近一年各月；每季度用一次',
      figure: msText(figures.ours),
      beside: `只有一年记录 ${msText(figures.beside)}`,
      limit: `≤ ${ratioLimit} ×`,
      ratio: figures.ratioText,
      holds: figures.isWithinRatio,
    },
  ];
}

interface Comparison {
  /** 95 of 100 kinds, of the rounds the median. */
  readonly ours: number;
  readonly beside: number;
  readonly ratioText: string;
  /** By itself, with its time. */
  readonly slowest: string;
  /** The kind that grows most, with its ratio. */
  readonly worst: string;
  /** Every kind of more than two milliseconds: below it the ratio is that of two noises. */
  readonly isWithinRatio: boolean;
}

const noiseMs = 2;

async function compare(
  kinds: Readonly<Record<string, Ask>>,
  ten: BenchDesk,
  one: BenchDesk,
  rounds: number,
): Promise<Comparison> {
  const asked = Object.entries(kinds);
  const ofKind = new Map<string, { ours: number[]; beside: number[] }>();
  const timesOf = async (bench: BenchDesk, side: 'ours' | 'beside'): Promise<number> => {
    const times: number[] = [];
    for (const [name, ask] of asked) {
      const started = performance.now();
      await ask(bench);
      const time = performance.now() - started;
      times.push(time);
      const seen = ofKind.get(name) ?? { ours: [], beside: [] };
      seen[side].push(time);
      ofKind.set(name, seen);
    }
    return percentile(times, 0.95);
  };
  await timesOf(ten, 'ours');
  await timesOf(one, 'beside');
  ofKind.clear();
  const summary = summarise(
    await alternate(
      rounds,
      () => timesOf(ten, 'ours'),
      () => timesOf(one, 'beside'),
    ),
  );
  const found = [...ofKind].map(([name, { ours, beside }]) => ({
    name,
    ms: median(ours),
    ratio: median(ours) / median(beside),
  }));
  for (const { name, ms, ratio } of found) console.log(`  ${name}: ${msText(ms)}, ${ratio.toFixed(2)} ×`);
  const [slowest] = found.toSorted((a, b) => b.ms - a.ms);
  const counted = found.filter(({ ms }) => ms > noiseMs);
  const [worst] = counted.toSorted((a, b) => b.ratio - a.ratio);
  return {
    ours: summary.ours,
    beside: summary.beside,
    ratioText: ratioText(summary),
    slowest: slowest ? `${slowest.name} ${msText(slowest.ms)}` : '',
    worst: worst ? `${worst.name} ${worst.ratio.toFixed(2)} ×` : '—',
    isWithinRatio: counted.every(({ ratio }) => ratio <= ratioLimit),
  };
}
