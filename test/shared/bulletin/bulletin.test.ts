import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bulletinCharts } from '../../../shared/bulletin/charts.ts';
import {
  comparedMark,
  comparedShareText,
  comparedText,
  figureChanges,
} from '../../../shared/bulletin/compare.ts';
import { bulletinFields } from '../../../shared/bulletin/contract.ts';
import { isEmptyQuarter } from '../../../shared/bulletin/figures.ts';
import { proposedHighlights } from '../../../shared/bulletin/highlights.ts';
import {
  isQuarter,
  quarterBefore,
  quarterOf,
  quarterSpan,
  quarterText,
  quarterToReport,
  recentQuarters,
  yearToQuarter,
} from '../../../shared/bulletin/quarter.ts';
import { bulletinSections, openingText, sectionText } from '../../../shared/bulletin/text.ts';
import { addDays, daysBetween } from '../../../shared/clock.ts';
import { bulletinExample, countsOf } from '../../support/bulletin-figures.ts';

describe('a quarter', () => {
  it('has its days, over the turn of a year and in a leap year', () => {
    expect(quarterSpan('2026-Q4')).toEqual({ fromDate: '2026-10-01', toDate: '2026-12-31' });
    expect(quarterSpan('2024-Q1')).toEqual({ fromDate: '2024-01-01', toDate: '2024-03-31' });
    expect(quarterBefore('2026-Q1')).toBe('2025-Q4');
    expect(yearToQuarter('2026-Q1')).toEqual({ first: '2025-04', last: '2026-03' });
    expect(quarterText('2026-Q3')).toBe('2026年第三季度');
  });

  it('every day lies in the one quarter that its date names', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 70_000 }), (days) => {
        const date = addDays('1950-01-01', days);
        const quarter = quarterOf(date);
        const { fromDate, toDate } = quarterSpan(quarter);
        expect(isQuarter(quarter)).toBe(true);
        expect(fromDate <= date && date <= toDate).toBe(true);
        expect(quarterSpan(quarterBefore(quarter)).toDate).toBe(addDays(fromDate, -1));
      }),
    );
  });

  it('is reported on in its last month, and until the next one comes to an end', () => {
    expect(quarterToReport('2026-11-29')).toBe('2026-Q3');
    expect(quarterToReport('2026-12-01')).toBe('2026-Q4');
    expect(quarterToReport('2027-01-10')).toBe('2026-Q4');
    expect(recentQuarters('2026-02-01', 3)).toEqual(['2026-Q1', '2025-Q4', '2025-Q3']);
  });

  it('is nothing else', () => {
    for (const text of ['', '2026', '2026-Q5', '2026-Q0', '2026-q1', '1800-Q1', '2026-Q1 '])
      expect(isQuarter(text), text).toBe(false);
  });
});

describe('against the quarter before', () => {
  it('says more, less, as many, and nothing where there is no quarter before', () => {
    expect(comparedText(8, 5, '个')).toBe('比上季度增加3个');
    expect(comparedText(5, 8, '家')).toBe('比上季度减少3家');
    expect(comparedText(5, 5, '家')).toBe('与上季度持平');
    expect(comparedText(5, null, '家')).toBe('');
    expect([comparedMark(3, 1), comparedMark(1, 3), comparedMark(1, 1), comparedMark(1, null)]).toEqual([
      '↑2',
      '↓2',
      '→',
      '',
    ]);
  });

  it('compares shares by points, and not where one of them is a share of nothing', () => {
    expect(comparedShareText([9, 10], [3, 4])).toBe('比上季度提高15个百分点');
    expect(comparedShareText([2, 3], [3, 4])).toBe('比上季度下降8.3个百分点');
    expect(comparedShareText([1, 2], [2, 4])).toBe('与上季度持平');
    expect(comparedShareText([1, 2], [0, 0])).toBe('');
    expect(comparedShareText([0, 0], [1, 2])).toBe('');
    expect(comparedShareText([1, 2], null)).toBe('');
  });
});

describe('what taking the figures anew would change', () => {
  it('is nothing for the same figures of another day', () => {
    expect(figureChanges(bulletinExample, { ...bulletinExample, countedOn: '2027-01-09' })).toEqual([]);
  });

  it('is told line by line, the parts by how many of their lines differ', () => {
    const now = {
      ...bulletinExample,
      counts: { ...bulletinExample.counts, raised: 40 },
      before: null,
      towns: bulletinExample.towns.map((town, at) => (at === 0 ? { ...town, visits: 99 } : town)),
    };
    const changes = figureChanges(bulletinExample, now);
    expect(changes).toContainEqual({ label: '新增问题', was: '37', now: '40' });
    expect(changes).toContainEqual({ label: '上季度新增问题', was: '32', now: '无' });
    expect(changes.find(({ label }) => label === '各镇区')?.now).toBe(
      `${bulletinExample.towns.length} 个，其中 1 个的数字不同`,
    );
  });

  it('counts pairs of 挂钩联系 in 家次, as the text does, and a unit that came in as one, wherever it stands', () => {
    const [first] = bulletinExample.hosts;
    if (!first) throw new Error('no hosts');
    const now = {
      ...bulletinExample,
      counts: { ...bulletinExample.counts, linkedVisited: 97 },
      hosts: [{ ...first, name: '市水务局' }, ...bulletinExample.hosts],
    };
    const { length } = bulletinExample.hosts;
    expect(figureChanges(bulletinExample, now)).toEqual([
      { label: '挂钩联系已走访（家次）', was: '96', now: '97' },
      { label: '主办单位', was: `${length} 个`, now: `${length + 1} 个，其中 1 个的数字不同` },
    ]);
  });
});

describe('what a bulletin says', () => {
  it('tells every part in whole sentences, with the quarter before', () => {
    expect(openingText(bulletinExample)).toBe(
      '现将2026年第四季度全市专精特新“小巨人”企业培育工作情况通报如下（数据统计至2026年12月31日）。',
    );
    expect(sectionText('problems', bulletinExample)).toBe(
      '新增企业问题诉求37个，比上季度增加5个，办结33个，比上季度增加9个，季度末在办12个，其中逾期未答复2个。' +
        '按期答复率88.6%，比上季度提高7.3个百分点。企业满意率96.7%，与上季度持平。' +
        '问题较多的类别是用工人才14个、水电气热9个、交通物流8个。主办较多的单位是市人社局13个、市供电公司8个。',
    );
    expect(sectionText('enterprises', bulletinExample)).toContain(
      '2026年计划申报南通市级专精特新“小巨人”企业10家',
    );
  });

  it('says of a quarter without another before it nothing of one, and of no share of nothing', () => {
    const alone = { ...bulletinExample, before: null, counts: countsOf({ raised: 2, open: 2 }) };
    const all = bulletinSections.map((section) => sectionText(section, alone)).join('');
    expect(all).not.toContain('上季度');
    expect(all).not.toMatch(/%|NaN|，，|，。|undefined/);
    expect(sectionText('problems', alone)).toMatch(
      /^新增企业问题诉求2个，办结0个，季度末在办2个，没有逾期未答复的。/,
    );
  });

  it('says of an unfinished quarter up to which day it is told', () => {
    expect(openingText({ ...bulletinExample, countedOn: '2026-12-10' })).toContain(
      '数据统计至2026年12月10日',
    );
  });
});

it('has no records where only plans, links and old problems are', () => {
  expect(isEmptyQuarter(countsOf({ inPool: 105, linked: 9, open: 4, overdue: 4, titled: 8 }))).toBe(true);
  expect(isEmptyQuarter(countsOf({ visits: 1 }))).toBe(false);
});

it('proposes new titles first, the highest before the others, then what was solved fastest, then towns and leaders', () => {
  const [town] = bulletinExample.towns;
  if (!town) throw new Error('no town');
  const proposals = proposedHighlights({
    titles: [
      { id: 'a', enterpriseName: '甲公司', level: 'provincial-product', grantedOn: '2026-10-01' },
      { id: 'b', enterpriseName: '乙公司', level: 'national-little-giant', grantedOn: '2026-11-01' },
    ],
    problems: [
      {
        id: 'p',
        enterpriseName: '丙公司',
        title: '招工难',
        host: '市人社局',
        raisedOn: '2026-10-01',
        answeredOn: '2026-10-09',
      },
      {
        id: 'q',
        enterpriseName: '丁公司',
        title: '限电',
        host: '',
        raisedOn: '2026-10-01',
        answeredOn: '2026-10-01',
      },
    ],
    towns: [
      { ...town, townId: 't10', name: '长江镇', due: 5, inTime: 5 },
      { ...town, townId: 't02', name: '城北街道', due: 2, inTime: 2 },
      { ...town, townId: 't03', name: '城南街道', due: 9, inTime: 8 },
    ],
    leaders: [
      { id: 'l', name: '李建国', post: '副市长', linked: 8, visited: 8 },
      { id: 'm', name: '王强', post: '', linked: 8, visited: 7 },
    ],
    days: daysBetween,
  });
  expect(proposals).toEqual([
    { source: 'title:b', text: '乙公司获认定为国家专精特新“小巨人”企业。' },
    { source: 'title:a', text: '甲公司获认定为省级专精特新产品。' },
    { source: 'problem:q', text: '丁公司反映的“限电”，当天答复，企业表示满意。' },
    { source: 'problem:p', text: '丙公司反映的“招工难”，由市人社局主办，8天答复，企业表示满意。' },
    { source: 'town:t10', text: '长江镇期限在本季度的5个企业问题全部按期答复。' },
    { source: 'person:l', text: '李建国（副市长）走访了挂钩联系的全部8家企业。' },
  ]);
});

it('draws only what there is to see', () => {
  expect(bulletinCharts(bulletinExample).map(({ key }) => key)).toEqual([
    'levels',
    'visits',
    'problems',
    'towns',
  ]);
  const bare = { ...bulletinExample, levels: [], towns: [], months: [] };
  expect(bulletinCharts(bare)).toEqual([]);
});

it('refuses a bulletin without a number, a title or its quarter', () => {
  const fields = {
    quarter: '2026-Q4',
    issue: 4,
    title: '通报',
    unit: '办公室',
    issuedOn: '',
    highlights: [],
    closing: '',
    recipients: '',
    figures: bulletinExample,
  };
  expect(bulletinFields.safeParse(fields).success).toBe(true);
  for (const wrong of [
    { issue: 0 },
    { issue: null },
    { title: ' ' },
    { quarter: '' },
    { issuedOn: '昨天' },
    { highlights: [{ source: '', text: ' ' }] },
  ])
    expect(bulletinFields.safeParse({ ...fields, ...wrong }).success, JSON.stringify(wrong)).toBe(false);
});
