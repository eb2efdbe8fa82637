// @vitest-environment happy-dom
import { act } from 'react';
import { expect, it } from 'vitest';
import { writeEnterprise } from '../../../db/assignment.ts';
import { transact } from '../../../db/sql.ts';
import { SuggestionDesk } from '../../../renderer/features/suggestion/SuggestionDesk.tsx';
import { testAuthor } from '../../support/database.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';
import { type DeskScreen, openScreen } from '../desk-screen.tsx';
import { typeInto } from '../render.tsx';

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
