// @vitest-environment happy-dom
/** Every form that keeps a draft, over the real database: what was typed is there again after the window died. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReactNode } from 'react';
import { describe, expect, it } from 'vitest';
import { BulletinEdit } from '../../../renderer/features/bulletin/BulletinEdit.tsx';
import { EnterpriseEdit } from '../../../renderer/features/enterprise/EnterpriseEdit.tsx';
import { PlanPanel } from '../../../renderer/features/enterprise/PlanPanel.tsx';
import { TitlePanel } from '../../../renderer/features/enterprise/TitlePanel.tsx';
import { FilingEdit } from '../../../renderer/features/filing/FilingEdit.tsx';
import { MeetingEdit } from '../../../renderer/features/meeting/MeetingEdit.tsx';
import { LinkPanel } from '../../../renderer/features/person/LinkPanel.tsx';
import { PersonEdit } from '../../../renderer/features/person/PersonEdit.tsx';
import { ProblemEdit } from '../../../renderer/features/problem/ProblemEdit.tsx';
import { ProblemPage } from '../../../renderer/features/problem/ProblemPage.tsx';
import { VisitEdit } from '../../../renderer/features/visit/VisitEdit.tsx';
import { VisitPage } from '../../../renderer/features/visit/VisitPage.tsx';
import { VisitPanel } from '../../../renderer/features/visit/VisitPanel.tsx';
import { useCall } from '../../../renderer/queries.ts';
import { storeAllDrafts } from '../../../renderer/ui/draftKeeper.ts';
import type { TestDesk } from '../../support/desk.ts';
import { type Ids, oneOfEach } from '../../support/one-of-each.ts';
import { type DeskScreen, openScreen } from '../desk-screen.tsx';
import { passTime, typeInto } from '../render.tsx';

interface DraftForm {
  readonly name: string;
  readonly route: string;
  readonly path: (ids: Ids) => string;
  readonly element: ReactNode;
  /** A button that opens the form in its drawer. */
  readonly opener?: string;
  /** A text field of the form by its name in the FormSpec. */
  readonly field: string;
  readonly key: (ids: Ids) => string;
}

function Panels(): ReactNode {
  const dossier = useCall('enterprise.list', {
    filter: { text: '' },
    sort: { key: 'name', order: 'asc' },
    offset: 0,
    limit: 1,
  });
  const id = dossier.data?.[0]?.id ?? '';
  const shown = useCall('enterprise.get', { id }, { enabled: id !== '' }).data;
  return shown === undefined ? null : (
    <>
      <TitlePanel dossier={shown} isCity />
      <PlanPanel dossier={shown} isCity />
      <LinkPanel enterpriseId={id} editable />
      <VisitPanel enterpriseId={id} editable />
    </>
  );
}

const forms: readonly DraftForm[] = [
  {
    name: 'a new enterprise',
    route: '/enterprises/new',
    path: () => '/enterprises/new',
    element: <EnterpriseEdit />,
    field: 'name',
    key: () => 'enterprise:new',
  },
  {
    name: 'an enterprise',
    route: '/enterprises/:enterpriseId/edit',
    path: (ids) => `/enterprises/${ids.enterprise}/edit`,
    element: <EnterpriseEdit />,
    field: 'address',
    key: (ids) => `enterprise:${ids.enterprise}`,
  },
  {
    name: 'a new filing',
    route: '/filings/new',
    path: () => '/filings/new',
    element: <FilingEdit />,
    field: 'note',
    key: () => 'filing:new',
  },
  {
    name: 'a filing',
    route: '/filings/:filingId/edit',
    path: (ids) => `/filings/${ids.filing}/edit`,
    element: <FilingEdit />,
    field: 'note',
    key: (ids) => `filing:${ids.filing}`,
  },
  {
    name: 'a new bulletin',
    route: '/bulletins/new',
    path: () => '/bulletins/new',
    element: <BulletinEdit />,
    field: 'closing',
    key: () => 'bulletin:new',
  },
  {
    name: 'a bulletin',
    route: '/bulletins/:bulletinId/edit',
    path: (ids) => `/bulletins/${ids.bulletin}/edit`,
    element: <BulletinEdit />,
    field: 'closing',
    key: (ids) => `bulletin:${ids.bulletin}`,
  },
  {
    name: 'a new meeting note',
    route: '/meetings/new',
    path: () => '/meetings/new',
    element: <MeetingEdit />,
    field: 'place',
    key: () => 'meeting:new',
  },
  {
    name: 'the first topic of a new meeting note',
    route: '/meetings/new',
    path: () => '/meetings/new',
    element: <MeetingEdit />,
    field: 'topics',
    key: () => 'meeting:new',
  },
  {
    name: 'a meeting note',
    route: '/meetings/:meetingId/edit',
    path: (ids) => `/meetings/${ids.meeting}/edit`,
    element: <MeetingEdit />,
    field: 'place',
    key: (ids) => `meeting:${ids.meeting}`,
  },
  {
    name: 'a new problem',
    route: '/problems/new',
    path: () => '/problems/new',
    element: <ProblemEdit />,
    field: 'detail',
    key: () => 'problem:new',
  },
  {
    name: 'a problem',
    route: '/problems/:problemId/edit',
    path: (ids) => `/problems/${ids.problem}/edit`,
    element: <ProblemEdit />,
    field: 'title',
    key: (ids) => `problem:${ids.problem}`,
  },
  {
    name: 'a step of a problem',
    route: '/problems/:problemId',
    path: (ids) => `/problems/${ids.problem}`,
    element: <ProblemPage />,
    opener: '交办',
    field: 'text',
    key: (ids) => `problem-step:assign:${ids.problem}`,
  },
  {
    name: 'a correction of an answer',
    route: '/problems/:problemId',
    path: (ids) => `/problems/${ids.answered}`,
    element: <ProblemPage />,
    opener: '更正',
    field: 'text',
    key: (ids) => `problem-correct:${ids.entry}:${ids.answered}`,
  },
  {
    name: 'a new visit',
    route: '/visits/new',
    path: () => '/visits/new',
    element: <VisitEdit />,
    field: 'said',
    key: () => 'visit:new',
  },
  {
    name: 'a visit',
    route: '/visits/:visitId/edit',
    path: (ids) => `/visits/${ids.visit}/edit`,
    element: <VisitEdit />,
    field: 'said',
    key: (ids) => `visit:${ids.visit}`,
  },
  {
    name: 'a plan of a visit',
    route: '/',
    path: () => '/',
    element: <Panels />,
    opener: '安排走访',
    field: 'purpose',
    key: (ids) => `visit-plan:enterprise:${ids.enterprise}`,
  },
  {
    name: 'the calling off of a planned visit',
    route: '/visits/:visitId',
    path: (ids) => `/visits/${ids.planned}?form=visit-step:cancel:${ids.planned}:${ids.planned}`,
    element: <VisitPage />,
    field: 'text',
    key: (ids) => `visit-step:cancel:${ids.planned}:${ids.planned}`,
  },
  {
    name: 'a new person',
    route: '/people/new',
    path: () => '/people/new',
    element: <PersonEdit />,
    field: 'post',
    key: () => 'person:new',
  },
  {
    name: 'a person',
    route: '/people/:personId/edit',
    path: (ids) => `/people/${ids.person}/edit`,
    element: <PersonEdit />,
    field: 'post',
    key: (ids) => `person:${ids.person}`,
  },
  {
    name: 'a new title',
    route: '/',
    path: () => '/',
    element: <Panels />,
    opener: '登记级别',
    field: 'note',
    key: (ids) => `title:new:${ids.enterprise}`,
  },
  {
    name: 'a new plan',
    route: '/',
    path: () => '/',
    element: <Panels />,
    opener: '增加计划',
    field: 'source',
    key: (ids) => `plan:new:${ids.enterprise}`,
  },
  {
    name: 'a new link',
    route: '/',
    path: () => '/',
    element: <Panels />,
    opener: '建立挂钩',
    field: 'note',
    key: (ids) => `link:new:${ids.enterprise}`,
  },
];

const fieldIn = (form: DraftForm): HTMLInputElement | null =>
  document.querySelector<HTMLInputElement>(`[data-field="${form.field}"] :is(input, textarea)`);

async function openForm(desk: TestDesk, form: DraftForm, ids: Ids): Promise<DeskScreen> {
  const screen = await openScreen(desk, form.path(ids), [{ path: form.route, element: form.element }]);
  if (form.opener !== undefined) await screen.clickButton(form.opener);
  await screen.until(() => fieldIn(form) !== null);
  return screen;
}

describe('what was typed is on disk, and back when the form is next opened, in', () => {
  it.each(forms)('$name', async (form) => {
    const { desk, ids } = await oneOfEach();
    const screen = await openForm(desk, form, ids);
    await typeInto(fieldIn(form) as HTMLInputElement, '写到一半的内容');
    await passTime(() => storeAllDrafts());
    expect(JSON.stringify(await desk.call('draft.get', { key: form.key(ids) }))).toContain('写到一半的内容');
    expect(document.body.textContent).not.toContain('暂未写入磁盘');
    await screen.close();
    await openForm(desk, form, ids);
    await screen.until(() => fieldIn(form)?.value === '写到一半的内容');
  });
});

it.each([
  ['2099-01-01', true],
  ['2020-01-01', false],
])('a title granted on %s is warned of as lying ahead: %s', async (grantedOn, isWarned) => {
  const { desk, ids } = await oneOfEach();
  const form = forms.find(({ name }) => name === 'a new title');
  if (!form) throw new Error('no title form');
  await desk.call('draft.put', { key: form.key(ids), value: { values: { grantedOn }, seen: {} } });
  const screen = await openForm(desk, form, ids);
  await screen.until(() => document.body.innerHTML.includes(grantedOn));
  expect(document.body.textContent.includes('认定日期晚于今天')).toBe(isWarned);
});

it('knows every form that keeps a draft', () => {
  const folder = 'renderer';
  const keeping = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.tsx') && readFileSync(join(folder, name), 'utf8').match(/useDraft[(<]/))
    .map((name) => name.replace(/^features\//, ''));
  expect(keeping.toSorted()).toEqual([...triedHere, ...triedElsewhere].toSorted());
});

const triedHere = [
  'bulletin/BulletinEdit.tsx',
  'enterprise/EnterpriseEdit.tsx',
  'enterprise/PlanPanel.tsx',
  'enterprise/TitlePanel.tsx',
  'filing/FilingEdit.tsx',
  'meeting/MeetingEdit.tsx',
  'person/LinkEditor.tsx',
  'person/PersonEdit.tsx',
  'problem/CorrectDialog.tsx',
  'problem/ProblemEdit.tsx',
  'problem/StepDialog.tsx',
  'visit/PlanDialog.tsx',
  'visit/StepDialog.tsx',
  'visit/VisitEdit.tsx',
];
/** In assigned-decision, conflict-desk, filing-case, suggestion-town and unfinished. */
const triedElsewhere = [
  'attachment-panel.tsx',
  'conflict/OwnValue.tsx',
  'enterprise/ProposeDialog.tsx',
  'filing/Deliveries.tsx',
  'filing/FilingActions.tsx',
  'filing/PolicyPage.tsx',
  'filing/Reminders.tsx',
  'filing/StepButtons.tsx',
  'meeting/AssignedDialog.tsx',
  'month/CloseMonth.tsx',
  'person/LinkManyDialog.tsx',
  'session/ChangeNames.tsx',
  'suggestion/DeclineDialog.tsx',
  'suggestion/RewriteDialog.tsx',
  'town/TownDialog.tsx',
];
