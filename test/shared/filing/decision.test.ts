/** The decision table of Annex 6, every combination, against a plain reading of the table (policy, 四(四)). */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { levelKeys, type LevelKey, nantongStanding } from '../../../shared/enterprise/levels.ts';
import { clauses } from '../../../shared/filing/clauses.ts';
import { type FilingPolicy, filingPolicy } from '../../../shared/filing/policy.ts';
import {
  decideFiling,
  type Demand,
  enterpriseStanding,
  filingDomains,
  filingTriggers,
  isSoftFirstInspection,
  verdictText,
} from '../../../shared/filing/rules.ts';

const date = '2026-11-24';
const inPool = { member: true, enteredOn: '2021-09-01', leftOn: '' };
const left = { member: false, enteredOn: '2021-09-01', leftOn: '2026-11-24' };

const giants: readonly LevelKey[] = [
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

const policies: FilingPolicy[] = ['assumed', 'in-force', 'lapsed'].flatMap((inForce) =>
  ['ask', 'required', 'not-required'].flatMap((product) =>
    ['offered', 'required', 'not-required'].map((exemptSend) =>
      filingPolicy(
        new Map([
          ['in-force', inForce],
          ['product', product],
          ['exempt-send', exemptSend],
        ]),
      ),
    ),
  ),
);

/** The table, row by row. */
function wantedDemands(
  level: LevelKey,
  isHeld: boolean,
  isOrdinary: boolean,
  policy: FilingPolicy,
): readonly [beforehand: Demand, sending: Demand] {
  if (!policy.isInForce) return ['not-required', 'not-required'];
  const isProduct = isHeld && level === 'provincial-product';
  if (isProduct && policy.product !== 'required') return [policy.product, policy.product];
  const isReported = isProduct || (isHeld && giants.includes(level));
  if (!isReported) return ['not-required', 'not-required'];
  return isOrdinary ? ['required', 'required'] : ['exempt', policy.exemptSend];
}

const clauseOf = { required: 'report', exempt: 'exempt' } as const;

function questionOf(policy: FilingPolicy, isHeld: boolean, level: LevelKey): string | null {
  if (!policy.isInForce) return 'in-force';
  return isHeld && level === 'provincial-product' ? 'product' : null;
}

describe('whether an inspection must be reported', () => {
  for (const level of levelKeys)
    for (const [state, grantedOn, validUntil] of spans)
      for (const trigger of filingTriggers)
        it(`${level}, ${state}, ${trigger}: in or out of the pool, every domain, first or not, every answer`, () => {
          const isHeld = state === 'valid' || state === 'without dates';
          const decided: unknown[] = [];
          const wanted: unknown[] = [];
          for (const pool of [null, inPool, left]) {
            const standing = enterpriseStanding([{ level, grantedOn, validUntil }], [], pool, date);
            expect(standing.isPoolMember).toBe(pool === inPool);
            expect(standing.isExpired).toBe(state === 'expired the day before' && giants.includes(level));
            for (const domain of filingDomains)
              for (const earlierDomains of [[], [domain], ['other'] as const])
                for (const policy of policies) {
                  const verdict = decideFiling({ standing, trigger, domain, earlierDomains, policy });
                  const { report, notify, send, isSoftFirst } = verdict;
                  const because = [report.because, notify.because, send.because, verdictText(verdict)];
                  decided.push([
                    [report.demand, notify.demand, send.demand],
                    isSoftFirst,
                    [report.clause, report.question, send.clause !== null],
                    because.includes(''),
                  ]);
                  const [before, after] = wantedDemands(level, isHeld, trigger === 'ordinary', policy);
                  const isFirst = !(earlierDomains as readonly string[]).includes(domain);
                  const isAsked = before === 'required' || before === 'exempt';
                  wanted.push([
                    [before, before, after],
                    policy.isInForce && pool === inPool && domain !== 'other' && isFirst,
                    // What is asked for rests on words of the policy; what they leave open, on a question.
                    [isAsked ? clauseOf[before] : null, questionOf(policy, isHeld, level), isAsked],
                    false,
                  ]);
                }
          }
          expect(decided).toEqual(wanted);
        });

  it('one certain title decides beside a product; a plan never counts', () => {
    expect(nantongStanding(['provincial-product', 'national-little-giant'])).toBe('yes');
    const planned = enterpriseStanding([], ['national-little-giant'], inPool, date);
    expect(planned).toMatchObject({ standing: 'no', isOnlyPlanned: true });
    const [policy] = policies as [FilingPolicy];
    const { report } = decideFiling({
      standing: planned,
      trigger: 'ordinary',
      domain: 'fire',
      earlierDomains: [],
      policy,
    });
    expect(report).toMatchObject({ demand: 'not-required' });
    expect(report.because).toContain('仅列入申报计划（附件7）');
  });

  it('counts only what is of 环保, 安全, 消防 as a soft first inspection, each for itself', () => {
    expect(isSoftFirstInspection(true, 'fire', ['safety', 'environment'])).toBe(true);
    expect(isSoftFirstInspection(true, 'fire', ['fire'])).toBe(false);
    expect(isSoftFirstInspection(true, 'other', [])).toBe(false);
    expect(isSoftFirstInspection(false, 'fire', [])).toBe(false);
  });
});

describe('clauses', () => {
  it('are the words of the policy, letter for letter', () => {
    const policy = readFileSync(resolve(import.meta.dirname, '../../../docs/policy/2021-87.txt'), 'utf8');
    const plain = policy.replaceAll(/\s/g, '');
    for (const { text } of Object.values(clauses)) expect(plain).toContain(text);
  });
});

describe('policy answers', () => {
  it('a choice that this program does not know leaves the default', () => {
    const policy = filingPolicy(new Map([['product', 'case-by-case']]));
    expect(policy).toEqual(filingPolicy(new Map()));
    expect(policy).toMatchObject({
      product: 'ask',
      exemptSend: 'offered',
      nextDay: 'calendar',
      sameUnitDays: 30,
    });
  });
});
