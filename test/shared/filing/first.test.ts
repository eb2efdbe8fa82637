import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isPoolMemberOn } from '../../../shared/enterprise/rules.ts';
import { type InspectionOf, inspectionDay, softFirstIds } from '../../../shared/filing/first.ts';
import { filingDomains, isSoftFirstInspection } from '../../../shared/filing/rules.ts';

const pools = new Map([
  ['in', { member: true, enteredOn: '2026-01-03', leftOn: '' }],
  ['left', { member: false, enteredOn: '', leftOn: '2026-01-05' }],
]);
const day = fc.constantFrom('', '2026-01-01', '2026-01-02', '2026-01-03', '2026-01-04', '2026-01-05');
const inspection = fc.record({
  enterpriseId: fc.constantFrom('in', 'left', 'never'),
  domain: fc.constantFrom(...filingDomains),
  inspectionDate: day,
  inspectedOn: day,
});

it('finds among many the first inspections that are found one by one', () => {
  fc.assert(
    fc.property(fc.array(inspection, { maxLength: 12 }), (drawn) => {
      const all = drawn.map((each, index): InspectionOf => ({ ...each, id: `f${index}` }));
      const oneByOne = all.filter((each) => {
        const earlier = all.filter(
          (other) =>
            other.id !== each.id &&
            other.enterpriseId === each.enterpriseId &&
            inspectionDay(other) !== '' &&
            inspectionDay(other) < each.inspectionDate,
        );
        const isMember = isPoolMemberOn(pools.get(each.enterpriseId) ?? null, each.inspectionDate);
        return isSoftFirstInspection(
          isMember,
          each.domain,
          earlier.map(({ domain }) => domain),
        );
      });
      expect([...softFirstIds(all, pools)]).toEqual(oneByOne.map(({ id }) => id));
    }),
  );
});
