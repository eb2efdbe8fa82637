/**
 * The register of many filings: each filter through the RPC, first page and last page, count included, beside a count
 * that reads every row; and one filing judged: duty, clocks and warnings.
 */
import type { Desk } from '../../electron/desk.ts';
import type { InputOf } from '../../shared/contract.ts';
import { addDays } from '../../shared/clock.ts';
import { filingClocks } from '../../shared/filing/clocks.ts';
import { defaultPolicy } from '../../shared/filing/policy.ts';
import {
  decideFiling,
  enterpriseStanding,
  filingDomains,
  filingStatuses,
} from '../../shared/filing/rules.ts';
import { filingWarnings } from '../../shared/filing/warnings.ts';
import { type BenchDesk, benchNowMs } from './desk.ts';
import {
  alternate,
  type Figure,
  median,
  msText,
  percentile,
  ratioText,
  summarise,
  timed,
} from './measure.ts';
import { createWriter, takeIn } from './operations.ts';
import { createRandom, pick, sampleEnterprises, sampleId } from './sample.ts';

const limitMs = 50;
const ruleLimitMs = 1;
const pageSize = 100;
const units = Array.from({ length: 24 }, (_, index) => `如皋市第${index + 1}检查处置单位`);
const firstDay = '2021-06-18';
const daysCovered = 1980;
/** From here on half of the filings are not sent yet. */
const lately = '2026-09-01';
const operationsAtOnce = 20_000;

type Filter = InputOf<'filing.list'>['filter'];

/** One enterprise in four holds a title, one in ten is in the pool; of the old filings nearly all were sent. */
export function seedRegister(desk: Desk, enterprises: number, filings: number): void {
  const writer = createWriter(desk, 'c'.repeat(32));
  const random = createRandom(41);
  const sample = sampleEnterprises(enterprises);
  let operations = sample.flatMap(({ id, name, creditCode, townId }, index) => {
    const fields = { name, formerNames: [], shortName: '', creditCode, townId, industry: '通用设备制造业' };
    const pool = index % 10 === 0 ? { member: true, enteredOn: '2021-09-01', leftOn: '' } : null;
    const enterprise = writer.write('enterprise', id, id, { ...fields, pool });
    if (index % 4 > 0) return [enterprise];
    const title = { level: 'national-little-giant', grantedOn: '2021-01-01', validUntil: '', note: '' };
    return [
      enterprise,
      writer.write('title', sampleId(`title ${index}`), id, { ...title, certificateNumber: '' }),
    ];
  });
  const numbers = new Map<string, number>();
  for (let index = 0; index < filings; index += 1) {
    const enterpriseId = pick(random, sample).id;
    const inspectingUnit = pick(random, units);
    const date = addDays(firstDay, Math.floor(random() * daysCovered));
    const year = Number(date.slice(0, 4));
    const n = (numbers.get(`${inspectingUnit} ${year}`) ?? 0) + 1;
    numbers.set(`${inspectingUnit} ${year}`, n);
    const status =
      random() < (date < lately ? 0.01 : 0.5) ? pick(random, filingStatuses.slice(0, 4)) : 'sent';
    const done = {
      reportedAtMs: benchNowMs - 86_400_000,
      notifiedAtMs: benchNowMs - 86_400_000,
      sentAtMs: benchNowMs,
    };
    const progress =
      status === 'sent' ? { ...done, status, inspectedOn: date, concludedOn: date } : { status };
    operations.push(
      writer.write('filing', `${enterpriseId}${sampleId(`filing ${index}`)}`, enterpriseId, {
        inspectingUnit,
        inspectionDate: date,
        cityLeader: { personId: sampleId('leader'), name: '张示例', post: '副市长' },
        trigger: 'ordinary',
        triggerReference: '',
        domain: pick(random, filingDomains),
        basisAndReason: '依据《中华人民共和国安全生产法》第六十五条，开展年度计划内检查。'.repeat(2),
        findings: '现场检查发现疏散通道堵塞一处，消防器材未按期检验两件。'.repeat(3),
        conclusion: '责令限期整改',
        firstDiscovered: 'yes',
        thisConclusion: '限期整改',
        progress,
        rectificationDueDate: '',
        note: '',
        registerNumber: { year, n },
        corrects: '',
      }),
    );
    if (operations.length >= operationsAtOnce) {
      takeIn(desk, operations);
      operations = [];
    }
  }
  takeIn(desk, operations);
}

/** What an officer filters by. */
function filtersOf(enterprises: number): readonly Filter[] {
  const random = createRandom(43);
  const named = sampleEnterprises(enterprises);
  return [
    {},
    ...['2021', '2024', '2026'].map((year) => ({ years: [year] })),
    ...[pick(random, units), '第1检查', '单位'].map((unit) => ({ unit })),
    ...filingDomains.map((domain) => ({ domains: [domain] })),
    ...filingStatuses.map((status) => ({ statuses: [status] })),
    ...[['t01'], ['t07'], ['t01', 't02', 't03', 't04', 't05', 't06', 't07'], ['']].map((towns) => ({
      towns,
    })),
    ...[pick(random, named).name.slice(0, 4), '南通', 'nantong', '没有这一家'].map((text) => ({ text })),
    { standings: ['counts'] as const },
    { standings: ['void'] as const },
    { years: ['2025'], domains: ['fire'] as const, statuses: ['sent'] as const, towns: ['t03'] },
  ].map((filter) => ({ ...filter }) as Filter);
}

/** Found from an enterprise's history, or from the clocks of each open filing. */
const derivedFilters: readonly Filter[] = [
  { softFirst: true },
  { overdue: true },
  { overdue: true, years: ['2026'] },
];

export async function measureRegister(
  bench: BenchDesk,
  enterprises: number,
  filings: number,
  rounds: number,
): Promise<Figure[]> {
  const filters = filtersOf(enterprises);
  const p50s: number[] = [];
  const ofFilter = new Map<string, number[]>();
  const ask = async (
    filter: Filter,
    offset: number,
  ): Promise<{ readonly time: number; readonly total: number }> => {
    const started = performance.now();
    const { total } = await bench.call('filing.list', { filter, offset, limit: pageSize });
    const time = performance.now() - started;
    const name = Object.keys(filter).join('+');
    ofFilter.set(name, [...(ofFilter.get(name) ?? []), time]);
    return { time, total };
  };
  const timesOf = async (asked: readonly Filter[]): Promise<number[]> => {
    const times: number[] = [];
    for (const filter of asked) {
      const first = await ask(filter, 0);
      const last = await ask(filter, Math.max(0, Math.ceil(first.total / pageSize) - 1) * pageSize);
      times.push(first.time, last.time);
    }
    return times;
  };
  const throughRpc = async (): Promise<number> => {
    const times = await timesOf(filters);
    p50s.push(median(times));
    return percentile(times, 0.95);
  };
  const everyRow = bench
    .desk()
    .db.connection.prepare('SELECT count(*) FROM filing NOT INDEXED WHERE deleted = 0 AND domain = ?');
  const readingAll = async (round: number): Promise<number> => {
    const started = performance.now();
    everyRow.get(filingDomains[round % filingDomains.length]);
    return performance.now() - started;
  };
  await throughRpc();
  p50s.length = 0;
  ofFilter.clear();
  const summary = summarise(await alternate(rounds, throughRpc, readingAll));
  const [slowest, slowestMs] = [...ofFilter]
    .map(([name, times]) => [name, median(times)] as const)
    .toSorted((a, b) => b[1] - a[1])[0] ?? ['', 0];
  const derived: number[] = [];
  for (let round = 0; round < rounds; round += 1) derived.push(...(await timesOf(derivedFilters)));
  const derivedP95 = percentile(derived, 0.95);
  const year = { fromDate: '2025-01-01', toDate: '2025-12-31' };
  const statistics = await timesOfCall(rounds, () => bench.call('filing.statistics', year));
  const due = await timesOfCall(rounds, () => bench.call('filing.due', { withinDays: 3 }));
  const unrecorded = await timesOfCall(rounds, () => bench.call('filing.unrecorded', {}));
  return [
    {
      id: 'register',
      what: `检查报备台账筛选，${filings.toLocaleString('zh-CN')} 份报备，p95`,
      how: `\`filing.list\` 从派发到回复，每页 ${pageSize} 份，含计数；每轮 ${filters.length} 种筛选（单位、年份、领域、进度、效力、镇区和未分派、文字及其组合）各取首页和末页；${enterprises.toLocaleString('zh-CN')} 家企业`,
      figure: `${msText(summary.ours)}（中位数 ${msText(median(p50s))}；最慢的一种 ${slowest} ${msText(slowestMs)}）`,
      beside: `不用索引，逐行读取只计数一次 ${msText(summary.beside)}`,
      limit: `< ${limitMs} ms`,
      ratio: ratioText(summary),
      holds: summary.ours < limitMs,
    },
    {
      id: 'register-derived',
      what: '同上，筛选首次检查、已逾期，p95',
      how: '从同一企业以往的检查、从未办完的各份的时限算出，再取首页和末页',
      figure: `${msText(derivedP95)}（中位数 ${msText(median(derived))}）`,
      beside: '—',
      limit: `< ${limitMs} ms`,
      ratio: '—',
      holds: derivedP95 < limitMs,
    },
    {
      id: 'register-statistics',
      what: '同上，一年的检查统计',
      how: '`filing.statistics`：2025 年，逐份判定时限和首次检查，按单位、领域、月份、企业、镇区合计',
      figure: msText(median(statistics)),
      beside: '—',
      limit: '',
      ratio: '—',
      holds: null,
    },
    {
      id: 'register-due',
      what: '同上，今日待办和每分钟的提醒',
      how: '`filing.due` 从未办完的约 3,000 份中算出应办、逾期和三天内到期的；`filing.unrecorded` 找出检查日期已过而没有记录的',
      figure: `${msText(median(due))}；${msText(median(unrecorded))}`,
      beside: '—',
      limit: '',
      ratio: '—',
      holds: null,
    },
  ];
}

async function timesOfCall(rounds: number, call: () => Promise<unknown>): Promise<number[]> {
  await call();
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await timed(call));
  return times;
}

/** One filing among fifty of its enterprise. */
export function measureRules(rounds: number): Figure[] {
  const evaluationsPerRound = 2000;
  const inspectionDate = '2026-11-24';
  const titles = [{ level: 'national-little-giant', grantedOn: '2021-01-01', validUntil: '' }] as const;
  const pool = { member: true, enteredOn: '2021-09-01', leftOn: '' };
  const others = Array.from({ length: 50 }, (_, index) => ({
    inspectingUnit: units[index % units.length] ?? '',
    date: addDays(inspectionDate, -7 * index - 3),
    domain: filingDomains[index % filingDomains.length] ?? 'other',
    hasConclusion: true,
  }));
  const progress = {
    status: 'concluded',
    reportedAtMs: benchNowMs - 86_400_000,
    notifiedAtMs: null,
    inspectedOn: inspectionDate,
    concludedOn: inspectionDate,
    sentAtMs: null,
  } as const;
  const evaluate = (): number => {
    const standing = enterpriseStanding(titles, ['national-little-giant'], pool, inspectionDate);
    const earlierDomains = others.map(({ domain }) => domain);
    const filed = { trigger: 'ordinary', domain: 'safety', inspectionDate, progress } as const;
    const verdict = decideFiling({ ...filed, standing, earlierDomains, policy: defaultPolicy });
    const warnings = filingWarnings(
      {
        ...filed,
        inspectingUnit: units[0] ?? '',
        triggerReference: '',
        conclusion: '责令限期整改，并处罚款',
        thisConclusion: '限期整改',
        firstDiscovered: 'yes',
        rectificationDueDate: '',
        verdict,
        policy: defaultPolicy,
        standing,
        leaders: [{ name: '张示例', fromDate: '', toDate: '' }],
        paperExcess: [],
        toldAtMs: [],
        deliveredAtMs: [],
        unprintable: [],
        others,
      },
      benchNowMs,
    );
    const clocks = filingClocks({ ...filed, verdict, nextDay: 'calendar', toldAtMs: [] }, benchNowMs);
    return warnings.length + clocks.length;
  };
  const p95s = Array.from({ length: rounds }, () => {
    const times = Array.from({ length: evaluationsPerRound }, () => {
      const started = performance.now();
      evaluate();
      return performance.now() - started;
    });
    return percentile(times, 0.95);
  });
  const figure = median(p95s);
  return [
    {
      id: 'rules',
      what: '判定一份报备，p95',
      how: `\`decideFiling\`、\`filingWarnings\`、\`filingClocks\` 各一次，同一企业另有 ${others.length} 份报备；每轮 ${evaluationsPerRound} 次`,
      figure: `${figure.toFixed(3)} ms`,
      beside: '—',
      limit: `< ${ruleLimitMs} ms`,
      ratio: '—',
      holds: figure < ruleLimitMs,
    },
  ];
}
