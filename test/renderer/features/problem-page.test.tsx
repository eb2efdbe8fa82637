// @vitest-environment happy-dom
import { beforeEach, expect, it, vi } from 'vitest';
import { ProblemPage } from '../../../renderer/features/problem/ProblemPage.tsx';
import { startOfDayMs } from '../../../shared/clock.ts';
import { testNowMs } from '../../support/database.ts';
import { answer, assign, raised } from '../../support/problem.ts';
import { type DeskScreen, openScreen } from '../desk-screen.tsx';
import { typeInto } from '../render.tsx';

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
  await screen.until(() => screen.container.textContent.includes('答复（更正）'));
  expect(screen.find('del').textContent).toBe(answer.text);
  expect(screen.container.textContent).toContain('已更正');
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
