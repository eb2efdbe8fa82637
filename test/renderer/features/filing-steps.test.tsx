// @vitest-environment happy-dom
/** 记为…: what the dialog of a step proposes, says before, and says when it is refused. */
import { expect, it } from 'vitest';
import { FilingPage } from '../../../renderer/features/filing/FilingPage.tsx';
import { FilingPanel } from '../../../renderer/features/today/panels.tsx';
import { addDays, localDate } from '../../../shared/clock.ts';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { openTestDesk } from '../../support/desk.ts';
import { openScreen } from '../desk-screen.tsx';
import { press, typeInto } from '../render.tsx';

const fields = {
  inspectingUnit: '如皋市应急管理局',
  trigger: 'ordinary',
  triggerReference: '',
  domain: 'safety',
  basisAndReason: '年度计划内安全检查。',
  findings: '',
  conclusion: '',
  firstDiscovered: '',
  thisConclusion: '',
  rectificationDueDate: '',
  note: '第一行\n第二行',
} as const;

const today = localDate(Date.now());

async function opened(inspectionDate: string, steps: readonly ('reported' | 'inspected')[] = []) {
  const desk = openTestDesk({ side: 'city' });
  desk.setNow(Date.now());
  const { id: enterpriseId } = await desk.call('enterprise.create', {
    profile: { ...emptyProfile, name: '南通思瑞机器制造有限公司' },
  });
  const { id: personId } = await desk.call('person.create', {
    fields: {
      name: '李四',
      post: '副市长',
      unit: '市政府',
      category: 'city-leader',
      phone: '',
      inOfficeFrom: '',
      inOfficeTo: '',
    },
  });
  await desk.call('link.create', {
    enterpriseId,
    fields: { personId, kind: 'city-leader', fromDate: '2020-01-01', toDate: '', note: '' },
  });
  const { id } = await desk.call('filing.create', { enterpriseId, fields: { ...fields, inspectionDate } });
  const reported = { to: 'reported', atMs: Date.now() - 60_000, notifiedAtMs: null } as const;
  const inspected = { to: 'inspected', date: today } as const;
  for (const step of steps) {
    await desk.call('filing.advance', { id, step: step === 'reported' ? reported : inspected });
  }
  const screen = await openScreen(desk, `/filings/${id}`, [
    { path: '/filings/:filingId', element: <FilingPage /> },
    { path: '/', element: <FilingPanel /> },
  ]);
  const dialog = (): HTMLElement | null => document.querySelector('.ant-modal');
  const input = (place: 'date' | 'time'): HTMLInputElement =>
    dialog()?.querySelector(`input[id$="-${place}"]`) as HTMLInputElement;
  return { desk, id, screen, dialog, input };
}

it('has the notice to the leader unticked, says in words what is wrong, and what was refused in the dialog itself', async () => {
  const { desk, id, screen, dialog, input } = await opened(addDays(today, 3));
  await screen.clickButton('记为已事前报告');
  await screen.until(() => dialog() !== null);
  const tick = dialog()?.querySelector<HTMLInputElement>('input[type=checkbox]');
  expect(tick?.checked).toBe(false);
  await typeInto(input('date'), '2026-13-40');
  await typeInto(input('time'), '25:99');
  const words = (): string => dialog()?.querySelector('.desk-when-wrong')?.textContent ?? '';
  await screen.until(() => words().includes('时间'));
  expect(words()).toBe('日期不是有效的年月日，如 2026-11-24；时间请填 00:00 到 23:59，如 09:30');
  await typeInto(input('time'), '09:30');
  await typeInto(input('date'), '2190-01-01');
  await screen.until(() => words() === '');
  await screen.clickButton('记下');
  await screen.until(() => (dialog()?.textContent ?? '').includes('晚于现在'));
  await typeInto(input('date'), addDays(today, -1));
  await press(input('date'), 'Tab');
  await screen.clickButton('记下');
  await screen.until(() => (screen.container.textContent ?? '').includes('记为已检查'));
  const { progress } = await desk.call('filing.get', { id });
  expect(progress).toMatchObject({ status: 'reported', notifiedAtMs: null });
  await screen.close();
});

it.each([
  [-2, -2],
  [0, 0],
  [2, 0],
])(
  'proposes the planned day of the inspection %i days from now, never one that has not come',
  async (planned, proposed) => {
    const { screen, dialog, input } = await opened(addDays(today, planned), ['reported']);
    await screen.clickButton('记为已检查');
    await screen.until(() => dialog() !== null);
    expect(input('date').value).toBe(addDays(today, proposed));
    await screen.close();
  },
);

it('lets a conclusion be recorded that is not written down yet, and says so before', async () => {
  const { screen, dialog } = await opened(addDays(today, -1), ['reported', 'inspected']);
  await screen.clickButton('记为已作结论');
  await screen.until(() => (dialog()?.textContent ?? '').includes('“处置结论”还没有填写'));
  await screen.clickButton('记下');
  await screen.until(() => (screen.container.textContent ?? '').includes('记为已报送'));
  const kept = [...screen.container.querySelectorAll('.desk-kept-lines')].map((each) => each.textContent);
  expect(kept).toContain(fields.note);
  await screen.close();
});

it('asks on 今日待办 for an inspection whose day is past, until it is recorded', async () => {
  const { desk, id, screen } = await opened(addDays(today, -1), ['reported']);
  await screen.close();
  const home = await openScreen(desk, '/', [{ path: '/', element: <FilingPanel /> }]);
  const text = (): string => home.container.textContent ?? '';
  await home.until(() => text().includes('检查日期已过，请记录检查情况'));
  await desk.call('filing.advance', { id, step: { to: 'inspected', date: addDays(today, -1) } });
  expect(await desk.call('filing.unrecorded', {})).toEqual([]);
  await home.close();
});
