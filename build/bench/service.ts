/**
 * Visits and problems of a big town: what every screen of them asks for through the RPC, at ten years of records beside the
 * same at one year.
 */
import type { Desk } from '../../electron/desk.ts';
import { addDays, localDate } from '../../shared/clock.ts';
import { openStates, problemCategories } from '../../shared/problem/rules.ts';
import { type BenchDesk, benchNowMs } from './desk.ts';
import { alternate, type Figure, median, msText, percentile, ratioText, summarise } from './measure.ts';
import { createWriter, takeIn } from './operations.ts';
import { createRandom, pick, sampleEnterprises, sampleId } from './sample.ts';

const limitMs = 50;
const ratioLimit = 1.3;
const pageSize = 100;
const leaders = 30;
const today = localDate(benchNowMs);
const hosts = Array.from({ length: 24 }, (_, index) => `市第${index + 1}主办单位`);
const wishes = ['一线操作工招工难', '货车限行', '环评批复进度慢', '续贷利率偏高', '夏季限电', '运费上涨'];
const operationsAtOnce = 20_000;

/** As many visits as problems, spread over the days before today; of the problems of old nearly all are closed. */
export function seedService(desk: Desk, enterprises: number, records: number, days: number): void {
  const writer = createWriter(desk, 'd'.repeat(32));
  const random = createRandom(47);
  const sample = sampleEnterprises(enterprises);
  let operations = sample.flatMap(({ id, name, creditCode, townId }, index) => {
    const fields = {
      name,
      formerNames: [],
      shortName: '',
      creditCode,
      townId,
      industry: '通用设备制造业',
      pool: null,
    };
    const link = { personId: leaderId(index % leaders), fromDate: '2015-01-01', toDate: '', note: '' };
    return [
      writer.write('enterprise', id, id, fields),
      writer.write('cityLeaderLink', sampleId(`link ${index}`), id, link),
    ];
  });
  for (let index = 0; index < leaders; index += 1) {
    const fields = {
      name: `领导${index}`,
      post: '副市长',
      unit: '市政府',
      category: 'city-leader',
      phone: '',
    };
    const office = { inOfficeFrom: '', inOfficeTo: '' };
    operations.push(writer.write('person', leaderId(index), 'city', { ...fields, ...office }));
  }
  for (let index = 0; index < records / 2; index += 1) {
    const { id: enterpriseId } = pick(random, sample);
    const date = addDays(today, -1 - Math.floor(random() * days));
    const visitId = `${enterpriseId}${sampleId(`visit ${index}`)}`;
    const n = Math.floor(random() * leaders);
    operations.push(
      writer.write('visit', visitId, enterpriseId, {
        timing: { status: 'made', plannedOn: '', visitedOn: date, reason: '' },
        leader: { personId: leaderId(n), name: `领导${n}`, post: '副市长' },
        participants: ['王主任'],
        hosts: '陈总',
        purpose: '了解生产经营情况',
        said: '订单饱满，用工紧张，希望协调招聘和融资。'.repeat(3),
        note: '',
      }),
      writer.write('problem', `${enterpriseId}${sampleId(`problem ${index}`)}`, enterpriseId, {
        title: `${pick(random, wishes)}，希望协调`,
        detail: '订单同比增加四成，周边用工紧张，希望组织专场招聘会并与职业学校对接。'.repeat(2),
        category: pick(random, problemCategories),
        raisedOn: date,
        raisedBy: '陈总',
        phone: '',
        source: 'visit',
        visitId,
        handling: handlingOf(random, date),
        mergedInto: '',
      }),
    );
    operations.push(...besideVisit(writer, random, { enterpriseId, visitId, date, index }));
    if (operations.length >= operationsAtOnce) {
      takeIn(desk, operations);
      operations = [];
    }
  }
  takeIn(desk, operations);
}

/** Of every tenth visit a promise, of old nearly all kept; of every fifth an inspection, some made days after it was planned. */
function besideVisit(
  writer: ReturnType<typeof createWriter>,
  random: () => number,
  {
    enterpriseId,
    visitId,
    date,
    index,
  }: {
    readonly enterpriseId: string;
    readonly visitId: string;
    readonly date: string;
    readonly index: number;
  },
) {
  const done = random() >= (date < addDays(today, -60) ? 0.005 : 0.6);
  const promise =
    index % 10 === 0
      ? [
          writer.write('promise', `${enterpriseId}${sampleId(`promise ${index}`)}`, enterpriseId, {
            visitId,
            ordinal: 1,
            what: '协调一场专场招聘会，与职业学校对接订单班',
            who: pick(random, hosts),
            dueDate: addDays(date, 20),
            completion: { done, doneOn: done ? addDays(date, 15) : '', note: '' },
          }),
        ]
      : [];
  const inspectedOn = addDays(date, index % 4 === 0 ? 3 : 0);
  const filing =
    index % 5 === 0
      ? [
          writer.write('filing', `${enterpriseId}${sampleId(`filing ${index}`)}`, enterpriseId, {
            inspectingUnit: pick(random, hosts),
            inspectionDate: date,
            cityLeader: null,
            trigger: 'ordinary',
            triggerReference: '',
            domain: pick(random, ['environment', 'safety', 'fire']),
            basisAndReason: '年度计划内检查',
            findings: '',
            conclusion: '',
            firstDiscovered: '',
            thisConclusion: '',
            progress: {
              status: 'inspected',
              reportedAtMs: null,
              notifiedAtMs: null,
              inspectedOn,
              concludedOn: '',
              sentAtMs: null,
            },
            rectificationDueDate: '',
            note: '',
            registerNumber: null,
            corrects: '',
          }),
        ]
      : [];
  return [...promise, ...filing];
}

function handlingOf(random: () => number, raisedOn: string) {
  const hostDueOn = addDays(raisedOn, 9);
  const host = pick(random, hosts);
  const isOpen = random() < (raisedOn < addDays(today, -60) ? 0.001 : 0.4);
  const known = { round: 1, host, helpers: [], acceptedOn: raisedOn, assignedOn: raisedOn, hostDueOn };
  return isOpen
    ? { ...known, state: 'assigned', answeredOn: '', endedOn: '' }
    : { ...known, state: 'closed', answeredOn: hostDueOn, endedOn: hostDueOn };
}

function leaderId(index: number): string {
  return sampleId(`leader ${index}`);
}

type Ask = (bench: BenchDesk) => Promise<unknown>;

/** What each screen asks for when it is opened, and when its filters are used. */
function screens(enterprises: number): Readonly<Record<string, Ask>> {
  const enterpriseId = sampleEnterprises(enterprises)[7]?.id ?? '';
  const month = today.slice(0, 7);
  const page = { offset: 0, limit: pageSize };
  // As the lists are opened: what is of the last year; older open problems are counted beside it.
  const recent = { fromDate: addDays(today, -365), toDate: `${today.slice(0, 4)}-12-31` };
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
    'visits of a leader': visits({ leaderId: leaderId(3) }),
    'visits of an enterprise': (bench) => bench.call('visit.list', { filter: { enterpriseId }, ...page }),
    'before a visit': (bench) => bench.call('visit.context', { enterpriseId, date: today }),
    'plan of visits': (bench) => bench.call('visit.board', { month }),
    'one leader’s enterprises': (bench) => bench.call('visit.boardOf', { month, personId: leaderId(3) }),
    promises: (bench) => bench.call('promise.open', {}),
    'month on the calendar': (bench) => bench.call('calendar.month', { month }),
    'year of an enterprise': (bench) =>
      bench.call('calendar.ofEnterprise', { enterpriseId, year: Number(today.slice(0, 4)) }),
    'year of a leader': (bench) =>
      bench.call('calendar.ofLeader', { personId: leaderId(3), year: Number(today.slice(0, 4)) }),
    'work of a leader': (bench) => bench.call('leader.work', { personId: leaderId(3) }),
    'pack of a meeting': (bench) => bench.call('meeting.pack', { month }),
  };
}

export async function measureService(
  ten: BenchDesk,
  one: BenchDesk,
  enterprises: number,
  records: number,
  rounds: number,
): Promise<Figure[]> {
  const asked = Object.entries(screens(enterprises));
  const ofScreen = new Map<string, { ours: number[]; beside: number[] }>();
  const timesOf = async (bench: BenchDesk, side: 'ours' | 'beside'): Promise<number> => {
    const times: number[] = [];
    for (const [name, ask] of asked) {
      const started = performance.now();
      await ask(bench);
      const time = performance.now() - started;
      times.push(time);
      const seen = ofScreen.get(name) ?? { ours: [], beside: [] };
      seen[side].push(time);
      ofScreen.set(name, seen);
    }
    return percentile(times, 0.95);
  };
  await timesOf(ten, 'ours');
  await timesOf(one, 'beside');
  ofScreen.clear();
  const summary = summarise(
    await alternate(
      rounds,
      () => timesOf(ten, 'ours'),
      () => timesOf(one, 'beside'),
    ),
  );
  const ratios = [...ofScreen].map(([name, { ours, beside }]) => ({
    name,
    ms: median(ours),
    ratio: median(ours) / median(beside),
  }));
  for (const { name, ms, ratio } of ratios) console.log(`  ${name}: ${msText(ms)}, ${ratio.toFixed(2)} ×`);
  // Below two milliseconds the ratio is that of two noises.
  const [worst] = ratios.filter(({ ms }) => ms > 2).toSorted((a, b) => b.ratio - a.ratio);
  return [
    {
      id: 'service',
      what: `走访和问题各界面的查询，十年 ${records.toLocaleString('zh-CN')} 条，p95`,
      how: `从派发到回复，每轮 ${asked.length} 种：问题台账及其筛选和全文查找、到期、统计、走访台账、走访计划、走访前须知、承诺、会议议题、月历和年历、挂钩工作；${enterprises.toLocaleString('zh-CN')} 家企业；与只有一年记录的工作台交替`,
      figure: `${msText(summary.ours)}（最慢的一种相对一年 ${worst?.name ?? ''} ${worst?.ratio.toFixed(2) ?? ''} ×）`,
      beside: `只有一年记录 ${msText(summary.beside)}`,
      limit: `< ${limitMs} ms，≤ ${ratioLimit} ×`,
      ratio: ratioText(summary),
      holds: summary.ours < limitMs && ratios.every(({ ms, ratio }) => ms <= 2 || ratio <= ratioLimit),
    },
  ];
}
