// @vitest-environment happy-dom
/** 月历 over the real desk: three lines a day and how many more, narrowed by kind, as a list too. */
import { expect, it } from 'vitest';
import { MonthScreen } from '../../../renderer/features/calendar/MonthScreen.tsx';
import { startOfDayMs } from '../../../shared/clock.ts';
import { filingFields, filingLedger } from '../../support/filing-ledger.ts';
import { openScreen } from '../desk-screen.tsx';
import { click } from '../render.tsx';

const leader = { personId: '', name: '李四', post: '副市长' };

async function ledger(visits: number) {
  const { desk, enterpriseId } = await filingLedger();
  desk.setNow(startOfDayMs('2026-11-20'));
  for (let n = 0; n < visits; n += 1)
    await desk.call('visit.plan', {
      enterpriseIds: [enterpriseId],
      leader,
      plannedOn: '2026-11-27',
      purpose: '',
    });
  const { id } = await desk.call('filing.create', {
    enterpriseId,
    fields: { ...filingFields, inspectionDate: '2026-11-26' },
  });
  return { desk, filingId: id };
}

const open = async (desk: Awaited<ReturnType<typeof ledger>>['desk'], search: string) => {
  const screen = await openScreen(desk, `/calendar?${search}`, [
    { path: '/calendar', element: <MonthScreen /> },
    { path: '/filings/:filingId', element: <p>这份报备</p> },
  ]);
  await screen.until(() => document.querySelector('.desk-month-line, .desk-table, .desk-none') !== null);
  return screen;
};
const cell = (day: number): HTMLElement => {
  const found = [...document.querySelectorAll<HTMLElement>('.desk-month td:not(.desk-month-other)')][day - 1];
  if (!found) throw new Error(`no ${day}`);
  return found;
};

it('shows three lines of a day and how many more there are, and the whole day when asked', async () => {
  const { desk } = await ledger(5);
  const screen = await open(desk, 'month=2026-11');
  expect(cell(27).querySelectorAll('.desk-month-line')).toHaveLength(3);
  expect(cell(27).textContent).toContain('还有 2 项');
  expect(cell(26).textContent).toContain('检南通思瑞机器制造有限公司');
  expect(cell(28).querySelector('button, a')).toBeNull();
  await screen.clickButton('还有 2 项');
  await screen.until(() => document.querySelectorAll('.desk-month-day li').length === 5);
  expect(document.querySelector('.desk-month-day')?.textContent).toContain('李四（副市长）计划走访南通思瑞');
});

it('opens the record of a line', async () => {
  const { desk } = await ledger(0);
  const screen = await open(desk, 'month=2026-11');
  await click(cell(26).querySelector<HTMLElement>('.desk-month-line')!);
  await screen.until(() => document.body.textContent.includes('这份报备'));
});

it('leaves out a kind and brings it back, counting each whatever is shown, and keeps it in the address', async () => {
  const { desk } = await ledger(2);
  const screen = await open(desk, 'month=2026-11');
  const kind = (label: string): HTMLElement => {
    const found = [...document.querySelectorAll<HTMLElement>('.desk-month-kinds button')].find((each) =>
      each.textContent.includes(label),
    );
    if (!found) throw new Error(`no ${label}`);
    return found;
  };
  expect(kind('走访').textContent).toBe('访走访2');
  await click(kind('走访'));
  await screen.until(() => cell(27).querySelector('.desk-month-line') === null);
  expect(kind('走访').getAttribute('aria-pressed')).toBe('false');
  expect(kind('走访').textContent).toBe('访走访2');
  expect(cell(26).querySelectorAll('.desk-month-line')).toHaveLength(1);
  await click(kind('走访'));
  await screen.until(() => cell(27).querySelectorAll('.desk-month-line').length === 2);
});

it('is a list for the keyboard and Excel, narrowed as the month is', async () => {
  const { desk } = await ledger(1);
  const screen = await open(desk, 'month=2026-11&view=list&kinds=visit');
  await screen.until(() => document.body.textContent.includes('李四（副市长）计划走访'));
  expect(document.body.textContent).toContain('共 1 条');
  await screen.button('导出 Excel');
});

it('marks holidays and make-up workdays, and says of a year whose holidays are unknown that they are', async () => {
  const { desk } = await ledger(0);
  const screen = await open(desk, 'month=2026-10');
  await screen.until(() => document.querySelector('.desk-month') !== null);
  expect(cell(1).textContent).toBe('1国庆节 休');
  expect(cell(10).textContent).toBe('10班');
  await screen.until(() => document.body.textContent.includes('本月还没有事项'));
  await screen.close();
  await open(desk, 'month=2098-10');
  expect(document.body.textContent).toContain('2098 年的放假安排尚未收录，只标出周末');
  expect(cell(1).textContent).toBe('1');
});
