// @vitest-environment happy-dom
/** 打印台账, 打印提醒清单: from the list as it is filtered, and from 今日待办. */
import { expect, it } from 'vitest';
import { RegisterPaperPage, RemindersPaperPage } from '../../../renderer/features/filing/ListPaperPage.tsx';
import { FilingList } from '../../../renderer/features/filing/FilingList.tsx';
import { FilingPanel } from '../../../renderer/features/today/panels.tsx';
import { filingFields, filingLedger } from '../../support/filing-ledger.ts';
import { openScreen } from '../desk-screen.tsx';
import { click } from '../render.tsx';

const routes = [
  { path: '/', element: <FilingPanel /> },
  { path: '/filings', element: <FilingList /> },
  { path: '/filings/paper', element: <RegisterPaperPage /> },
  { path: '/filings/reminders', element: <RemindersPaperPage /> },
];
const shownPaper = (): string => document.querySelector('iframe')?.srcdoc ?? '';

it('prints the list as it is sorted and filtered', async () => {
  const { desk, enterpriseId } = await filingLedger();
  await desk.call('filing.create', { enterpriseId, fields: filingFields });
  const screen = await openScreen(desk, '/filings', routes);
  await screen.clickButton('打印台账');
  await screen.until(() => shownPaper() !== '');
  expect(shownPaper()).toContain('2026年检查处置报备台账');
  expect(shownPaper()).toContain('如皋市应急管理局');
  await screen.close();
});

it('opens the filter that its address names, and the whole list for an address that was altered', async () => {
  const { desk, enterpriseId } = await filingLedger();
  await desk.call('filing.create', { enterpriseId, fields: filingFields });
  const named = encodeURIComponent(JSON.stringify({ kind: 'register', filter: { domains: ['fire'] } }));
  for (const [query, text] of [
    [`?paper=${named}`, '没有符合条件的报备。'],
    ['?paper=%7B', '如皋市应急管理局'],
  ] as const) {
    const screen = await openScreen(desk, `/filings/paper${query}`, routes);
    await screen.until(() => shownPaper() !== '');
    expect(shownPaper()).toContain(text);
    await screen.close();
  }
});

it('leads from what is due today to the list of reminders', async () => {
  const { desk, enterpriseId } = await filingLedger();
  await desk.call('filing.create', { enterpriseId, fields: filingFields });
  const screen = await openScreen(desk, '/', routes);
  const link = (): HTMLElement | undefined =>
    [...document.querySelectorAll('a')].find((each) => each.textContent === '打印提醒清单');
  await screen.until(() => link() !== undefined);
  await click(link() as HTMLElement);
  await screen.until(() => shownPaper() !== '');
  expect(shownPaper()).toContain('检查处置报备提醒清单');
  // A name may be broken only between its parts, which stand apart in the markup.
  expect(shownPaper().replaceAll(/<[^>]+>/g, '')).toContain('南通思瑞机器制造有限公司');
  await screen.close();
});
