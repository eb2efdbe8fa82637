// @vitest-environment happy-dom
import { act, type ReactNode, useState } from 'react';
import { expect, it } from 'vitest';
import { writeEnterprise } from '../../../db/assignment.ts';
import { transact } from '../../../db/sql.ts';
import { ProposeDialog } from '../../../renderer/features/enterprise/ProposeDialog.tsx';
import { SuggestionDesk } from '../../../renderer/features/suggestion/SuggestionDesk.tsx';
import { useCall } from '../../../renderer/queries.ts';
import { storeAllDrafts } from '../../../renderer/ui/draftKeeper.ts';
import { testAuthor } from '../../support/database.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';
import { type DeskScreen, openScreen } from '../desk-screen.tsx';
import { passTime, press, typeInto } from '../render.tsx';

async function opened(): Promise<{ desk: TestDesk; screen: DeskScreen; text: () => string }> {
  const desk = openTestDesk({ side: 'town' });
  const { db } = desk.services.desk.current() ?? {};
  if (!db) throw new Error('closed');
  const city = { ...testAuthor('city', 'c'), nowMs: desk.services.nowMs() };
  const fields = { name: '南通思瑞机器制造有限公司', townId: 't06' };
  transact(db, (writable) => writeEnterprise(writable, city, { id: 'e1', fields }));
  const { heads } = await desk.call('enterprise.get', { id: 'e1' });
  await desk.call('suggestion.propose', {
    entityType: 'enterprise',
    enterpriseId: 'e1',
    fields: { pool: { member: true, enteredOn: '2026-11-01', leftOn: '' } },
    seen: heads,
  });
  const screen = await openScreen(desk, '/suggestions', [
    { path: '/suggestions', element: <SuggestionDesk /> },
  ]);
  return { desk, screen, text: () => document.body.textContent ?? '' };
}

it('takes a suggestion back with one click, and puts it forward again with another', async () => {
  const { desk, screen, text } = await opened();
  await screen.clickButton('撤回');
  await screen.until(() => text().includes('没有待答复的建议'));
  await act(async () => screen.find('input[type=radio]:not(:checked)').click());
  await screen.until(() => text().includes('已撤回'));
  expect(screen.container.querySelector('.desk-settle-by')?.textContent).toMatch(/提出.*撤回$/);
  await screen.clickButton('重新提出');
  await screen.until(() => text().includes('还没有答复或撤回的建议'));
  expect(await desk.call('suggestion.count', {})).toEqual({ count: 1 });
});

it('words a suggestion anew in a form that begins with the old words', async () => {
  const { desk, screen, text } = await opened();
  await screen.clickButton('改写');
  const day = (): HTMLInputElement | null => document.querySelector('[data-field="enteredOn"] input');
  await screen.until(() => day()?.value === '2026-11-01');
  const input = day();
  if (!input) throw new Error('no form');
  await typeInto(input, '2026-11-15');
  await screen.clickButton('提出改写后的建议');
  await screen.until(() => text().includes('2026-11-15 入库') && day() === null);
  const states = async (answered: boolean): Promise<string[]> =>
    (await desk.call('suggestion.list', { answered })).map(
      ({ state, fields }) => `${state} ${fields.map(({ suggestedText }) => suggestedText).join()}`,
    );
  expect([await states(false), await states(true)]).toEqual([
    ['waiting 2026-11-15 入库'],
    ['withdrawn 2026-11-01 入库'],
  ]);
});

const routes = [{ path: '/suggestions', element: <SuggestionDesk /> }];
const enteredOn = (): HTMLInputElement | null => document.querySelector('[data-field="enteredOn"] input');

it('keeps a new wording half typed through Esc, and through the window’s death, until it is proposed', async () => {
  const { desk, screen, text } = await opened();
  await screen.clickButton('改写');
  await screen.until(() => enteredOn()?.value === '2026-11-01');
  await typeInto(enteredOn() as HTMLInputElement, '2026-11-15');
  await press(enteredOn() as HTMLInputElement, 'Escape');
  expect(enteredOn()?.value).toBe('2026-11-15');
  await passTime(() => storeAllDrafts());
  await screen.close();
  const again = await openScreen(desk, '/suggestions', routes);
  await again.clickButton('改写');
  await again.until(() => enteredOn()?.value === '2026-11-15');
  expect(text()).toMatch(/已恢复 .* 尚未保存的内容/);
  await again.clickButton('提出改写后的建议');
  await again.until(() => text().includes('2026-11-15 入库') && enteredOn() === null);
  expect(await desk.call('draft.list', { prefix: 'suggestion:' })).toEqual([]);
});

function Propose(): ReactNode {
  const dossier = useCall('enterprise.get', { id: 'e1' }).data;
  const [open, setOpen] = useState(true);
  return open && dossier ? <ProposeDialog dossier={dossier} onClose={() => setOpen(false)} /> : null;
}

it('keeps a proposal half made through Esc, and through the window’s death', async () => {
  const { desk, screen } = await opened();
  await screen.close();
  const propose = [{ path: '/propose', element: <Propose /> }];
  const first = await openScreen(desk, '/propose', propose);
  const radio = (label: string): HTMLInputElement | undefined =>
    [...document.querySelectorAll('label')]
      .find((each) => each.textContent === label)
      ?.querySelector('input') ?? undefined;
  const day = (): HTMLInputElement | null => document.querySelector('#propose-date');
  await first.until(() => radio('入库') !== undefined);
  await act(async () => radio('入库')?.click());
  await first.until(() => day() !== null);
  await typeInto(day() as HTMLInputElement, '2026-11-15');
  await press(day() as HTMLInputElement, 'Escape');
  expect(day()?.value).toBe('2026-11-15');
  await passTime(() => storeAllDrafts());
  await first.close();
  const again = await openScreen(desk, '/propose', propose);
  await again.until(() => day()?.value === '2026-11-15');
  expect(radio('入库')?.checked).toBe(true);
  await again.clickButton('提出建议');
  await again.until(() => day() === null);
  expect(await desk.call('draft.list', { prefix: 'suggestion:' })).toEqual([]);
  expect(await desk.call('suggestion.count', {})).toEqual({ count: 2 });
});

it('leaves a dialog in which nothing was typed with Esc', async () => {
  const { desk, screen } = await opened();
  await screen.clickButton('改写');
  await screen.until(() => enteredOn()?.value === '2026-11-01');
  await press(enteredOn() as HTMLInputElement, 'Escape');
  await screen.until(() => enteredOn() === null);
  await screen.close();
  const propose = await openScreen(desk, '/propose', [{ path: '/propose', element: <Propose /> }]);
  const dialog = (): HTMLElement | null => document.querySelector('.ant-modal');
  await propose.until(() => dialog() !== null);
  await press(dialog() as HTMLElement, 'Escape');
  await propose.until(() => dialog() === null);
});
