// @vitest-environment happy-dom
/** The form of a filing: what it says of itself, and what it never takes away. */
import { expect, it } from 'vitest';
import { FilingEdit } from '../../../renderer/features/filing/FilingEdit.tsx';
import { DraftPanel } from '../../../renderer/features/today/DraftPanel.tsx';
import { storeAllDrafts } from '../../../renderer/ui/draftKeeper.ts';
import { filingFields as fields, filingLedger } from '../../support/filing-ledger.ts';
import { openScreen } from '../desk-screen.tsx';
import { click, passTime, typeInto } from '../render.tsx';

const routes = [
  { path: '/today', element: <DraftPanel /> },
  { path: '/filings/new', element: <FilingEdit /> },
];

it('says beside the leader what is to be reported, once the enterprise is chosen', async () => {
  const { desk, enterpriseId } = await filingLedger();
  const screen = await openScreen(desk, `/filings/new?enterprise=${enterpriseId}`, routes);
  await screen.until(() => screen.container.querySelector('[data-field="verdict"] strong') !== null);
  expect(screen.find('[data-field="verdict"]').textContent).toMatch(
    /^报备要求须事前报告市政府及部门负责人并通报联系市领导/,
  );
});

it('puts a basis used before below what is written, and takes nothing away', async () => {
  const { desk, enterpriseId } = await filingLedger();
  await desk.call('filing.create', { enterpriseId, fields });
  const screen = await openScreen(desk, `/filings/new?enterprise=${enterpriseId}`, routes);
  await screen.until(() => screen.container.textContent.includes('用过的依据'));
  await typeInto(screen.field('basisAndReason'), '群众举报线索复核。');
  await screen.clickButton('用过的依据');
  await screen.until(() => document.querySelector('.ant-dropdown-menu-item') !== null);
  await click(document.querySelector<HTMLElement>('.ant-dropdown-menu-item')!);
  const both = `群众举报线索复核。\n${fields.basisAndReason}`;
  await screen.until(() => screen.field('basisAndReason').value === both);
});

it('keeps with the first word that is typed what was copied from another filing', async () => {
  const { desk, enterpriseId } = await filingLedger();
  const { id } = await desk.call('filing.create', { enterpriseId, fields });
  const screen = await openScreen(desk, `/filings/new?copy=${id}`, routes);
  await screen.until(() => screen.container.querySelector('[data-field="findings"] textarea') !== null);
  await typeInto(screen.field('findings'), '现场未见异常');
  await passTime(() => storeAllDrafts());
  await screen.close();
  const again = await openScreen(desk, `/filings/new?enterprise=${enterpriseId}`, routes);
  await again.until(() => again.container.querySelector('[data-field="findings"] textarea') !== null);
  expect(again.field('basisAndReason').value).toBe(fields.basisAndReason);
  expect(again.field('findings').value).toBe('现场未见异常');
});

it('is told by 今日待办 with the enterprise that was chosen in it', async () => {
  const { desk, enterpriseId } = await filingLedger();
  const values = { enterpriseId, basisAndReason: '写到一半' };
  await desk.call('draft.put', { key: 'filing:new', value: { values } });
  const screen = await openScreen(desk, '/today', routes);
  await screen.until(() => screen.container.textContent.includes('继续填写：新建报备'));
  expect(screen.container.textContent).toContain('南通思瑞机器制造有限公司');
});
