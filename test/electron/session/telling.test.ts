/** A note written ahead of its meeting: what a day brings for the towns waits for no export to be counted as 待导出. */
import { expect, it, vi } from 'vitest';
import { startOfDayMs } from '../../../shared/clock.ts';
import { startTelling } from '../../../electron/session/telling.ts';
import { listAssignedDecisions } from '../../../db/assigned-decision.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';
import { joinedPassphrase, openCityDesk } from '../../support/joined.ts';
import { open } from '../../support/two-desks.ts';

const plan = (city: TestDesk) =>
  city.call('meeting.save', {
    fields: {
      month: '2026-11',
      heldOn: '2026-11-27',
      place: '',
      chair: '陈副组长',
      chairRole: '',
      recorder: '',
      departments: [],
      topics: [],
    },
    decisions: [{ what: '完成二期用地平整', who: '白蒲镇', dueDate: '' }],
  });
const given = (city: TestDesk) => listAssignedDecisions(open(city).db).map(({ what }) => what);
const theDay = startOfDayMs('2026-11-27') + 60_000;

it('is told when the desk is opened on or after the day', async () => {
  const city = await openCityDesk();
  await plan(city);
  await city.call('session.lock', {});
  city.setNow(theDay);
  await city.call('session.unlock', { passphrase: joinedPassphrase });
  expect(given(city)).toEqual(['完成二期用地平整']);
});

it('is told when the day comes while the desk is open', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  try {
    const city = openTestDesk({ side: 'city' });
    await plan(city);
    const stop = startTelling(city.services);
    vi.advanceTimersByTime(3_600_000);
    expect(given(city)).toEqual([]);
    city.setNow(theDay);
    city.topics.length = 0;
    vi.advanceTimersByTime(60_000);
    expect(given(city)).toEqual(['完成二期用地平整']);
    expect(city.topics).toContain('assignedDecision');
    stop();
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
