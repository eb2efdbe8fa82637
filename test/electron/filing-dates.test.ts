import { expect, it } from 'vitest';
import { startOfDayMs } from '../../shared/clock.ts';
import { filingFields as fields, filingLedger } from '../support/filing-ledger.ts';

it('refuses a day that no calendar has, and takes one far off with its warning, if a leader was linked then', async () => {
  const { desk, enterpriseId } = await filingLedger();
  const file = (inspectionDate: string) => ({ enterpriseId, fields: { ...fields, inspectionDate } });
  for (const date of ['2025-02-29', '2026-13-01', '1899-12-31', '2200-01-01', '26-11-24', ''])
    expect(await desk.refusal('filing.create', file(date))).toBe('rpc.invalid-input');
  expect(await desk.refusal('filing.create', file('1900-01-01'))).toBe('filing.no-leader');
  const { id } = await desk.call('filing.create', file('2099-12-31'));
  const filing = await desk.call('filing.get', { id });
  expect(filing.clocks[0]).toMatchObject({ state: 'waiting' });
  expect(filing.unknownHolidays).toContain('2099');
});

it('takes steps in a wrong order of days as they are told, and warns of each', async () => {
  const { desk, enterpriseId } = await filingLedger();
  const { id } = await desk.call('filing.create', { enterpriseId, fields });
  desk.setNow(startOfDayMs('2026-11-28') + 9 * 3_600_000);
  const atMs = startOfDayMs('2026-11-27') + 9 * 3_600_000;
  await desk.call('filing.advance', { id, step: { to: 'reported', atMs, notifiedAtMs: null } });
  await desk.call('filing.advance', { id, step: { to: 'inspected', date: '2026-11-26' } });
  await desk.call('filing.advance', { id, step: { to: 'concluded', date: '2026-11-25' } });
  const { warnings, progress } = await desk.call('filing.get', { id });
  expect(progress).toMatchObject({
    inspectedOn: '2026-11-26',
    concludedOn: '2026-11-25',
    reportedAtMs: atMs,
  });
  expect(warnings.map(({ code }) => code)).toEqual(
    expect.arrayContaining([
      'report-after-inspection',
      'conclusion-before-inspection',
      'conclusion-before-report',
    ]),
  );
});
