import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deliverySlotKeys, type DeliverySlotKey } from '../../../shared/filing/case.ts';
import { progressWith, progressWithout } from '../../../shared/filing/progress.ts';
import { emptyProgress, type FilingProgress, filingStatuses } from '../../../shared/filing/rules.ts';

const moment = fc.option(fc.integer({ min: 1, max: 9 }));
const progress: fc.Arbitrary<FilingProgress> = fc.record({
  status: fc.constantFrom(...filingStatuses),
  reportedAtMs: moment,
  notifiedAtMs: moment,
  inspectedOn: fc.constantFrom('', '2026-11-24'),
  concludedOn: fc.constantFrom('', '2026-11-24'),
  sentAtMs: moment,
});
const told = fc
  .array(fc.tuple(fc.constantFrom(...deliverySlotKeys), fc.integer({ min: 1, max: 9 })), { maxLength: 4 })
  .map((each) => new Map<DeliverySlotKey, number>(each));
const rank = ({ status }: FilingProgress): number => filingStatuses.indexOf(status);

describe('how far a filing is', () => {
  it('is reported once the government and the head were told, whoever recorded which, from the later of the two', () => {
    const one = progressWith(emptyProgress, new Map([['report-government', 3]]));
    expect(one).toEqual(emptyProgress);
    const both = progressWith(
      emptyProgress,
      new Map([
        ['report-head', 5],
        ['report-government', 3],
      ]),
    );
    expect(both).toMatchObject({ status: 'reported', reportedAtMs: 5 });
  });

  it('is sent only when there is a conclusion to be sent', () => {
    const sent = new Map([['send-leader', 7]] as const);
    expect(progressWith({ ...emptyProgress, status: 'inspected' }, sent)).toMatchObject({
      status: 'inspected',
      sentAtMs: null,
    });
    expect(progressWith({ ...emptyProgress, status: 'concluded' }, sent)).toMatchObject({
      status: 'sent',
      sentAtMs: 7,
    });
  });

  it('never goes back for a delivery more, and says the same when it is asked again', () => {
    fc.assert(
      fc.property(progress, told, told, (steps, first, second) => {
        const some = progressWith(steps, first);
        expect(rank(some)).toBeGreaterThanOrEqual(rank(steps));
        expect(progressWith(some, first)).toEqual(some);
        const all = progressWith(steps, new Map([...first, ...second]));
        expect(rank(all)).toBeGreaterThanOrEqual(rank(some));
      }),
    );
  });

  it('with a delivery taken back stands where it stood without it', () => {
    fc.assert(
      fc.property(told, fc.constantFrom(...deliverySlotKeys), (times, slot) => {
        const left = new Map([...times].filter(([key]) => key !== slot));
        for (const status of ['draft', 'concluded'] as const) {
          const before = progressWith({ ...emptyProgress, status }, times);
          const after = progressWith(progressWithout(before, slot), left);
          expect(after).toEqual(progressWith({ ...emptyProgress, status }, left));
        }
      }),
    );
  });
});
