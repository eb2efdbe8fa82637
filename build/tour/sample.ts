/**
 * What the tour's pictures show: the city and 白蒲镇 in November 2026, made through the program's own calls. The
 * enterprises are those of 附件7; every person, telephone, visit and problem is invented and says so (示例).
 */
import { join } from 'node:path';
import { bulletinRecipients, bulletinTitle, bulletinUnit } from '../../shared/bulletin/form.ts';
import type { InputOf } from '../../shared/contract.ts';
import { startOfDayMs } from '../../shared/clock.ts';
import type { BenchDesk } from '../bench/desk.ts';
import { exportBundle, joinDesks, joinedTown, takeIn } from '../joined-desks.ts';

type PersonFields = InputOf<'person.create'>['fields'];
type ProblemStep = InputOf<'problem.step'>['step'];

const inOffice = { phone: '', inOfficeFrom: '2026-01-01', inOfficeTo: '' } as const;
const cityLeader: PersonFields = {
  name: '张志远（示例）',
  post: '副市长',
  unit: '市政府',
  category: 'city-leader',
  ...inOffice,
};
const townLeader: PersonFields = {
  name: '王建平（示例）',
  post: '党委书记',
  unit: joinedTown.name,
  category: 'town-leader',
  ...inOffice,
};
const department: PersonFields = {
  name: '市市场监管局',
  post: '重点责任部门（示例）',
  unit: '市市场监管局',
  category: 'department',
  ...inOffice,
};

export interface TourDesks {
  /** `<userData>` of either desk, closed again. */
  readonly folders: Readonly<Record<'city' | 'town', string>>;
  /** Ids of records that pictures are taken of. */
  readonly ids: Readonly<
    Record<
      | 'enterprise'
      | 'filing'
      | 'visit'
      | 'plannedVisit'
      | 'problem'
      | 'askedProblem'
      | 'meeting'
      | 'bulletin'
      | 'leader',
      string
    >
  >;
}

/** Both desks in `folder`, with a month of work in them. Takes some seconds. */
export async function makeTourDesks(folder: string): Promise<TourDesks> {
  const joined = await joinDesks(folder, { enterprises: 0 });
  const { city, town } = joined;
  const pass = async (from: BenchDesk, to: BenchDesk, name: string): Promise<void> => {
    const path = join(folder, `${name}.drcb`);
    await exportBundle(from, path);
    await takeIn(to, path);
  };
  const enterprises = await issue(city);
  // Who the town's laptop is stands in its first bundle.
  await pass(town, city, '加入');
  await pass(city, town, '下发');
  const ofTown = await workOfTown(town, enterprises);
  await disagree(city, town, enterprises);
  await pass(town, city, '上报');
  const ofCity = await workOfCity(city, ofTown.problems);
  await pass(city, town, '回复');
  joined.close();
  return {
    folders: { city: join(folder, 'city'), town: join(folder, 'town') },
    ids: {
      enterprise: enterprises[0] ?? '',
      filing: ofTown.filing,
      visit: ofTown.visit,
      plannedVisit: ofTown.plannedVisit,
      problem: ofTown.problems[0] ?? '',
      askedProblem: ofTown.problems[4] ?? '',
      meeting: ofCity.meeting,
      bulletin: ofCity.bulletin,
      leader: ofTown.leader,
    },
  };
}

/** The roster, who is linked, what levels are held: the city's part. Ids of the town's enterprises. */
async function issue(city: BenchDesk): Promise<string[]> {
  await city.call('roster.loadSample', {});
  const rows = await city.call('enterprise.list', {
    filter: { towns: [joinedTown.id] },
    sort: { key: 'name', order: 'asc' },
    offset: 0,
    limit: 1000,
  });
  const ids = rows.map(({ id }) => id);
  const leader = await city.call('person.create', { fields: cityLeader });
  const office = await city.call('person.create', { fields: department });
  for (const enterpriseId of ids) {
    for (const [kind, { id: personId }] of [
      ['city-leader', leader] as const,
      ['department', office] as const,
    ])
      await city.call('link.create', {
        enterpriseId,
        fields: { kind, personId, fromDate: '2026-01-01', toDate: '', note: '' },
      });
  }
  const held = [
    'nantong-little-giant',
    'provincial-little-giant-manufacturing',
    'national-little-giant',
  ] as const;
  for (const [index, level] of held.entries()) {
    const enterpriseId = ids[index % 2] ?? '';
    await city.call('title.create', {
      enterpriseId,
      fields: {
        level,
        certificateNumber: '示例',
        grantedOn: `202${3 + index}-06-30`,
        validUntil: `202${6 + index}-12-31`,
        note: '示例称号',
      },
    });
  }
  return ids;
}

const problems: readonly (readonly [
  string,
  string,
  InputOf<'problem.create'>['fields']['category'],
  string,
])[] = [
  [
    '一线操作工招工难，春节后缺口约三十人',
    '（示例）订单同比增加四成，周边用工紧张，希望组织专场招聘会并与职业学校对接。',
    'labour',
    '2026-11-16',
  ],
  ['厂区西侧道路货车限行，原材料进出不便', '（示例）', 'logistics', '2026-11-03'],
  ['新厂房环评批复进度慢', '（示例）已于九月提交材料，希望了解进度。', 'approval', '2026-11-19'],
  ['流动资金贷款到期，续贷利率偏高', '（示例）', 'funds', '2026-10-12'],
  ['高压线路改造，夏季限电影响生产', '（示例）需要市级部门统筹改造计划。', 'energy', '2026-11-05'],
  ['出口订单运费上涨', '（示例）', 'market', '2026-11-20'],
];

async function workOfTown(town: BenchDesk, enterprises: readonly string[]) {
  const [first = '', second = first, third = first] = enterprises;
  const { id: leader } = await town.call('person.create', { fields: townLeader });
  for (const enterpriseId of enterprises)
    await town.call('link.create', {
      enterpriseId,
      fields: { kind: 'town-leader', personId: leader, fromDate: '2026-01-01', toDate: '', note: '' },
    });
  const who = { personId: leader, name: townLeader.name, post: townLeader.post };
  const visit = await visits(town, who, [first, second, third]);
  const { ids } = await town.call('visit.plan', {
    enterpriseIds: [second],
    leader: who,
    plannedOn: '2026-11-25',
    purpose: '了解订单和用工情况',
  });
  const filing = await filings(town, [first, second]);
  const made: string[] = [];
  for (const [index, [title, detail, category, raisedOn]] of problems.entries()) {
    const { id } = await town.call('problem.create', {
      enterpriseId: enterprises[index % enterprises.length] ?? first,
      fields: {
        title,
        detail,
        category,
        raisedOn,
        raisedBy: '陈总（示例）',
        phone: '',
        source: 'call',
      },
    });
    made.push(id);
  }
  const step = (index: number, taken: ProblemStep): Promise<null> =>
    town.call('problem.step', { id: made[index] ?? '', step: taken });
  const assigned = { helpers: [], hostDueOn: '', helperDueOn: '', by: '', text: '' };
  await step(0, { kind: 'assign', on: '2026-11-17', ...assigned, host: '市人社局', helpers: ['市教育局'] });
  await step(0, {
    kind: 'answer',
    on: '2026-11-20',
    by: '市人社局',
    text: '（示例）已安排三场专场招聘会，第一场定于十二月五日；已与职业学校联系订单班。',
  });
  await step(1, { kind: 'assign', on: '2026-11-04', ...assigned, host: '市交通运输局' });
  await step(3, { kind: 'answer', on: '2026-10-20', by: '市金融办', text: '（示例）协调银行下调利率。' });
  await town.call('problem.confirm', {
    id: made[3] ?? '',
    confirmation: { on: '2026-10-22', way: 'phone', by: '陈总（示例）', satisfied: true, note: '' },
  });
  await step(3, { kind: 'close', on: '2026-10-23', by: '', text: '' });
  await town.call('problem.escalate', { id: made[4] ?? '', reason: '（示例）涉及市级电网改造计划。' });
  return { leader, visit, plannedVisit: ids[0] ?? '', filing, problems: made };
}

/** One a month since September; the last leaves promises. The id of the last. */
async function visits(
  town: BenchDesk,
  leader: InputOf<'visit.save'>['fields']['leader'],
  enterprises: readonly string[],
): Promise<string> {
  let last = '';
  for (const [index, visitedOn] of ['2026-09-15', '2026-10-21', '2026-11-12'].entries()) {
    const isLast = index === 2;
    const { id } = await town.call('visit.save', {
      enterpriseId: enterprises[isLast ? 0 : index] ?? '',
      fields: {
        visitedOn,
        leader,
        participants: ['李晓（示例）'],
        hosts: '陈总（示例）',
        purpose: '了解三季度生产经营情况',
        said: '（示例）订单饱满，正在安装第二条生产线；反映用电容量偏紧，一线工人不足。',
        note: '',
      },
      promises: isLast
        ? [
            { what: '（示例）协调供电部门上门核定用电容量', who: '镇经发局', dueDate: '2026-11-20' },
            { what: '（示例）送上职业学校订单班的联系方式', who: '镇人社所', dueDate: '2026-11-26' },
          ]
        : [],
      problems: [],
    });
    last = id;
  }
  return last;
}

/** One that was carried through, one of which the report is due. The id of the first. */
async function filings(town: BenchDesk, enterprises: readonly string[]): Promise<string> {
  const [first = '', second = ''] = enterprises;
  const fields = {
    trigger: 'ordinary',
    triggerReference: '',
    domain: 'safety',
    basisAndReason: '（示例）依据《中华人民共和国安全生产法》和本年度安全生产监督检查计划，开展检查。',
    findings: '（示例）一处配电箱未张贴警示标识，当场整改。',
    conclusion: '（示例）责令限期整改，整改完成后复查；不予处罚。',
    firstDiscovered: 'yes',
    thisConclusion: '限期整改',
    rectificationDueDate: '2026-11-30',
    note: '',
  } as const;
  const unit = '如皋市应急管理局';
  const { id } = await town.call('filing.create', {
    enterpriseId: first,
    fields: { ...fields, inspectingUnit: unit, inspectionDate: '2026-11-10' },
  });
  const how = { way: 'paper', handledBy: '李晓（示例）', receiptNumber: '' } as const;
  const at = startOfDayMs('2026-11-09') + 9 * 3_600_000;
  await town.call('filing.advance', { id, step: { to: 'reported', atMs: at, notifiedAtMs: at, how } });
  await town.call('filing.advance', { id, step: { to: 'inspected', date: '2026-11-10' } });
  await town.call('filing.advance', { id, step: { to: 'concluded', date: '2026-11-20' } });
  await town.call('filing.create', {
    enterpriseId: second,
    fields: {
      ...fields,
      findings: '',
      conclusion: '',
      firstDiscovered: '',
      thisConclusion: '',
      rectificationDueDate: '',
      inspectingUnit: '如皋市市场监督管理局',
      inspectionDate: '2026-11-25',
    },
  });
  return id;
}

/** Both write who is to be called, and the town asks for what is the city's to enter. */
async function disagree(city: BenchDesk, town: BenchDesk, enterprises: readonly string[]): Promise<void> {
  const [id = '', other = ''] = enterprises;
  for (const [desk, contactName] of [[city, '陈敏（示例）'] as const, [town, '陈静（示例）'] as const]) {
    const { heads } = await desk.call('enterprise.get', { id });
    await desk.call('enterprise.update', { id, changes: { contactName }, seen: heads });
  }
  await town.call('suggestion.propose', {
    entityType: 'enterprise',
    enterpriseId: other,
    fields: { pool: { member: true, enteredOn: '2026-11-01', leftOn: '' } },
    seen: {},
  });
}

async function workOfCity(
  city: BenchDesk,
  ids: readonly string[],
): Promise<{ meeting: string; bulletin: string }> {
  const asked = ids[4] ?? '';
  await city.call('problem.step', {
    id: asked,
    step: { kind: 'accept', on: '2026-11-24', by: '', text: '' },
  });
  const { id: meeting } = await city.call('meeting.save', {
    fields: {
      month: '2026-10',
      heldOn: '2026-10-29',
      place: '市行政中心三楼会议室（示例）',
      chair: cityLeader.name,
      chairRole: '组长',
      recorder: '陈静（示例）',
      departments: ['市发改委', '市人社局', '市交通运输局', '市供电公司'],
      topics: [
        { title: '企业用工问题', summary: '（示例）三家企业反映一线工人不足，请市人社局统筹招聘。' },
        { title: '四季度走访安排', summary: '（示例）尚有六家企业未走访。' },
      ],
    },
    decisions: [
      { what: '（示例）组织三场专场招聘会', who: '市人社局', dueDate: '2026-11-20' },
      { what: '（示例）摸清企业用电容量需求', who: '市供电公司', dueDate: '2026-11-30' },
      { what: '（示例）逐户摸清企业用工缺口，报市人社局', who: joinedTown.name, dueDate: '2026-11-25' },
    ],
  });
  await city.call('meeting.save', {
    fields: {
      month: '2026-11',
      heldOn: '2026-11-27',
      place: '市行政中心三楼会议室（示例）',
      chair: cityLeader.name,
      chairRole: '组长',
      recorder: '',
      departments: ['市发改委', '市人社局'],
      topics: [],
    },
    decisions: [],
  });
  return { meeting, bulletin: await bulletinOfCity(city) };
}

/** Of the quarter that is under way. */
async function bulletinOfCity(city: BenchDesk): Promise<string> {
  const quarter = '2026-Q4';
  const { figures, proposals } = await city.call('bulletin.figures', { quarter });
  const { id } = await city.call('bulletin.save', {
    fields: {
      quarter,
      issue: 4,
      title: bulletinTitle,
      unit: bulletinUnit,
      issuedOn: '',
      highlights: proposals.slice(0, 4),
      closing: '（示例）抓紧明年申报企业的摸底和辅导，对逾期未答复的问题逐件督办。',
      recipients: bulletinRecipients,
      figures,
    },
  });
  return id;
}
