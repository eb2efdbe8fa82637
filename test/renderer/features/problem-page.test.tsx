// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import { correctKey } from '../../../renderer/features/problem/CorrectDialog.tsx';
import { ProblemPage } from '../../../renderer/features/problem/ProblemPage.tsx';
import { startOfDayMs } from '../../../shared/clock.ts';
import { testNowMs } from '../../support/database.ts';
import { answer, assign, confirmation, problemFields, raised } from '../../support/problem.ts';
import { type DeskScreen, openScreen } from '../desk-screen.tsx';
import { focus, press, typeInto } from '../render.tsx';

beforeEach(() => {
  vi.setSystemTime(testNowMs);
  return () => void vi.useRealTimers();
});

const routes = [{ path: '/problems/:problemId', element: <ProblemPage /> }];

const menuItem = (label: string): Element | undefined =>
  [...document.querySelectorAll('[role="menuitem"]')].find(({ textContent }) =>
    textContent.startsWith(label),
  );

async function openMore(screen: DeskScreen): Promise<void> {
  await screen.clickButton('更多');
  await screen.until(() => document.querySelector('[role="menuitem"]') !== null);
}

it('greys out what the rules would refuse, with the reason to be read beside it', async () => {
  const { desk, id } = await raised();
  await desk.call('problem.step', { id, step: assign });
  const today = '2026-12-20';
  desk.setNow(startOfDayMs(today));
  vi.setSystemTime(startOfDayMs(today));
  const screen = await openScreen(desk, `/problems/${id}`, routes);
  await openMore(screen);
  expect(menuItem('延期')?.getAttribute('aria-disabled')).toBe('true');
  expect(menuItem('延期')?.textContent).toContain('办理期限 2026-12-03 已过，不能再延期');
  expect(menuItem('并案')?.textContent).toContain('本企业没有其他在办问题');
  expect(menuItem('解释说明后关闭')?.getAttribute('aria-disabled')).not.toBe('true');
});

it('shows what was put right since, struck out, and its correction', async () => {
  const { desk, id } = await raised();
  await desk.call('problem.step', { id, step: answer });
  const screen = await openScreen(desk, `/problems/${id}`, routes);
  await screen.clickButton('更正');
  await screen.until(() => document.querySelector('textarea') !== null);
  const box = [...document.querySelectorAll('textarea')].find(({ value }) => value === answer.text);
  await typeInto(box!, '已安排四场招聘会。');
  await screen.clickButton('更正答复');
  await screen.until(() => document.querySelector('[data-field="reason"] [role="alert"]') !== null);
  await typeInto(document.querySelector('[data-field="reason"] input')!, '场次写错了');
  await screen.clickButton('更正答复');
  await screen.until(() => screen.container.textContent.includes('答复（更正）'));
  expect(screen.find('del').textContent).toBe(answer.text);
  expect(screen.container.textContent).toContain('已更正');
  expect(screen.container.textContent).toContain(`更正 ${answer.on} 的答复：场次写错了`);
});

it('deletes from behind 更多, after a question, and only what nobody has dealt with', async () => {
  const { desk, id } = await raised();
  const screen = await openScreen(desk, `/problems/${id}`, routes);
  await screen.button('更多');
  expect(screen.container.textContent).not.toContain('删除');
  await openMore(screen);
  expect(menuItem('删除')).toBeDefined();
  await desk.call('problem.step', { id, step: assign });
  await screen.close();
  const later = await openScreen(desk, `/problems/${id}`, routes);
  await openMore(later);
  expect(menuItem('删除')).toBeUndefined();
});

it('reaches what is barred with the keys, and stays there however it is chosen', async () => {
  const { desk, id } = await raised();
  await desk.call('problem.step', { id, step: assign });
  const screen = await openScreen(desk, `/problems/${id}`, routes);
  await openMore(screen);
  // The window that draws nothing knows no sizes; the menu passes over what has none.
  for (const item of document.querySelectorAll('[role="menuitem"], [role="menu"]'))
    Object.defineProperty(item, 'offsetParent', { value: document.body });
  const entries = [...document.querySelectorAll<HTMLElement>('[role="menuitem"]')];
  const barred = entries.findIndex((entry) => entry.textContent.startsWith('并案'));
  const item = entries[barred]!;
  expect(item.getAttribute('aria-disabled')).toBe('true');
  await focus(entries[barred - 1]!);
  await press(entries[barred - 1]!, 'ArrowDown', { keyCode: 40, which: 40 });
  await screen.until(() => document.activeElement === item);
  await press(item, 'Enter', { keyCode: 13, which: 13 });
  expect(menuItem('并案')?.closest('.ant-dropdown-hidden')).toBeNull();
  expect(document.querySelector('[role="dialog"]')).toBeNull();
  const next = menuItem('提请市级协调') as HTMLElement;
  await press(next, 'Enter', { keyCode: 13, which: 13 });
  await screen.until(() => document.querySelector('[role="dialog"]') !== null);
});

it('offers each confirmation to be put right with its own words', async () => {
  const { desk, id } = await raised();
  await desk.call('problem.step', { id, step: answer });
  await desk.call('problem.confirm', { id, confirmation: { ...confirmation, note: '先试试' } });
  await desk.call('problem.confirm', { id, confirmation: { ...confirmation, way: 'visit', note: '管用' } });
  const { entries } = await desk.call('problem.get', { id });
  const [first, last] = entries.filter(({ kind }) => kind === 'confirm');
  const shown = async (entryId: string) => {
    const form = encodeURIComponent(correctKey(id, entryId));
    const screen = await openScreen(desk, `/problems/${id}?form=${form}`, routes);
    await screen.until(() => document.querySelector('[data-field="note"] textarea') !== null);
    const { value } = document.querySelector('[data-field="note"] textarea') as HTMLTextAreaElement;
    const way = document.querySelector('[data-field="way"]')?.textContent ?? '';
    await screen.close();
    return { note: value, isOfVisit: way.includes('当面') };
  };
  expect(await shown(first!.id)).toEqual({ note: '先试试', isOfVisit: false });
  expect(await shown(last!.id)).toEqual({ note: '管用', isOfVisit: true });
});

it('leaves a town that has asked the city nothing to be pressed but in 更多, where what ends a problem stands last', async () => {
  const { desk, id } = await raised();
  const labels = (): string[] =>
    [...document.querySelectorAll('[role="menuitem"]')].map(({ textContent }) => textContent);
  const before = await openScreen(desk, `/problems/${id}`, routes);
  await openMore(before);
  expect(labels().slice(-2)).toEqual(['解释说明后关闭', '删除']);
  await before.close();
  await desk.call('problem.escalate', { id, reason: '涉及市级部门' });
  const screen = await openScreen(desk, `/problems/${id}`, routes);
  await openMore(screen);
  expect(labels()).toContain('撤回提请');
  expect((await screen.button('补充说明')).className).not.toContain('primary');
});

it('shows the deadline that holds where it is put off, and that taking a problem up does not move it', async () => {
  const { desk, id } = await raised();
  const opened = async (kind: string): Promise<DeskScreen> => {
    const form = encodeURIComponent(`problem-step:${kind}:${id}`);
    const screen = await openScreen(desk, `/problems/${id}?form=${form}`, routes);
    await screen.until(() => document.querySelector('.ant-modal form, .ant-modal textarea') !== null);
    return screen;
  };
  const dialog = (): string => document.querySelector('.ant-modal')?.textContent ?? '';
  const extend = await opened('extend');
  expect(dialog()).toContain('原期限 2026-12-01');
  expect(dialog()).toContain('延期日期');
  await extend.close();
  await opened('accept');
  expect(dialog()).toContain('受理后期限照常计算，仍为 2026-12-01');
});

it('tells of no deadline and no unit once it goes on in another', async () => {
  const { desk, id } = await raised();
  const { enterpriseId } = await desk.call('problem.get', { id });
  const other = { ...problemFields, title: '专场招聘会' };
  const { id: intoId } = await desk.call('problem.create', { enterpriseId, fields: other });
  const standing = async (): Promise<string> => {
    const screen = await openScreen(desk, `/problems/${id}`, routes);
    await screen.until(() => screen.container.textContent.includes('办理层级'));
    const text = screen.container.textContent;
    await screen.close();
    return text;
  };
  expect(await standing()).toMatch(/尚未交办.*办理期限/u);
  await desk.call('problem.merge', { id, intoId });
  const merged = await standing();
  expect(merged).toContain('已并入 专场招聘会，在那里继续办理。');
  expect(merged).not.toMatch(/尚未交办|办理期限/u);
});
