import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chartSvg } from '../../../shared/chart/draw.ts';
import { chartHeightPx } from '../../../shared/chart/option.ts';
import {
  chartSpec,
  type ChartSpec,
  chartTexts,
  chartWords,
  isWorthDrawing,
  monthNames,
  monthsBetween,
} from '../../../shared/chart/spec.ts';
import { filingMonthsChart } from '../../../shared/filing/charts.ts';
import { problemInTimeChart, problemMonthsChart } from '../../../shared/problem/charts.ts';

const months: ChartSpec = {
  title: '各月提出的问题现在的状态',
  kind: 'stacked',
  isLying: false,
  categories: ['1月', '2月'],
  unit: '个',
  series: [
    { name: '已关闭', tone: 'done', values: [12, 0] },
    { name: '逾期', tone: 'late', values: [1, 3] },
  ],
};
const look = { widthPx: 500, heightPx: 230, fontFamily: 'inherit' };
const textsOf = (svg: string): string[] =>
  [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text ?? '');

describe('a drawn chart', () => {
  it('writes the values beside the bars, the sums on top of them and what each part is', () => {
    const texts = textsOf(chartSvg(months, look));
    expect(texts).toEqual(expect.arrayContaining(['1月', '2月', '已关闭', '逾期', '12', '13', '3']));
    // No part of no height has a nought.
    expect(texts).not.toContain('0');
  });

  it('keeps what a peer wrote as text', () => {
    const svg = chartSvg({ ...months, categories: ['<script>x</script>', '"&\'<'] }, look);
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;script&gt;');
  });

  it('leaves out what XML cannot hold, so that the picture can be read', () => {
    const names = ['甲\u0001公司', '乙\uD800公司', '丙\uFFFE公司', '丁😀公司'];
    const series = [{ name: '次\u0000数', tone: 'main' as const, values: [1, 2, 3, 4] }];
    const svg = chartSvg({ ...months, kind: 'beside', isLying: true, categories: names, series }, look);
    expect(textsOf(svg)).toEqual(expect.arrayContaining(['甲公司', '乙公司', '丙公司', '丁😀公司']));
    expect(() => encodeURIComponent(svg)).not.toThrow();
    expect([...svg].filter((character) => character < '\t' || character === '\uFFFE')).toEqual([]);
  });

  it('has nothing that the mouse or a timer moves, and asks for nothing outside', () => {
    const svg = chartSvg(months, look);
    expect(svg).not.toMatch(/<animate|@keyframes|url\(http|href="http/);
  });

  it('is drawn of whatever the description allows, with no letter that the fonts were not asked for', () => {
    const name = fc.string({
      unit: fc.constantFrom('一', '月', 'A', '9', '（', '）'),
      minLength: 1,
      maxLength: 8,
    });
    const spec = fc
      .record({
        kind: fc.constantFrom('beside' as const, 'stacked' as const, 'line' as const),
        isLying: fc.boolean(),
        categories: fc.array(name, { maxLength: 14 }),
        names: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }),
        unit: fc.constantFrom('个', '%'),
        value: fc.option(fc.integer({ min: 0, max: 100 })),
      })
      .map(({ names, value, categories, ...rest }) =>
        chartSpec.parse({
          ...rest,
          title: '图',
          categories,
          series: names.map((of) => ({ name: of, tone: 'main', values: categories.map(() => value) })),
        }),
      );
    fc.assert(
      fc.property(spec, (drawn) => {
        const svg = chartSvg(drawn, { ...look, heightPx: chartHeightPx(drawn) });
        expect(svg).toContain('<svg');
        expect(svg).not.toContain('NaN');
        const known = new Set(chartTexts(drawn));
        const strange = textsOf(svg).join('').replace(/\s|…/g, '');
        expect([...strange].filter((letter) => !known.has(letter))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a chart in words', () => {
  it('says every value with its unit, and that there is none where there is none', () => {
    expect(chartWords(months)).toBe(
      '各月提出的问题现在的状态。1月：已关闭 12 个，逾期 1 个；2月：已关闭 0 个，逾期 3 个。',
    );
    const shares: ChartSpec = {
      ...months,
      title: '按期率',
      kind: 'line',
      unit: '%',
      series: [{ name: '按期率', tone: 'main', values: [83.3, null] }],
    };
    expect(chartWords(shares)).toBe('按期率。1月：按期率 83.3%；2月：按期率 —。');
  });

  it('is not drawn of one bar alone', () => {
    expect(isWorthDrawing(months)).toBe(true);
    expect(isWorthDrawing({ ...months, series: [{ name: '已关闭', tone: 'done', values: [4, 0] }] })).toBe(
      false,
    );
  });

  it('is drawn of a share that was 0 % month after month, and not of one month’s alone', () => {
    const shares = (values: (number | null)[]): ChartSpec => ({
      ...months,
      kind: 'line',
      unit: '%',
      series: [{ name: '按期率', tone: 'main', values }],
    });
    expect(isWorthDrawing(shares([0, 0]))).toBe(true);
    expect(isWorthDrawing(shares([0, null]))).toBe(false);
  });

  it('refuses a series that has not a value for every category', () => {
    expect(chartSpec.safeParse({ ...months, categories: ['1月'] }).success).toBe(false);
  });
});

describe('months of a chart', () => {
  it('leaves no month out, over the turn of a year, and keeps the last ones of too many', () => {
    expect(monthsBetween('2025-11', '2026-02')).toEqual(['2025-11', '2025-12', '2026-01', '2026-02']);
    expect(monthsBetween('2026-03', '2026-02')).toEqual([]);
    expect(monthsBetween('1999-01', '2026-02', 2)).toEqual(['2026-01', '2026-02']);
    expect(monthNames(['2026-01', '2026-02'])).toEqual(['1月', '2月']);
    expect(monthNames(['2025-12', '2026-01'])).toEqual(['25年12月', '26年1月']);
  });

  it('shows a month in which nothing was raised as a gap', () => {
    const row = (key: string) => ({
      key,
      label: key,
      raised: 3,
      open: 2,
      overdue: 1,
      ended: 1,
      due: 2,
      inTime: 1,
      asked: 0,
      satisfied: 0,
    });
    const statistics = { months: [row('2026-01'), row('2026-03')] };
    expect(problemMonthsChart(statistics)).toMatchObject({
      categories: ['1月', '2月', '3月'],
      series: [{ values: [1, 0, 1] }, { values: [1, 0, 1] }, { values: [1, 0, 1] }],
    });
    expect(problemInTimeChart(statistics).series[0]?.values).toEqual([50, null, 50]);
    expect(filingMonthsChart({ months: [] }).categories).toEqual([]);
  });
});
