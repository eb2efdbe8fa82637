import { describe, expect, it } from 'vitest';
import { levelKeys, type LevelKey, nantongStanding } from '../../../shared/enterprise/levels.ts';
import {
  emptyProgress,
  enterpriseStanding,
  type FilingDuty,
  filingDomains,
  filingDuty,
  filingStatuses,
  filingTriggers,
  harshMeasures,
  isCoordinatingBody,
  isSoftFirstInspection,
  leaderText,
  nextStatuses,
  stepBack,
} from '../../../shared/filing/rules.ts';
import { type EarlierFiling, filingWarnings, type WarningFacts } from '../../../shared/filing/warnings.ts';
import { startOfDayMs } from '../../../shared/clock.ts';

const date = '2026-11-24';
const inPool = { member: true, enteredOn: '2021-09-01', leftOn: '' };
const left = { member: false, enteredOn: '2021-09-01', leftOn: '2026-11-24' };

const reported: readonly LevelKey[] = [
  'nantong-little-giant',
  'provincial-little-giant-manufacturing',
  'provincial-little-giant-innovation',
  'national-little-giant',
  'national-champion-enterprise',
  'national-champion-product',
];

const spans = [
  ['valid', '2024-01-01', '2026-11-24'],
  ['expired the day before', '2020-01-01', '2026-11-23'],
  ['granted tomorrow', '2026-11-25', '2029-01-01'],
  ['without dates', '', ''],
] as const;

describe('whether an inspection must be reported', () => {
  for (const level of levelKeys)
    for (const [state, grantedOn, validUntil] of spans)
      for (const pool of [null, inPool, left])
        for (const trigger of filingTriggers) {
          const isHeld = state === 'valid' || state === 'without dates';
          const wanted: FilingDuty =
            isHeld && reported.includes(level)
              ? trigger === 'ordinary'
                ? 'required'
                : 'exempt'
              : isHeld && level === 'provincial-product'
                ? 'ask'
                : 'not-required';
          const where = pool === null ? 'never in the pool' : pool.member ? 'in the pool' : 'out of the pool';
          it(`${level}, ${state}, ${where}, ${trigger}: ${wanted}`, () => {
            const standing = enterpriseStanding([{ level, grantedOn, validUntil }], [], pool, date);
            expect(filingDuty(standing.standing, trigger)).toBe(wanted);
            expect(standing.isPoolMember).toBe(pool === inPool);
            expect(standing.isExpired).toBe(state === 'expired the day before' && reported.includes(level));
          });
        }

  it('one certain title decides beside a product; a plan never counts', () => {
    expect(nantongStanding(['provincial-product', 'national-little-giant'])).toBe('yes');
    expect(enterpriseStanding([], ['national-little-giant'], inPool, date)).toMatchObject({
      standing: 'no',
      isOnlyPlanned: true,
    });
  });
});

describe('the soft first inspection', () => {
  for (const isMember of [true, false])
    for (const domain of filingDomains)
      for (const earlier of [[], [domain], ['other'] as const])
        it(`pool ${isMember}, ${domain}, after [${earlier.join()}]`, () => {
          const wanted = isMember && domain !== 'other' && !(earlier as readonly string[]).includes(domain);
          expect(isSoftFirstInspection(isMember, domain, earlier)).toBe(wanted);
        });
});

describe('the steps of a filing', () => {
  it('go on one by one, an inspection never waiting for a report, and back one by one', () => {
    expect(filingStatuses.map((status) => nextStatuses(status))).toEqual([
      ['reported', 'inspected'],
      ['inspected'],
      ['concluded'],
      ['sent'],
      [],
    ]);
    const sent = {
      status: 'sent',
      reportedAtMs: 1,
      notifiedAtMs: 2,
      inspectedOn: date,
      concludedOn: date,
      sentAtMs: 3,
    } as const;
    const concluded = stepBack(sent);
    expect(concluded).toEqual({ ...sent, status: 'concluded', sentAtMs: null });
    const inspected = stepBack(concluded!);
    expect(inspected).toMatchObject({ status: 'inspected', concludedOn: '' });
    expect(stepBack(inspected!)).toMatchObject({ status: 'reported', inspectedOn: '' });
    expect(stepBack({ ...inspected!, reportedAtMs: null })).toMatchObject({ status: 'draft' });
    expect(stepBack(stepBack(inspected!)!)).toEqual(emptyProgress);
    expect(stepBack(emptyProgress)).toBeNull();
  });
});

describe('words', () => {
  it('knows a coordinating body from a department', () => {
    for (const unit of [
      '市安全生产委员会办公室',
      '市消防安全委员会',
      '专精特新领导小组',
      '月度联席会议',
      '防汛指挥部',
    ])
      expect(isCoordinatingBody(unit)).toBe(true);
    for (const unit of [
      '如皋市卫生健康委员会',
      '经济技术开发区管理委员会',
      '市发展和改革委员会',
      '市应急管理局',
    ])
      expect(isCoordinatingBody(unit)).toBe(false);
  });

  it('finds 停产, 罚款, 上网, but not their denial', () => {
    expect(harshMeasures('责令停产并罚款两万元')).toEqual(['停产', '罚款']);
    expect(harshMeasures('限期整改，不予罚款，免予上网')).toEqual([]);
  });

  it('names the leader as the paper does', () => {
    expect(leaderText({ name: '张三', post: '副市长' })).toBe('张三（副市长）');
    expect(leaderText({ name: '张三', post: '' })).toBe('张三');
    expect(leaderText(null)).toBe('');
  });
});

describe('warnings', () => {
  const calm: WarningFacts = {
    paperExcess: [],
    inspectingUnit: '如皋市应急管理局',
    inspectionDate: date,
    trigger: 'ordinary',
    triggerReference: '',
    domain: 'safety',
    conclusion: '',
    thisConclusion: '',
    firstDiscovered: '',
    rectificationDueDate: '',
    progress: emptyProgress,
    duty: 'required',
    standing: enterpriseStanding(
      [{ level: 'national-little-giant', grantedOn: '', validUntil: '' }],
      [],
      null,
      date,
    ),
    leaders: [{ name: '张三', fromDate: '', toDate: '' }],
    others: [],
  };
  const now = startOfDayMs(date);
  const codes = (change: Partial<WarningFacts>): string[] =>
    filingWarnings({ ...calm, ...change }, now).map(({ code }) => code);
  const pool = enterpriseStanding([], [], inPool, date);
  const other: EarlierFiling = {
    inspectingUnit: calm.inspectingUnit,
    date: '2026-11-10',
    domain: 'safety',
    hasConclusion: true,
  };

  it('are silent when all is well', () => {
    expect(codes({})).toEqual([]);
  });

  it.each<[string, Partial<WarningFacts>]>([
    ['no-leader', { leaders: [] }],
    ['paper-too-long', { paperExcess: [{ field: 'findings', characters: 113 }] }],
    ['leader-left', { leaders: [{ name: '张三', fromDate: '', toDate: '2026-11-23' }] }],
    ['several-leaders', { leaders: [calm.leaders[0]!, calm.leaders[0]!] }],
    ['ask-commission', { duty: 'ask' }],
    ['title-expired', { standing: { ...pool, isPoolMember: false, isExpired: true } }],
    ['only-planned', { standing: { ...pool, isPoolMember: false, isOnlyPlanned: true } }],
    ['exemption-without-document', { trigger: 'superior-special', duty: 'exempt', triggerReference: ' ' }],
    ['coordinating-body', { inspectingUnit: '市安委办' }],
    ['soft-first-inspection', { standing: pool, duty: 'not-required' }],
    ['harsh-first-inspection', { standing: pool, duty: 'not-required', thisConclusion: '停产' }],
    [
      'report-after-inspection',
      { progress: { ...emptyProgress, status: 'inspected', reportedAtMs: now, inspectedOn: date } },
    ],
    [
      'conclusion-before-inspection',
      {
        conclusion: '整改',
        progress: { ...emptyProgress, reportedAtMs: now - 3 * 86_400_000, concludedOn: '2026-11-23' },
      },
    ],
    ['conclusion-before-report', { conclusion: '整改', progress: { ...emptyProgress, concludedOn: date } }],
    ['conclusion-empty', { duty: 'exempt', progress: { ...emptyProgress, concludedOn: date } }],
    ['rectification-without-date', { conclusion: '限期整改' }],
    ['rectification-overdue', { conclusion: '限期整改', rectificationDueDate: '2026-11-23' }],
    ['first-discovered-doubtful', { firstDiscovered: 'yes', others: [{ ...other, date: '2026-01-05' }] }],
    ['same-unit-again', { others: [{ ...other, hasConclusion: false }] }],
    ['joint-inspection', { others: [{ ...other, inspectingUnit: '市消防救援大队', date: '2026-11-30' }] }],
  ])('%s', (code, change) => {
    expect(codes(change)).toEqual([code]);
  });

  it('say of a paper without room which field is too long and about how much', () => {
    const paperExcess = [
      { field: 'findings', characters: 113 },
      { field: 'thisConclusion', characters: 7 },
      { field: 'conclusion', characters: 0 },
    ] as const;
    expect(filingWarnings({ ...calm, paperExcess }, now).map(({ text }) => text)).toEqual([
      '报备表只印一页，“检查情况”约多 120 字、“此次处置结论”约多 7 字、“处置结论”过长，印不下。可以先保存，打印前请精简。',
    ]);
  });

  it('never refuse: only a missing leader keeps the paper from being made', () => {
    const errors = filingWarnings({ ...calm, leaders: [] }, now).filter(({ tone }) => tone === 'error');
    expect(errors.map(({ code }) => code)).toEqual(['no-leader']);
  });

  it('point out neither a far visit nor a soft first one once there was an inspection in the domain', () => {
    expect(codes({ others: [{ ...other, date: '2026-10-01' }] })).toEqual([]);
    expect(codes({ standing: pool, others: [{ ...other, date: '2026-10-01' }] })).toEqual([]);
    expect(codes({ standing: pool, others: [{ ...other, date: '2026-12-30' }] })).toEqual([
      'soft-first-inspection',
    ]);
  });
});
