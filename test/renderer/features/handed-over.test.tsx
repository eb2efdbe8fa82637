// @vitest-environment happy-dom
/** An enterprise that another town keeps now: no screen offers what would be refused, and nothing typed is lost. */
import { expect, it } from 'vitest';
import { writeEnterprise } from '../../../db/assignment.ts';
import { transact } from '../../../db/sql.ts';
import { EnterpriseDossier } from '../../../renderer/dossier.tsx';
import { FilingEdit } from '../../../renderer/features/filing/FilingEdit.tsx';
import { LeaderPage } from '../../../renderer/person.tsx';
import { testAuthor } from '../../support/database.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';
import { annex6Filing } from '../../support/records.ts';
import { type DeskScreen, openScreen } from '../desk-screen.tsx';
import { click } from '../render.tsx';

const mayor = {
  name: '李镇长',
  post: '镇长',
  unit: '',
  category: 'town-leader',
  phone: '',
  inOfficeFrom: '',
  inOfficeTo: '',
} as const;

const assign = (desk: TestDesk, id: string, fields: Readonly<Record<string, string>>): void => {
  const { db } = desk.services.desk.current() ?? {};
  if (!db) throw new Error('closed');
  const city = { ...testAuthor('city', 'c'), nowMs: desk.services.nowMs() };
  transact(db, (writable) => writeEnterprise(writable, city, { id, fields }));
};

/** Of two enterprises one is linked and then handed over; `before` runs between the two. */
async function handedOver(before: (desk: TestDesk) => Promise<unknown>) {
  const desk = openTestDesk({ side: 'town' });
  assign(desk, 'e1', { name: '南通思瑞机器制造有限公司', townId: 't06' });
  assign(desk, 'e2', { name: '江苏天南电力股份有限公司', townId: 't06' });
  const { id: personId } = await desk.call('person.create', { fields: mayor });
  const link = { personId, kind: 'town-leader', fromDate: '2026-11-01', toDate: '', note: '' } as const;
  await desk.call('link.create', { enterpriseId: 'e1', fields: link });
  await before(desk);
  assign(desk, 'e1', { townId: 't10' });
  return { desk, personId };
}

const draft = <Values,>(values: Values) => ({ values, seen: null });
const buttons = ({ container }: DeskScreen): string =>
  [...container.querySelectorAll('button')].map((button) => button.textContent).join('|');

it('offers neither links nor filings in its dossier, and no draft of a link that could not be saved', async () => {
  const { desk } = await handedOver((before) =>
    before.call('draft.put', { key: 'link:new:e1', value: draft({ note: '半句话' }) }),
  );
  const screen = await openScreen(desk, '/enterprises/e1?section=links', [
    { path: '/enterprises/:enterpriseId', element: <EnterpriseDossier /> },
  ]);
  await screen.until(() => screen.container.querySelector('.desk-links li') !== null);
  await screen.until(() => screen.container.textContent.includes('现在不能继续填写'));
  for (const offered of ['建立挂钩', '修改', '删除', '继续填写'])
    expect(buttons(screen)).not.toContain(offered);
  await screen.clickButton('检查处置报备');
  await screen.until(() => screen.container.textContent.includes('本企业还没有检查处置报备'));
  expect(buttons(screen)).not.toContain('新建报备');
});

it('is not chosen for a new filing; one that was begun for it keeps its text and says what to do', async () => {
  const values = { ...annex6Filing, enterpriseId: 'e1', enterpriseName: '南通思瑞', findings: '已写的一段' };
  const { desk } = await handedOver((before) =>
    before.call('draft.put', { key: 'filing:new', value: draft(values) }),
  );
  const screen = await openScreen(desk, '/filings/new', [{ path: '/filings/new', element: <FilingEdit /> }]);
  await screen.until(() => screen.container.textContent.includes('已由市里改派或收回，本机只能查看'));
  expect(screen.container.textContent).toContain('另选一家企业，再保存');
  expect(screen.field('findings').value).toBe('已写的一段');
  await screen.clickButton('保存报备');
  await screen.until(() => document.querySelector('.desk-failures') !== null);
  expect(await desk.call('filing.list', { filter: {}, offset: 0, limit: 10 })).toMatchObject({ total: 0 });

  const select = screen.find('[data-field="enterpriseId"] .ant-select');
  select.dispatchEvent(new MouseEvent('mousedown', { bubbles: true }));
  const option = (text: string): HTMLElement | undefined =>
    [...document.querySelectorAll<HTMLElement>('.ant-select-item-option')].find((each) =>
      each.textContent.includes(text),
    );
  await screen.until(() => option('南通思瑞') !== undefined);
  expect(option('南通思瑞')?.className).toContain('disabled');
  expect(option('南通思瑞')?.textContent).toContain('已改派或收回');
  expect(option('南通思瑞')?.getAttribute('title')).toContain('本机只能查看');
  expect(screen.container.textContent).not.toContain('去建立挂钩联系');
  await click(option('江苏天南') as HTMLElement);
  await screen.until(() => !screen.container.textContent.includes('本机只能查看'));
  expect(screen.field('findings').value).toBe('已写的一段');
});

it('is named among many that are linked at once, and taken out with one click', async () => {
  const { desk, personId } = await handedOver(async (before) => {
    const [person] = await before.call('person.list', {});
    const values = { enterprises: ['e1', 'e2'], fromDate: '2026-11-20' };
    await before.call('draft.put', { key: `links:person:${person?.id}`, value: draft(values) });
  });
  const key = `links:person:${personId}`;
  const screen = await openScreen(desk, `/people/${personId}?form=${key}`, [
    { path: '/people/:personId', element: <LeaderPage /> },
  ]);
  await screen.until(() =>
    document.body.textContent.includes(
      '南通思瑞机器制造有限公司已改派或收回，本机只能查看，移去后才能建立挂钩',
    ),
  );
  const ok = (): HTMLButtonElement | null => document.querySelector('.ant-modal-footer .ant-btn-primary');
  expect(ok()?.disabled).toBe(true);
  await screen.clickButton('移去');
  await screen.until(() => ok()?.disabled === false);
  await click(ok() as HTMLElement);
  await screen.until(() => document.querySelector('.ant-modal-footer') === null);
  expect(await desk.call('link.byEnterprise', { enterpriseId: 'e2' })).toHaveLength(1);
});
