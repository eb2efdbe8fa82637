// @vitest-environment happy-dom
/** A 完成时限 before the day of the form, with a line begun and left empty beside it. */
import { expect, it } from 'vitest';
import { MeetingEdit } from '../../../renderer/features/meeting/MeetingEdit.tsx';
import { VisitEdit } from '../../../renderer/features/visit/VisitEdit.tsx';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { openTestDesk } from '../../support/desk.ts';
import { openScreen } from '../desk-screen.tsx';

const late = { what: '协调一场专场招聘会', who: '', dueDate: '2026-11-01' };
const emptyLine = { what: '', who: '', dueDate: '' };
const text = (): string => document.body.textContent;

it('is said of a visit, and stays said until it is mended, beside whatever else is missing', async () => {
  const desk = openTestDesk({ side: 'town' });
  const profile = { ...emptyProfile, name: '南通思瑞机器制造有限公司' };
  const { id } = await desk.call('enterprise.create', { profile });
  const values = {
    visitedOn: '2026-11-20',
    leader: { personId: '', name: '李四', post: '' },
    promises: [late, emptyLine],
    problems: [
      { title: '', category: '', detail: '' },
      { title: '用工难', category: '', detail: '' },
    ],
  };
  await desk.call('draft.put', { key: `visit:new:${id}`, value: { values, seen: null } });
  const screen = await openScreen(desk, `/visits/new?enterprise=${id}`, [
    { path: '/visits/new', element: <VisitEdit /> },
  ]);
  await screen.until(() => text().includes('已恢复'));
  await screen.clickButton('保存');
  await screen.until(() => text().includes('承诺事项“协调一场专场招聘会”的完成时限早于走访日期，请核对'));
  expect(text()).toContain('请选择问题类别');
});

it('is said of a meeting note', async () => {
  const desk = openTestDesk({ side: 'town' });
  const values = {
    month: '2026-11',
    heldOn: '2026-11-20',
    chair: '陈副组长',
    topics: [{ title: '', summary: '' }],
    decisions: [late, emptyLine],
  };
  await desk.call('draft.put', { key: 'meeting:new', value: { values, seen: null } });
  const screen = await openScreen(desk, '/meetings/new', [
    { path: '/meetings/new', element: <MeetingEdit /> },
  ]);
  await screen.until(() => text().includes('已恢复'));
  await screen.clickButton('保存会议纪要');
  await screen.until(() => text().includes('议定事项“协调一场专场招聘会”的完成时限早于会议日期，请核对'));
});
