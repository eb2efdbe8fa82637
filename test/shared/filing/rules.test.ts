import { describe, expect, it } from 'vitest';
import type { PaperField } from '../../../shared/filing/paper-room.ts';
import { defaultPolicy } from '../../../shared/filing/policy.ts';
import {
  emptyProgress,
  enterpriseStanding,
  type DecidedFacts,
  decideFiling,
  filingStatuses,
  type FilingVerdict,
  harshMeasures,
  isCoordinatingBody,
  leaderText,
  nextStatuses,
  stepBack,
} from '../../../shared/filing/rules.ts';
import { type EarlierFiling, filingWarnings, type WarningFacts } from '../../../shared/filing/warnings.ts';
import { startOfDayMs } from '../../../shared/clock.ts';

const date = '2026-11-24';
const inPool = { member: true, enteredOn: '2021-09-01', leftOn: '' };
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

/** By default an ordinary first inspection of safety. */
function verdictOf(change: Partial<DecidedFacts> & Pick<DecidedFacts, 'standing'>): FilingVerdict {
  return decideFiling({
    trigger: 'ordinary',
    domain: 'safety',
    earlierDomains: [],
    policy: defaultPolicy,
    ...change,
  });
}

describe('warnings', () => {
  const giant = enterpriseStanding(
    [{ level: 'national-little-giant', grantedOn: '', validUntil: '' }],
    [],
    null,
    date,
  );
  const calm: WarningFacts = {
    paperExcess: [],
    toldAtMs: [],
    deliveredAtMs: [],
    unprintable: [],
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
    verdict: verdictOf({ standing: giant }),
    policy: defaultPolicy,
    standing: giant,
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

  it('only say of a wide entry that it goes on on a 附页, and warn of a short one that does not fit', () => {
    const told = (...fields: readonly PaperField[]) =>
      filingWarnings({ ...calm, paperExcess: fields.map((field) => ({ field, characters: 113 })) }, now).map(
        ({ tone, text }) => [tone, text],
      );
    expect(told('findings')).toEqual([
      ['prompt', '报备表只印一页，“检查情况”约多 120 字，打印时自动接在附页上，不必删减。'],
    ]);
    expect(told('thisConclusion')).toEqual([
      ['warn', '报备表只印一页，“此次处置结论”约多 120 字，印不下。可以先保存，打印前请精简。'],
    ]);
  });

  it.each<[string, Partial<WarningFacts>]>([
    ['no-leader', { leaders: [] }],
    ['paper-too-long', { paperExcess: [{ field: 'findings', characters: 113 }] }],
    ['paper-characters', { unprintable: [{ field: 'findings', characters: ['👍'] }] }],
    ['leader-left', { leaders: [{ name: '张三', fromDate: '', toDate: '2026-11-23' }] }],
    ['several-leaders', { leaders: [calm.leaders[0]!, calm.leaders[0]!] }],
    ['ask-commission', { verdict: verdictOf({ standing: { ...giant, standing: 'unclear' } }) }],
    ['title-expired', { standing: { ...pool, isPoolMember: false, isExpired: true } }],
    ['only-planned', { standing: { ...pool, isPoolMember: false, isOnlyPlanned: true } }],
    ['exemption-without-document', { trigger: 'superior-special', triggerReference: ' ' }],
    ['coordinating-body', { inspectingUnit: '市安委办' }],
    ['soft-first-inspection', { standing: pool, verdict: verdictOf({ standing: pool }) }],
    [
      'harsh-first-inspection',
      { standing: pool, verdict: verdictOf({ standing: pool }), thisConclusion: '停产' },
    ],
    ['date-far', { inspectionDate: '2099-12-31' }],
    ['date-far', { inspectionDate: '1900-01-01' }],
    ['moment-far', { deliveredAtMs: [startOfDayMs('1900-01-01')] }],
    ['moment-far', { progress: { ...emptyProgress, notifiedAtMs: startOfDayMs('2025-11-01') } }],
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
    [
      'conclusion-empty',
      {
        verdict: verdictOf({ standing: giant, trigger: 'superior-special' }),
        progress: { ...emptyProgress, concludedOn: date },
      },
    ],
    ['rectification-without-date', { conclusion: '限期整改' }],
    ['rectification-overdue', { conclusion: '限期整改', rectificationDueDate: '2026-11-23' }],
    ['first-discovered-doubtful', { firstDiscovered: 'yes', others: [{ ...other, date: '2026-01-05' }] }],
    ['same-unit-again', { others: [{ ...other, hasConclusion: false }] }],
    [
      'not-sent-in-time',
      {
        conclusion: '整改',
        progress: {
          ...emptyProgress,
          status: 'concluded',
          reportedAtMs: now - 5 * 86_400_000,
          inspectedOn: '2026-11-20',
          concludedOn: '2026-11-22',
        },
      },
    ],
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

  it('say which character of which field can not be printed, a rare one by its code', () => {
    const many = [...'😀😁😂😃😄😅😆😇😈'];
    const unprintable = [
      { field: 'enterpriseName', characters: ['\u{30edd}'] },
      { field: 'findings', characters: many },
    ] as const;
    expect(filingWarnings({ ...calm, unprintable }, now).map(({ text }) => text)).toEqual([
      '“企业名称”中的 \u{30edd}（U+30EDD），“检查情况”中的 😀、😁、😂、😃、😄、😅、😆、😇等 9 个，字库中没有，不能打印和导出 PDF。可以先保存，打印前请删去或改写，也可以导出 Word 文件在 WPS 中打印。',
    ]);
  });

  it('never refuse: only a missing leader keeps the paper from being made', () => {
    const errors = filingWarnings({ ...calm, leaders: [] }, now).filter(({ tone }) => tone === 'error');
    expect(errors.map(({ code }) => code)).toEqual(['no-leader']);
  });

  it('points out no inspection of long ago, and of the same unit by the days that the DRC set', () => {
    expect(codes({ others: [{ ...other, date: '2026-10-01' }] })).toEqual([]);
    expect(
      codes({ others: [{ ...other, date: '2026-10-01' }], policy: { ...defaultPolicy, sameUnitDays: 60 } }),
    ).toEqual(['same-unit-again']);
  });
});
