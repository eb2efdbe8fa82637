import { expect, it } from 'vitest';
import { ownTrip, visitFormValues } from '../../../shared/visit/form.ts';

const visit = {
  enterpriseId: 'e1',
  plannedId: ownTrip,
  visitedOn: '2026-11-20',
  leader: { personId: '', name: '李四', post: '副市长' },
  participants: [],
  hosts: '',
  purpose: '',
  said: '订单饱满',
  note: '',
  problems: [],
};

it.each([
  ['2026-11-19', false],
  ['2026-11-20', true],
  ['', true],
])('a promise due on %j is taken of a visit on 20 November: %j', (dueDate, isTaken) => {
  const promises = [{ what: '协调招聘会', who: '', dueDate }];
  const read = visitFormValues('2026-11-24').safeParse({ ...visit, promises });
  expect(read.success).toBe(isTaken);
  if (!read.success) expect(read.error.issues).toMatchObject([{ path: ['promises'] }]);
});
