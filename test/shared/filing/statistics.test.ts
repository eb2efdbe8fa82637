import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockStates } from '../../../shared/filing/clocks.ts';
import { demands, filingDomains } from '../../../shared/filing/rules.ts';
import {
  type CountedFiling,
  dutiesOf,
  filingStatistics,
  mostEnterprises,
} from '../../../shared/filing/statistics.ts';
import { percentOf, percentText } from '../../../shared/text/percent.ts';

const plain: CountedFiling = {
  enterpriseId: 'e1',
  enterpriseName: '南通思瑞机器制造有限公司',
  townName: '白蒲镇',
  inspectingUnit: '如皋市应急管理局',
  domain: 'safety',
  day: '2026-03-04',
  isMade: true,
  isConcluded: true,
  isSoftFirst: false,
  isHarsh: false,
  duties: { due: 0, inTime: 0 },
};
const of = (...changes: Partial<CountedFiling>[]) =>
  filingStatistics(changes.map((change) => ({ ...plain, ...change })));

describe('the figures', () => {
  it('of nothing are nothing, without a rate', () => {
    const { total, ...tables } = filingStatistics([]);
    expect(Object.values(tables)).toEqual([[], [], [], [], []]);
    expect(total).toMatchObject({ inspections: 0, planned: 0, first: 0, soft: 0, due: 0, inTime: 0 });
    expect(percentOf(0, 0)).toBeNull();
    expect(percentText(0, 0)).toBe('');
  });

  it('count an inspection once it was made, and a filing before as planned', () => {
    expect(of({}, { isMade: false, isConcluded: false }, {}).total).toMatchObject({
      inspections: 2,
      planned: 1,
    });
  });

  it('judge first inspections once they have a conclusion: soft without 停产, 罚款, 上网', () => {
    const { total } = of(
      { isSoftFirst: true },
      { isSoftFirst: true, isHarsh: true },
      { isSoftFirst: true, isConcluded: false },
      { isSoftFirst: true, isMade: false, isConcluded: false },
      { isHarsh: true },
      {},
    );
    expect(total).toMatchObject({ inspections: 5, first: 3, firstConcluded: 2, soft: 1 });
    expect(percentText(total.soft, total.firstConcluded)).toBe('50%');
  });

  it('add up the clocks, those of an inspection not made yet too', () => {
    const { total } = of({ duties: { due: 3, inTime: 2 } }, { isMade: false, duties: { due: 1, inTime: 0 } });
    expect(total).toMatchObject({ due: 4, inTime: 2 });
  });

  it('round rates to one decimal', () => {
    expect([percentText(1, 3), percentText(2, 3), percentText(5, 5), percentText(0, 7)]).toEqual([
      '33.3%',
      '66.7%',
      '100%',
      '0%',
    ]);
  });
});

describe('the tables', () => {
  it('stand in their own order: most inspections first, domains as in the form, months in turn', () => {
    const found = of(
      { inspectingUnit: '乙局', domain: 'fire', day: '2026-11-30' },
      { inspectingUnit: '甲局', domain: 'safety', day: '2026-02-01', townName: '' },
      { inspectingUnit: '甲局', domain: 'environment', day: '2026-11-01' },
    );
    expect(found.units.map(({ label, inspections }) => [label, inspections])).toEqual([
      ['甲局', 2],
      ['乙局', 1],
    ]);
    expect(found.domains.map(({ label }) => label)).toEqual(['环保', '安全', '消防']);
    expect(found.months.map(({ label, inspections }) => [label, inspections])).toEqual([
      ['2026-02', 1],
      ['2026-11', 2],
    ]);
    expect(found.towns.map(({ label }) => label)).toEqual(['白蒲镇', '未分派']);
  });

  it('name the enterprises inspected most, none that was not, and two of one name apart', () => {
    const many = Array.from({ length: 25 }, (_, index) => ({
      enterpriseId: `e${index}`,
      enterpriseName: `企业${index}`,
    }));
    const found = of(
      ...many,
      { enterpriseId: 'e24', enterpriseName: '企业24' },
      { enterpriseId: 'x', enterpriseName: '没有检查', isMade: false },
    );
    expect(found.enterprises).toHaveLength(mostEnterprises);
    expect(found.enterprises[0]).toMatchObject({ label: '企业24', inspections: 2 });
    expect(found.enterprises.map(({ label }) => label)).not.toContain('没有检查');
    expect(of({ enterpriseId: 'a' }, { enterpriseId: 'b' }).enterprises).toHaveLength(2);
  });

  it('each add up to the total, whatever was filed', () => {
    const duties = fc.tuple(fc.nat(3), fc.nat(3)).map(([a, b]) => ({ due: a + b, inTime: b }));
    const filing: fc.Arbitrary<CountedFiling> = fc.record({
      enterpriseId: fc.constantFrom('e1', 'e2', 'e3'),
      enterpriseName: fc.constantFrom('甲', '乙'),
      townName: fc.constantFrom('', '白蒲镇', '长江镇'),
      inspectingUnit: fc.constantFrom('甲局', '乙局'),
      domain: fc.constantFrom(...filingDomains),
      day: fc.constantFrom('2026-01-01', '2026-01-31', '2026-12-31'),
      isMade: fc.boolean(),
      isConcluded: fc.boolean(),
      isSoftFirst: fc.boolean(),
      isHarsh: fc.boolean(),
      duties,
    });
    fc.assert(
      fc.property(fc.array(filing, { maxLength: 20 }), (filings) => {
        const { total, units, domains, months, towns } = filingStatistics(filings);
        for (const rows of [units, domains, months, towns])
          for (const key of [
            'inspections',
            'planned',
            'first',
            'firstConcluded',
            'soft',
            'due',
            'inTime',
          ] as const)
            expect(rows.reduce((sum, row) => sum + row[key], 0)).toBe(total[key]);
        expect(total.inspections + total.planned).toBe(filings.length);
        expect(total.soft).toBeLessThanOrEqual(total.firstConcluded);
        expect(total.firstConcluded).toBeLessThanOrEqual(total.first);
        expect(total.inTime).toBeLessThanOrEqual(total.due);
      }),
    );
  });
});

it('counts a clock when it was required and is done or has run out, and no other', () => {
  const counts = demands.flatMap((demand) =>
    clockStates.map((state) => {
      const clause = { demand, because: '', clause: null, question: null };
      const verdict = { report: clause, notify: clause, send: clause };
      return [demand, state, dutiesOf(verdict, [{ key: 'report', state }])] as const;
    }),
  );
  expect(counts.filter(([, , { due }]) => due > 0)).toEqual([
    ['required', 'overdue', { due: 1, inTime: 0 }],
    ['required', 'done', { due: 1, inTime: 1 }],
    ['required', 'late', { due: 1, inTime: 0 }],
    // What it puts right was sent in time.
    ['required', 'offered', { due: 1, inTime: 1 }],
  ]);
});
