// @vitest-environment happy-dom
/** 年历 in the dossier: both days of two inspections within a week are marked, and a day leads to its filing. */
import { expect, it } from 'vitest';
import { EnterpriseDossier } from '../../../renderer/dossier.tsx';
import { CalendarPaperPage } from '../../../renderer/features/calendar/CalendarPaperPage.tsx';
import { addDays, localDate, startOfDayMs } from '../../../shared/clock.ts';
import { filingFields, filingLedger } from '../../support/filing-ledger.ts';
import { openScreen } from '../desk-screen.tsx';
import { click } from '../render.tsx';

it('says 建议联合检查 for two units within seven days, marks both days, and opens the filing of a day', async () => {
  const { desk, enterpriseId } = await filingLedger();
  const year = localDate(Date.now()).slice(0, 4);
  desk.setNow(startOfDayMs(`${year}-12-31`));
  const file = (inspectionDate: string, inspectingUnit: string) =>
    desk.call('filing.create', { enterpriseId, fields: { ...filingFields, inspectionDate, inspectingUnit } });
  const { id } = await file(`${year}-03-02`, '如皋市应急管理局');
  await file(`${year}-03-07`, '如皋市消防救援大队');
  await file(`${year}-06-07`, '如皋市消防救援大队');
  const screen = await openScreen(desk, `/enterprises/${enterpriseId}?section=calendar`, [
    { path: '/enterprises/:enterpriseId', element: <EnterpriseDossier /> },
    { path: '/filings/:filingId', element: <p>报备{id}</p> },
  ]);
  const { container } = screen;
  await screen.until(() => container.querySelectorAll('.desk-year-days button').length === 3);
  const notes = [...container.querySelectorAll('.desk-year-notes li')].map((line) => line.textContent);
  expect(notes).toEqual([expect.stringMatching(/^建议联合检查.*03-02.*03-07.*：相隔 5 天$/u)]);
  const near = [...container.querySelectorAll<HTMLElement>('.desk-year-days .desk-year-near')];
  expect(near.map((day) => day.textContent)).toEqual(['2', '7']);
  expect(near[0]?.getAttribute('aria-label')).toContain('如皋市应急管理局计划安全检查；建议联合检查');
  await click(near[0]!);
  await screen.until(() => container.textContent.includes(`报备${id}`));
});

it('shows visits beside inspections with a mark of their own, and ties none to an inspection that is planned', async () => {
  const { desk, enterpriseId } = await filingLedger();
  const today = localDate(Date.now());
  desk.setNow(Date.now());
  const leader = { personId: '', name: '李四', post: '副市长' };
  const [plannedOn, inspectionDate] = [addDays(today, 3), addDays(today, 5)];
  const { ids } = await desk.call('visit.plan', {
    enterpriseIds: [enterpriseId],
    leader,
    plannedOn,
    purpose: '',
  });
  await desk.call('filing.create', { enterpriseId, fields: { ...filingFields, inspectionDate } });
  const screen = await openScreen(desk, `/enterprises/${enterpriseId}?section=calendar`, [
    { path: '/enterprises/:enterpriseId', element: <EnterpriseDossier /> },
    { path: '/visits/:visitId', element: <p>走访{ids[0]}</p> },
  ]);
  const { container } = screen;
  await screen.until(() => container.querySelector('.desk-year') !== null);
  expect(container.querySelector('.desk-year-notes')).toBeNull();
  // Near the turn of the year the days may stand in the next one.
  if (!plannedOn.startsWith(today.slice(0, 4))) await screen.clickButton('下一年');
  await screen.until(() => container.querySelector('.desk-year-days .desk-year-visit') !== null);
  const visitDay = container.querySelector<HTMLElement>('.desk-year-days .desk-year-visit');
  expect(visitDay?.className).not.toContain('desk-year-inspection');
  expect(visitDay?.getAttribute('aria-label')).toContain('李四（副市长）计划走访');
  await click(visitDay!);
  await screen.until(() => container.textContent.includes(`走访${ids[0]}`));
});

it('leads to its paper, and back to the year that was looked at', async () => {
  const { desk, enterpriseId } = await filingLedger();
  const thisYear = Number(localDate(Date.now()).slice(0, 4));
  const screen = await openScreen(desk, `/enterprises/${enterpriseId}?section=calendar`, [
    { path: '/enterprises/:enterpriseId', element: <EnterpriseDossier /> },
    { path: '/calendar/paper', element: <CalendarPaperPage /> },
  ]);
  await screen.until(() => screen.container.textContent.includes(`${thisYear} 年`));
  await click(screen.find('[aria-label="上一年"]'));
  await screen.until(() => screen.container.textContent.includes(`${thisYear - 1} 年`));
  await screen.clickButton('打印年历');
  const preview = (): string => screen.container.querySelector('iframe')?.getAttribute('srcdoc') ?? '';
  await screen.until(() => preview().includes(`${thisYear - 1}年工作年历`));
  await click(screen.find('a[href*="section=calendar"]'));
  await screen.until(() => screen.container.textContent.includes(`${thisYear - 1} 年`));
});
