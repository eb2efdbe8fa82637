// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { FilingEdit } from '../../../renderer/features/filing/FilingEdit.tsx';
import { FilingPage } from '../../../renderer/features/filing/FilingPage.tsx';
import { storeAllDrafts } from '../../../renderer/ui/draftKeeper.ts';
import { PolicyPage } from '../../../renderer/features/filing/PolicyPage.tsx';
import { filingFields as fields, filingLedger } from '../../support/filing-ledger.ts';
import { type DeskScreen, openScreen } from '../desk-screen.tsx';
import { click, passTime, typeInto } from '../render.tsx';

const routes = [
  { path: '/filings/policy', element: <PolicyPage /> },
  { path: '/filings/new', element: <FilingEdit /> },
  { path: '/filings/:filingId', element: <FilingPage /> },
  { path: '/filings/:filingId/edit', element: <FilingEdit /> },
];

const shows = (text: string) => () => document.body.textContent.includes(text);

async function named(screen: DeskScreen, label: string): Promise<HTMLElement> {
  const find = () => document.querySelector<HTMLElement>(`[aria-label="${label}"]`);
  await screen.until(() => find() !== null);
  return find()!;
}

it('a delivery is recorded with its way and receipt, and moves the step when all were told', async () => {
  const { desk, enterpriseId } = await filingLedger();
  // The screen proposes this moment: the desk's clock has to know it.
  desk.setNow(Date.now());
  const { id } = await desk.call('filing.create', { enterpriseId, fields });
  const screen = await openScreen(desk, `/filings/${id}`, routes);
  for (const label of ['登记：事前报告市政府', '登记：事前报告部门负责人']) {
    await click(await named(screen, label));
    await screen.until(() => document.querySelector('[id$="-receipt"]') !== null);
    await typeInto(document.querySelector<HTMLInputElement>('[id$="-receipt"]')!, '收文 128');
    await screen.clickButton('记下');
    await screen.until(() => document.querySelector('[id$="-receipt"]') === null);
  }
  const { progress, case: beside } = await desk.call('filing.get', { id });
  expect(progress.status).toBe('reported');
  expect(beside.deliveries.map(({ receiptNumber }) => receiptNumber)).toEqual([
    '收文 128',
    '收文 128',
    '',
    '',
  ]);
});

it('a warning in the form takes the reason why the officer goes on, and keeps it with the filing', async () => {
  const { desk, enterpriseId } = await filingLedger();
  const first = await desk.call('filing.create', { enterpriseId, fields });
  const screen = await openScreen(desk, `/filings/new?copy=${first.id}`, routes);
  const reason = await named(screen, '继续的理由：同一单位短期内再次检查');
  await typeInto(reason as HTMLTextAreaElement, '群众举报线索复核');
  await screen.clickButton('保存报备');
  await screen.until(() => /^\/filings\/[0-9a-f]{32}$/.test(screen.path()));
  await screen.until(shows('群众举报线索复核'));
  const id = screen.path().slice('/filings/'.length);
  expect(await desk.call('filing.get', { id })).toMatchObject({
    basisAndReason: fields.basisAndReason,
    findings: '',
    case: { reasons: [{ warning: 'same-unit-again', reason: '群众举报线索复核' }] },
  });
});

it('a filing that was told of is voided with its reason instead of being deleted, and can be brought back', async () => {
  const { desk, enterpriseId } = await filingLedger();
  // The screen proposes this moment: the desk's clock has to know it.
  desk.setNow(Date.now());
  const { id } = await desk.call('filing.create', { enterpriseId, fields });
  const atMs = desk.services.nowMs();
  await desk.call('filing.advance', { id, step: { to: 'reported', atMs, notifiedAtMs: null } });
  const screen = await openScreen(desk, `/filings/${id}?form=void:${id}`, routes);
  await screen.until(shows('作废这份报备'));
  expect([...document.querySelectorAll('button')].map((button) => button.textContent)).not.toContain('删除');
  await typeInto(document.querySelector<HTMLTextAreaElement>('[id$="-reason"]')!, '检查取消');
  await screen.until(
    () => document.querySelector('.ant-modal-footer .ant-btn-dangerous:not([disabled])') !== null,
  );
  await click(document.querySelector<HTMLElement>('.ant-modal-footer .ant-btn-dangerous')!);
  await screen.until(shows('作废：检查取消'));
  expect((await desk.call('filing.get', { id })).standing).toBe('void');
  await screen.clickButton('恢复');
  await screen.until(shows('恢复这份报备？'));
  await click([...document.querySelectorAll<HTMLElement>('.ant-modal-confirm-btns button')].at(-1)!);
  await screen.until(() => !shows('作废：检查取消')());
  expect((await desk.call('filing.get', { id })).standing).toBe('counts');
});

it('the DRC’s answer is written down at the city and changes what is in use', async () => {
  const { desk } = await filingLedger();
  const screen = await openScreen(desk, '/filings/policy?form=policy:product', routes);
  await screen.until(() => document.querySelector('[id$="-reference"]') !== null);
  expect(document.body.textContent).toContain('尚未答复，逐件请示');
  await typeInto(document.querySelector<HTMLInputElement>('[id$="-reference"]')!, '皋发改函〔2026〕3号');
  await click(document.querySelector<HTMLElement>('.ant-modal-footer .ant-btn-primary')!);
  await screen.until(shows('已答复'));
  const answers = await desk.call('policy.answers', {});
  expect(answers.find(({ key }) => key === 'product')?.answer).toMatchObject({
    choice: 'ask',
    reference: '皋发改函〔2026〕3号',
  });
});

describe('what was typed in a dialog is back after the window died, in', () => {
  it.each([
    [
      'a delivery',
      (id: string) => `/filings/${id}?form=delivery:report-government:${id}`,
      '[id$="-receipt"]',
    ],
    [
      'the reason of a warning',
      (id: string) => `/filings/${id}?form=reason:same-unit-again:${id}`,
      '.ant-modal textarea',
    ],
    ['the reason for voiding', (id: string) => `/filings/${id}?form=void:${id}`, '[id$="-reason"]'],
    ['an answer of the DRC', () => '/filings/policy?form=policy:next-day', '[id$="-reference"]'],
  ] as const)('%s', async (_, path, field) => {
    const { desk, enterpriseId } = await filingLedger();
    await desk.call('filing.create', { enterpriseId, fields });
    const { id } = await desk.call('filing.create', { enterpriseId, fields });
    const input = () => document.querySelector<HTMLInputElement>(field);
    const screen = await openScreen(desk, path(id), routes);
    await screen.until(() => input() !== null);
    await typeInto(input()!, '写到一半');
    await passTime(() => storeAllDrafts());
    await screen.close();
    const again = await openScreen(desk, path(id), routes);
    await again.until(() => input()?.value === '写到一半');
  });
});

it('what counts no more is pressed for nothing: no clock runs, nothing is to be printed or explained', async () => {
  const { desk, enterpriseId } = await filingLedger();
  await desk.call('filing.create', { enterpriseId, fields });
  const { id } = await desk.call('filing.create', { enterpriseId, fields });
  const screen = await openScreen(desk, `/filings/${id}`, routes);
  await screen.until(shows('30 天内再次检查'));
  await desk.call('filing.void', { id, reason: '检查取消', voidedOn: '2026-11-23' });
  await screen.close();
  const again = await openScreen(desk, `/filings/${id}`, routes);
  await again.until(shows('已作废，时限不再计算'));
  for (const text of ['30 天内再次检查', '说明理由', '应办'])
    expect(document.body.textContent).not.toContain(text);
});
