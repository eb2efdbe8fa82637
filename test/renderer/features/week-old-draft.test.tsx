// @vitest-environment happy-dom
/** A form left half typed last week, and a record that another laptop changed since then. */
import { expect, it } from 'vitest';
import { EnterpriseEdit } from '../../../renderer/features/enterprise/EnterpriseEdit.tsx';
import { PlanPanel } from '../../../renderer/features/enterprise/PlanPanel.tsx';
import { TitlePanel } from '../../../renderer/features/enterprise/TitlePanel.tsx';
import { FilingEdit } from '../../../renderer/features/filing/FilingEdit.tsx';
import { MeetingEdit } from '../../../renderer/features/meeting/MeetingEdit.tsx';
import { LinkPanel } from '../../../renderer/features/person/LinkPanel.tsx';
import { PersonEdit } from '../../../renderer/features/person/PersonEdit.tsx';
import { VisitEdit } from '../../../renderer/features/visit/VisitEdit.tsx';
import { useCall } from '../../../renderer/queries.ts';
import type { InputOf } from '../../../shared/contract.ts';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import type { SeenHeads } from '../../../shared/record/contract.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';
import { annex6Filing, cityLeader, linkTo } from '../../support/records.ts';
import { openScreen } from '../desk-screen.tsx';
import { click, typeInto } from '../render.tsx';

const meeting = {
  month: '2026-11',
  heldOn: '2026-11-20',
  place: '三楼会议室',
  chair: '陈副组长',
  chairRole: '副组长',
  recorder: '',
  departments: [],
  topics: [],
};

interface Ledger {
  readonly desk: TestDesk;
  readonly enterpriseId: string;
  readonly personId: string;
  readonly linkId: string;
}

async function ledger(): Promise<Ledger> {
  const desk = openTestDesk({ side: 'city' });
  const profile = { ...emptyProfile, name: '南通思瑞机器制造有限公司' };
  const { id: enterpriseId } = await desk.call('enterprise.create', { profile });
  const { id: personId } = await desk.call('person.create', { fields: cityLeader });
  const { id: linkId } = await desk.call('link.create', { enterpriseId, fields: linkTo(personId) });
  return { desk, enterpriseId, personId, linkId };
}

/** What a form kept on disk when the lid was closed. */
async function leaveDraft(
  desk: TestDesk,
  key: string,
  values: Readonly<Record<string, string>>,
  seen: unknown,
): Promise<void> {
  const value = { values, seen } as InputOf<'draft.put'>['value'];
  await desk.call('draft.put', { key, value });
}

/** The field typed in stands twice, to be decided by a person; the untouched one as it was changed meanwhile. */
async function expectOneConflict(
  desk: TestDesk,
  heads: SeenHeads,
  { typed, untouched }: { readonly typed: string; readonly untouched: string },
  values: readonly string[],
): Promise<void> {
  expect(heads[typed]).toHaveLength(2);
  expect(heads[untouched]).toHaveLength(1);
  const open = await desk.call('conflict.list', {});
  expect(open.map(({ field }) => field)).toEqual([typed]);
  expect(open[0]?.values.map(({ value }) => value).toSorted()).toEqual([...values].toSorted());
}

it('a filing: what was typed becomes a conflict, what was not stays as it was changed meanwhile', async () => {
  const { desk, enterpriseId } = await ledger();
  const { id } = await desk.call('filing.create', { enterpriseId, fields: annex6Filing });
  const { heads } = await desk.call('filing.get', { id });
  await leaveDraft(desk, `filing:${id}`, { findings: '上周写的' }, heads);
  const fields = { ...annex6Filing, findings: '别人写的', conclusion: '责令改正' };
  await desk.call('filing.update', { id, enterpriseId, fields, seen: heads });

  const screen = await openScreen(desk, `/filings/${id}/edit`, [
    { path: '/filings/:filingId/edit', element: <FilingEdit /> },
  ]);
  await screen.clickButton('保存报备');
  await screen.until(() => screen.path() === `/filings/${id}`);
  const after = await desk.call('filing.get', { id });
  expect(after.conclusion).toBe('责令改正');
  await expectOneConflict(desk, after.heads, { typed: 'findings', untouched: 'conclusion' }, [
    '上周写的',
    '别人写的',
  ]);
});

it('an enterprise’s profile', async () => {
  const { desk, enterpriseId: id } = await ledger();
  const { heads } = await desk.call('enterprise.get', { id });
  await leaveDraft(desk, `enterprise:${id}`, { address: '上周的地址' }, heads);
  const changes = { address: '别人的地址', contactName: '李四' };
  await desk.call('enterprise.update', { id, changes, seen: heads });

  const screen = await openScreen(desk, `/enterprises/${id}/edit`, [
    { path: '/enterprises/:enterpriseId/edit', element: <EnterpriseEdit /> },
  ]);
  await screen.clickButton('保存');
  await screen.until(() => screen.path() === `/enterprises/${id}`);
  const after = await desk.call('enterprise.get', { id });
  await expectOneConflict(desk, after.heads, { typed: 'address', untouched: 'contactName' }, [
    '上周的地址',
    '别人的地址',
  ]);
});

it('a person', async () => {
  const { desk, personId: id } = await ledger();
  const { heads } = await desk.call('person.get', { id });
  await leaveDraft(desk, `person:${id}`, { post: '上周的职务' }, heads);
  const fields = { ...cityLeader, post: '别人写的职务', phone: '0513' };
  await desk.call('person.update', { id, fields, seen: heads });

  const screen = await openScreen(desk, `/people/${id}/edit`, [
    { path: '/people/:personId/edit', element: <PersonEdit /> },
  ]);
  await screen.clickButton('保存');
  await screen.until(() => screen.path() === `/people/${id}`);
  const after = await desk.call('person.get', { id });
  await expectOneConflict(desk, after.heads, { typed: 'post', untouched: 'phone' }, [
    '上周的职务',
    '别人写的职务',
  ]);
});

it('a meeting note; a decision that came in meanwhile stays', async () => {
  const { desk } = await ledger();
  const { id } = await desk.call('meeting.save', { fields: meeting, decisions: [] });
  const { heads } = await desk.call('meeting.get', { id });
  await leaveDraft(desk, `meeting:${id}`, { place: '上周写的地点' }, { heads, decisions: {} });
  await desk.call('meeting.save', {
    id,
    fields: { ...meeting, place: '别人写的地点', recorder: '王经办' },
    decisions: [{ what: '协调用地', who: '', dueDate: '' }],
    seen: heads,
  });

  const screen = await openScreen(desk, `/meetings/${id}/edit`, [
    { path: '/meetings/:meetingId/edit', element: <MeetingEdit /> },
  ]);
  await screen.clickButton('保存会议纪要');
  await screen.until(() => screen.path() === `/meetings/${id}`);
  const after = await desk.call('meeting.get', { id });
  expect(after.decisions.map(({ what }) => what)).toEqual(['协调用地']);
  await expectOneConflict(desk, after.heads, { typed: 'place', untouched: 'recorder' }, [
    '上周写的地点',
    '别人写的地点',
  ]);
});

it('a title, a plan and a link, in their drawers', async () => {
  const { desk, enterpriseId, linkId, personId } = await ledger();
  const title = {
    level: 'national-little-giant',
    certificateNumber: '',
    grantedOn: '2022-01-01',
    validUntil: '',
    note: '',
  } as const;
  await desk.call('title.create', { enterpriseId, fields: title });
  const plan = { level: 'national-champion-enterprise', year: 2026, source: '' } as const;
  await desk.call('plan.create', { enterpriseId, fields: plan });
  const dossier = await desk.call('enterprise.get', { id: enterpriseId });
  const [link] = await desk.call('link.byEnterprise', { enterpriseId });
  const [titleBefore] = dossier.titles;
  const [planBefore] = dossier.planEntries;
  if (!titleBefore || !planBefore || !link) throw new Error('not made');
  await leaveDraft(desk, `title:${titleBefore.id}`, { note: '上周' }, titleBefore.heads);
  await leaveDraft(desk, `plan:${planBefore.id}`, { source: '上周' }, planBefore.heads);
  await leaveDraft(desk, `link:${linkId}`, { note: '上周' }, link.heads);
  const titleNow = { ...title, note: '别人', certificateNumber: '1' };
  await desk.call('title.update', { id: titleBefore.id, fields: titleNow, seen: titleBefore.heads });
  const planNow = { ...plan, source: '别人', year: 2027 };
  await desk.call('plan.update', { id: planBefore.id, fields: planNow, seen: planBefore.heads });
  const linkNow = {
    personId,
    kind: 'city-leader',
    fromDate: '2021-06-19',
    toDate: '',
    note: '别人',
  } as const;
  await desk.call('link.update', { id: linkId, fields: linkNow, seen: link.heads });

  function Panels(): React.ReactNode {
    const shown = useCall('enterprise.get', { id: enterpriseId }).data;
    return shown ? (
      <>
        <TitlePanel dossier={shown} isCity />
        <PlanPanel dossier={shown} isCity />
        <LinkPanel enterpriseId={enterpriseId} editable />
      </>
    ) : null;
  }
  const screen = await openScreen(desk, '/', [{ path: '/', element: <Panels /> }]);
  await screen.until(() => screen.container.querySelectorAll('.desk-links li').length === 1);
  const edits = [...screen.container.querySelectorAll('button')].filter(
    (each) => each.textContent === '修改',
  );
  expect(edits).toHaveLength(3);
  for (const [index, edit] of edits.entries()) {
    await click(edit);
    await screen.until(() => document.querySelector('.ant-drawer-open [data-primary-action]') !== null);
    await click(document.querySelector<HTMLElement>('.ant-drawer-open [data-primary-action]') ?? edit);
    await screen.until(() => document.querySelector('.ant-drawer-open [data-primary-action]') === null);
    expect(await desk.call('conflict.count', {})).toEqual({ count: index + 1 });
  }
  const after = await desk.call('enterprise.get', { id: enterpriseId });
  const [linkAfter] = await desk.call('link.byEnterprise', { enterpriseId });
  expect(after.titles[0]?.heads['certificateNumber']).toHaveLength(1);
  expect(after.planEntries[0]?.heads['year']).toHaveLength(1);
  expect(linkAfter?.heads['fromDate']).toHaveLength(1);
});

it('a visit: what is cleared as it is shown stays cleared, however old the text beside it is', async () => {
  const { desk, enterpriseId, personId } = await ledger();
  const leader = { personId, name: cityLeader.name, post: cityLeader.post };
  const facts = {
    visitedOn: '2026-11-20',
    leader,
    participants: [],
    hosts: '',
    purpose: '',
    said: '',
    note: '',
  };
  const lines = { promises: [], problems: [] };
  const { id } = await desk.call('visit.save', { enterpriseId, fields: facts, ...lines });
  const { heads } = await desk.call('visit.get', { id });
  await leaveDraft(desk, `visit:${id}`, { said: '上周写的' }, { heads, promises: {} });
  const fields = { ...facts, note: '别人写的备注' };
  await desk.call('visit.save', { id, enterpriseId, fields, ...lines, seen: heads, seenPromises: {} });

  const open = async () =>
    openScreen(desk, `/visits/${id}/edit`, [{ path: '/visits/:visitId/edit', element: <VisitEdit /> }]);
  const first = await open();
  await first.until(() => noteIn(first.container)?.value === '别人写的备注');
  await typeInto(noteIn(first.container) as HTMLInputElement, '');
  await first.close();
  // Closed once more in between, and changed elsewhere in a third field.
  const { heads: now } = await desk.call('visit.get', { id });
  const later = { ...fields, hosts: '赵总' };
  await desk.call('visit.save', { id, enterpriseId, fields: later, ...lines, seen: now, seenPromises: {} });
  const second = await open();
  await second.until(() => noteIn(second.container)?.value === '');
  await second.clickButton('保存');
  await second.until(() => second.path() === `/visits/${id}`);
  expect(await desk.call('visit.get', { id })).toMatchObject({ said: '上周写的', note: '', hosts: '赵总' });
  expect(await desk.call('conflict.count', {})).toEqual({ count: 0 });
});

function noteIn(container: HTMLElement): HTMLInputElement | undefined {
  const label = [...container.querySelectorAll('label')].find((each) => each.textContent.startsWith('备注'));
  return label?.control as HTMLInputElement | undefined;
}
