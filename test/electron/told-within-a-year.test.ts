/** Which of the city's decisions the towns are told of by a look at all notes: not those of years ago. */
import { expect, it } from 'vitest';
import { listAssignedDecisions } from '../../db/assigned-decision.ts';
import { cityDecisions } from '../../db/meeting.ts';
import { appendWrite } from '../../db/log/append.ts';
import { newRecordId } from '../../db/log/record-id.ts';
import { transact } from '../../db/sql.ts';
import { tellTowns } from '../../electron/assigned-decisions.ts';
import { authorOf } from '../../electron/desk.ts';
import { startOfDayMs } from '../../shared/clock.ts';
import { cityInternalPartition } from '../../shared/log/operation.ts';
import { decisionEntity, meetingEntity } from '../../shared/meeting/entity.ts';
import { testNowMs } from '../support/database.ts';
import { openTestDesk, type TestDesk } from '../support/desk.ts';
import { open } from '../support/two-desks.ts';

/** As an older program wrote it: no town was told. */
function oldNote(city: TestDesk, heldOn: string): string {
  const { db, identity } = open(city);
  const partition = cityInternalPartition;
  const id = newRecordId(partition);
  transact(db, (writable) => {
    const write = { partition } as const;
    const author = authorOf(identity, testNowMs);
    appendWrite(writable, author, {
      ...write,
      spec: meetingEntity,
      id,
      fields: { month: heldOn.slice(0, 7), heldOn, chair: '陈副组长' },
    });
    appendWrite(writable, author, {
      ...write,
      spec: decisionEntity,
      id: newRecordId(partition),
      fields: { meetingId: id, ordinal: 1, what: heldOn, who: '白蒲镇' },
    });
  });
  return id;
}

function tell(city: TestDesk, nowMs: number): void {
  const { db, identity } = open(city);
  transact(db, (writable) => tellTowns(writable, identity, nowMs));
}

const told = (city: TestDesk) =>
  listAssignedDecisions(open(city).db).map(({ what, standing }) => [what, standing.state]);

it('an upgraded desk tells of the last twelve months alone, also once an older note is put right', async () => {
  const city = openTestDesk({ side: 'city' });
  const old = oldNote(city, '2024-03-15');
  oldNote(city, '2025-10-31');
  oldNote(city, '2025-11-20');
  tell(city, testNowMs);
  expect(told(city)).toEqual([['2025-11-20', 'open']]);
  const {
    id: _,
    keeper: _k,
    editable: _e,
    heads: _h,
    decisions,
    ...fields
  } = await city.call('meeting.get', { id: old });
  await city.call('meeting.save', {
    id: old,
    fields: { ...fields, place: '市政府三楼' },
    decisions: decisions.map(({ id, what, who, dueDate }) => ({ id, what, who, dueDate })),
  });
  expect(told(city)).toHaveLength(1);
});

it('what a town was told is taken up again by a save of its note, years later', async () => {
  const city = openTestDesk({ side: 'city' });
  oldNote(city, '2025-11-20');
  tell(city, testNowMs);
  city.setNow(startOfDayMs('2029-11-20'));
  const [open_] = (await city.call('decision.open', {})).rows;
  await city.call('decision.complete', { id: open_?.id ?? '', done: true, doneOn: '2029-11-20' });
  expect(told(city)).toEqual([['2025-11-20', 'done']]);
});

it('looks at the notes of those months alone', () => {
  const city = openTestDesk({ side: 'city' });
  for (const heldOn of ['2024-03-15', '2026-11-20']) oldNote(city, heldOn);
  const near = cityDecisions(open(city).db, { fromMonth: '2025-11', meetingId: '' });
  expect(near.map(({ what }) => what)).toEqual(['2026-11-20']);
});
