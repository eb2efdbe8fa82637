/** What 今日待办 is sent of 议定事项: what it lists and how many there are, however many that is. */
import { expect, it } from 'vitest';
import type { MeetingFields } from '../../shared/meeting/contract.ts';
import { openTestDesk } from '../support/desk.ts';

const fields: MeetingFields = {
  month: '2026-11',
  heldOn: '2026-11-20',
  place: '',
  chair: '陈副组长',
  chairRole: '',
  recorder: '',
  departments: [],
  topics: [],
};

it('is the first of them, with no word twice, and their number', async () => {
  const city = openTestDesk({ side: 'city' });
  const decisions = Array.from({ length: 40 }, (_, at) => ({
    what: `第 ${at} 项`,
    who: '各镇（区、街道）',
    dueDate: at === 39 ? '2026-11-22' : at === 38 ? '' : '2026-12-20',
  }));
  await city.call('meeting.save', { fields, decisions });
  const open = await city.call('decision.open', {});
  expect(open).toMatchObject({ total: 40, overdue: 1 });
  expect(open.rows).toHaveLength(20);
  expect(open.rows[0]).toMatchObject({ what: '第 39 项' });
  expect(open.rows[0]?.towns).toHaveLength(14);
  expect(JSON.stringify(open.rows[0]).split('第 39 项')).toHaveLength(2);
});
