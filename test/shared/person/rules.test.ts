import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isValidOn, linksOn, linkWarnings, spansOverlap } from '../../../shared/person/rules.ts';

const day = fc.constantFrom('', '2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31');
const span = fc.record({ fromDate: day, toDate: day });

describe('links on a date', () => {
  it('count both the first and the last day', () => {
    const link = { fromDate: '2026-01-01', toDate: '2026-03-31' };
    expect(isValidOn(link, '2025-12-31')).toBe(false);
    expect(isValidOn(link, '2026-01-01')).toBe(true);
    expect(isValidOn(link, '2026-03-31')).toBe(true);
    expect(isValidOn(link, '2026-04-01')).toBe(false);
  });

  it('give the latest begun first', () => {
    const links = [
      { id: 'old', fromDate: '2021-06-18', toDate: '' },
      { id: 'new', fromDate: '2026-01-01', toDate: '' },
    ];
    expect(linksOn(links, '2026-11-24').map((link) => link.id)).toEqual(['new', 'old']);
    expect(linksOn(links, '2025-11-24').map((link) => link.id)).toEqual(['old']);
  });

  it('overlap exactly when some day lies in both', () => {
    const days = ['2025-12-31', '2026-01-01', '2026-03-31', '2026-04-01', '2026-12-31', '2027-01-01'];
    fc.assert(
      fc.property(span, span, (a, b) => {
        fc.pre(!a.toDate || !a.fromDate || a.fromDate <= a.toDate);
        fc.pre(!b.toDate || !b.fromDate || b.fromDate <= b.toDate);
        expect(spansOverlap(a, b)).toBe(days.some((date) => isValidOn(a, date) && isValidOn(b, date)));
      }),
    );
  });
});

describe('warnings before a link is saved', () => {
  const person = { name: '张三', inOfficeFrom: '2021-01-01', inOfficeTo: '2025-12-31' };
  const draft = { kind: 'city-leader' as const, personId: 'p1', fromDate: '2026-01-01', toDate: '' };

  it('name a leader who has left office', () => {
    expect(linkWarnings(draft, [], person)).toEqual(['张三在这段时间已不在任，请核对任职起止日期。']);
  });

  it('name the other leader of the same kind in the same time, and nobody of another kind', () => {
    const other = { ...draft, personId: 'p2', personName: '李四', fromDate: '2021-06-18' };
    const inOffice = { ...person, inOfficeTo: '' };
    expect(linkWarnings(draft, [other], inOffice)).toHaveLength(1);
    expect(linkWarnings(draft, [{ ...other, kind: 'department' }], inOffice)).toEqual([]);
    expect(linkWarnings(draft, [{ ...other, toDate: '2025-12-31' }], inOffice)).toEqual([]);
  });
});
