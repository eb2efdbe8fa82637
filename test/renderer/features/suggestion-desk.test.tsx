// @vitest-environment happy-dom
import { expect, it, vi } from 'vitest';
import { appendWrite } from '../../../db/log/append.ts';
import { transact } from '../../../db/sql.ts';
import { SuggestionDesk } from '../../../renderer/features/suggestion/SuggestionDesk.tsx';
import { TitleList } from '../../../renderer/features/suggestion/SuggestionItem.tsx';
import { enterpriseEntity } from '../../../shared/enterprise/entity.ts';
import { emptyProfile } from '../../../shared/enterprise/schema.ts';
import { testAuthor } from '../../support/database.ts';
import { openTestDesk, type TestDesk } from '../../support/desk.ts';
import { type DeskScreen, openScreen } from '../desk-screen.tsx';
import { click, press, render, typeInto } from '../render.tsx';

async function opened(): Promise<{ desk: TestDesk; screen: DeskScreen; rows: () => Element[] }> {
  const desk = openTestDesk({ side: 'city' });
  const { id } = await desk.call('enterprise.create', {
    profile: { ...emptyProfile, name: '南通思瑞机器制造有限公司' },
    townId: 't06',
  });
  const { db } = desk.services.desk.current() ?? {};
  if (!db) throw new Error('closed');
  const town = { ...testAuthor('town', 'b', 't06'), nowMs: desk.services.nowMs() };
  const pool = { member: true, enteredOn: '2026-11-01', leftOn: '' };
  for (const fields of [{ pool }, { pool: { ...pool, enteredOn: '2026-11-15' } }, { townId: 't10' }]) {
    transact(db, (writable) =>
      appendWrite(writable, town, {
        spec: enterpriseEntity,
        id,
        partition: id,
        fields,
        asSuggestion: true,
        suggestionReason: '已通过评审',
      }),
    );
  }
  const screen = await openScreen(desk, '/suggestions', [
    { path: '/suggestions', element: <SuggestionDesk /> },
  ]);
  const rows = (): Element[] => [...screen.container.querySelectorAll('.desk-suggestions > li')];
  await screen.until(() => rows().length === 3);
  return { desk, screen, rows };
}

it('is drawn without one part of it making another be drawn meanwhile', async () => {
  const warned = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const { screen } = await opened();
  await screen.clickButton('不采纳…');
  await screen.until(() => document.querySelector('.desk-decline-reason textarea') !== null);
  const warnings = warned.mock.calls.map((call) => String(call[0]));
  warned.mockRestore();
  expect(warnings.filter((each) => each.includes('while rendering a different component'))).toEqual([]);
});

it('lets one of two suggestions for the same item be chosen, and 全选 leaves both out', async () => {
  const { screen, rows } = await opened();
  const { container } = screen;
  const boxes = (): HTMLInputElement[] => [
    ...container.querySelectorAll<HTMLInputElement>('.desk-suggestions input[type=checkbox]'),
  ];
  const rivals = rows().map((row) => (row.textContent ?? '').includes('同一项另有建议'));
  expect(rivals).toEqual([true, true, false]);
  expect(container.querySelector('.desk-settle-by')?.textContent).toMatch(
    /\S \d{4}-\d\d-\d\d \d\d:\d\d 提出$/,
  );
  const all = container.querySelector<HTMLInputElement>('.desk-suggestions-bulk input');
  if (!all) throw new Error('no 全选');
  await click(all);
  expect(boxes().map((box) => box.checked)).toEqual([false, false, true]);
  const [first] = boxes();
  if (!first) throw new Error('no rows');
  await click(first);
  expect(boxes().map((box) => box.disabled)).toEqual([false, true, false]);
});

it('keeps the reason of 不采纳 through Esc, and says in its dialog that another has answered meanwhile', async () => {
  const { desk, screen } = await opened();
  await screen.clickButton('不采纳…');
  const reason = (): HTMLTextAreaElement | null => document.querySelector('.desk-decline-reason textarea');
  await screen.until(() => reason() !== null);
  await typeInto(reason() as HTMLTextAreaElement, '入库日期与批文不符');
  await press(reason() as HTMLTextAreaElement, 'Escape');
  expect(reason()?.value).toBe('入库日期与批文不符');
  const [first] = await desk.call('suggestion.list', {});
  await desk.call('suggestion.decline', { opIds: [first?.opId ?? ''], reason: '另一位经办人已答复' });
  const ok = document.querySelector<HTMLElement>('.ant-modal-footer .ant-btn-primary');
  await click(ok as HTMLElement);
  await screen.until(() => document.querySelector('.ant-modal-footer [role=alert]') !== null);
  expect(screen.container.querySelector('[role=alert]')).toBeNull();
  expect(reason()?.value).toBe('入库日期与批文不符');
});

it('asks before 采纳, with what stands, what would, and why; nothing is accepted until it is said', async () => {
  const { desk, screen, rows } = await opened();
  const [first] = await desk.call('suggestion.list', {});
  expect(rows()[0]?.textContent).toContain('理由已通过评审');
  await screen.clickButton('采纳…');
  const asked = (): HTMLElement | null => document.querySelector('.ant-modal-confirm');
  await screen.until(() => asked() !== null);
  for (const text of ['采纳这条建议？', '市培育库：未入库 → 2026-11-01 入库', '理由：已通过评审'])
    expect(asked()?.textContent).toContain(text);
  expect(await desk.call('suggestion.count', {})).toEqual({ count: 3 });
  const accept = document.querySelector('.ant-modal-confirm-btns .ant-btn-primary');
  await click(accept as HTMLElement);
  await screen.until(() => rows().length === 2);
  const history = await desk.call('enterprise.history', { id: first?.partition ?? '', limit: 20 });
  expect(history.find(({ field, isAcceptance }) => field === 'pool' && isAcceptance)).toBeDefined();
});

it.each(['采纳…', '采纳所选 1 条'])(
  'starts the question of “%s” on 取消: Enter held down accepts nothing',
  async (button) => {
    const { screen } = await opened();
    await click(screen.find('.desk-suggestions-bulk input'));
    await screen.clickButton(button);
    const started = (): string => (document.activeElement?.textContent ?? '').replaceAll(' ', '');
    await screen.until(() => started() === '取消');
  },
);

it('says of a suggestion that would change nothing any more that it is the same', async () => {
  const [suggestion] = await (await opened()).desk.call('suggestion.list', {});
  if (!suggestion) throw new Error('none waits');
  const fields = suggestion.fields.map((field) => ({ ...field, currentText: field.suggestedText }));
  const page = await render(<TitleList suggestions={[{ ...suggestion, fields }]} />);
  expect(page.container.textContent).toContain('与现有内容相同');
  await page.unmount();
});

it('keeps a pasted reason whole, says that it is too long, and answers nothing with it', async () => {
  const { desk, screen } = await opened();
  await screen.clickButton('不采纳…');
  const reason = (): HTMLTextAreaElement | null => document.querySelector('.desk-decline-reason textarea');
  const answers = (): HTMLButtonElement | null =>
    document.querySelector<HTMLButtonElement>('.ant-modal-footer .ant-btn-primary');
  await screen.until(() => reason() !== null);
  const pasted = '入库日期与批文不符。'.repeat(60);
  await typeInto(reason() as HTMLTextAreaElement, pasted);
  expect(reason()?.value).toBe(pasted);
  expect(document.querySelector('.ant-modal')?.textContent).toContain('最多 500 个字，现有 600 个字');
  expect(answers()?.disabled).toBe(true);
  await typeInto(reason() as HTMLTextAreaElement, pasted.slice(0, 500));
  expect(document.querySelector('.ant-modal')?.textContent).toContain('500/500');
  expect(answers()?.disabled).toBe(false);
  expect(await desk.call('suggestion.count', {})).toEqual({ count: 3 });
});
