/** A city's ledger with a record of each kind that has a form. */
import { startOfDayMs } from '../../shared/clock.ts';
import { emptyProfile } from '../../shared/enterprise/schema.ts';
import { bulletinExample } from './bulletin-figures.ts';
import { openTestDesk, type TestDesk } from './desk.ts';
import { answer, problemFields } from './problem.ts';
import { annex6Filing, cityLeader, linkTo } from './records.ts';

/** Of one record of each kind that has a form. */
export interface Ids {
  readonly enterprise: string;
  readonly person: string;
  readonly filing: string;
  readonly meeting: string;
  readonly bulletin: string;
  readonly problem: string;
  readonly answered: string;
  /** Of the answer. */
  readonly entry: string;
  readonly visit: string;
  readonly planned: string;
}

export async function oneOfEach(): Promise<{ readonly desk: TestDesk; readonly ids: Ids }> {
  const desk = openTestDesk({ side: 'city' });
  const profile = { ...emptyProfile, name: '南通思瑞机器制造有限公司' };
  const { id: enterprise } = await desk.call('enterprise.create', { profile });
  const { id: person } = await desk.call('person.create', {
    fields: cityLeader,
  });
  await desk.call('link.create', {
    enterpriseId: enterprise,
    fields: linkTo(person),
  });
  const { id: filing } = await desk.call('filing.create', {
    enterpriseId: enterprise,
    fields: annex6Filing,
  });
  const { id: meeting } = await desk.call('meeting.save', {
    fields: {
      month: '2026-11',
      heldOn: '2026-11-20',
      place: '三楼会议室',
      chair: '陈副组长',
      chairRole: '副组长',
      recorder: '',
      departments: [],
      topics: [],
    },
    decisions: [{ what: '协调用地', who: '', dueDate: '' }],
  });
  const raise = () => desk.call('problem.create', { enterpriseId: enterprise, fields: problemFields });
  const [{ id: problem }, { id: answered }] = [await raise(), await raise()];
  await desk.call('problem.step', { id: answered, step: answer });
  const [entry] = (await desk.call('problem.get', { id: answered })).entries;
  const quarter = bulletinExample.quarter;
  desk.setNow(startOfDayMs('2026-12-28'));
  const { id: bulletin } = await desk.call('bulletin.save', {
    fields: {
      quarter,
      issue: 4,
      title: '通报',
      unit: '办公室',
      issuedOn: '',
      highlights: [],
      closing: '',
      recipients: '',
      figures: bulletinExample,
    },
  });
  const leader = { personId: '', name: '李四', post: '副市长' };
  const said = { hosts: '', purpose: '', said: '', note: '', participants: [] };
  const { id: visit } = await desk.call('visit.save', {
    enterpriseId: enterprise,
    fields: { visitedOn: '2026-11-20', leader, ...said },
    promises: [],
    problems: [],
  });
  const plan = { enterpriseIds: [enterprise], leader, plannedOn: '2099-11-20', purpose: '' };
  const [planned = ''] = (await desk.call('visit.plan', plan)).ids;
  return {
    desk,
    ids: {
      enterprise,
      person,
      filing,
      meeting,
      bulletin,
      problem,
      answered,
      entry: entry?.id ?? '',
      visit,
      planned,
    },
  };
}
