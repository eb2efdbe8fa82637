// @vitest-environment happy-dom
/** What the page says of a closing that did not know what the other laptop wrote. */
import { beforeEach, expect, it, vi } from 'vitest';
import { ProblemPage } from '../../../renderer/features/problem/ProblemPage.tsx';
import { ProblemPanel } from '../../../renderer/features/today/ProblemPanel.tsx';
import { testNowMs } from '../../support/database.ts';
import type { TestDesk } from '../../support/desk.ts';
import { answer, close, confirmation, problemFields } from '../../support/problem.ts';
import { exchangeLogs, twoCityLaptops } from '../../support/two-laptops.ts';
import { write } from '../../support/two-desks.ts';
import { openScreen } from '../desk-screen.tsx';

beforeEach(() => {
  vi.setSystemTime(testNowMs);
  return () => void vi.useRealTimers();
});

const pageOf = (desk: TestDesk, id: string) =>
  openScreen(desk, `/problems/${id}`, [{ path: '/problems/:problemId', element: <ProblemPage /> }]);
const alerts = (): string[] =>
  [...document.querySelectorAll('.ant-alert')].map(({ textContent }) => textContent);
const warnings = (): string[] =>
  [...document.querySelectorAll('.ant-alert-warning')].map(({ textContent }) => textContent);

/** Two laptops of the city that both know of an answered problem. */
async function laptops() {
  const { a, b } = twoCityLaptops();
  write(a, 'e1', { name: '森松（江苏）重工有限公司' });
  const { id } = await a.call('problem.create', { enterpriseId: 'e1', fields: problemFields });
  await a.call('problem.step', { id, step: answer });
  await a.call('problem.confirm', { id, confirmation });
  exchangeLogs(a, b);
  const raise = async (desk: TestDesk, title: string): Promise<string> =>
    (await desk.call('problem.create', { enterpriseId: 'e1', fields: { ...problemFields, title } })).id;
  return { a, b, id, raise };
}

it('warns that a closing does not count beside 不满意 that it did not know of', async () => {
  const { a, b, id } = await laptops();
  await a.call('problem.step', { id, step: close });
  await b.call('problem.confirm', { id, confirmation: { ...confirmation, satisfied: false } });
  const before = await pageOf(a, id);
  await before.until(() => before.container.textContent.includes('办结'));
  expect(warnings()).toEqual([]);
  await before.close();
  exchangeLogs(a, b);
  for (const desk of [a, b]) {
    const screen = await pageOf(desk, id);
    await screen.until(() => warnings().length > 0);
    expect(warnings()).toEqual(['登记办结时，还不知道企业表示不满意：这次办结不算，请重新办理。']);
    await screen.button('重新办理');
    await screen.close();
    const today = await openScreen(desk, '/today', [{ path: '/today', element: <ProblemPanel /> }]);
    await today.until(() => today.container.textContent.includes('企业不满意，办结时尚不知情，请重新办理'));
    await today.close();
  }
});

it('names what was merged without the closing knowing of it, apart from what was closed with it', async () => {
  const { a, b, id, raise } = await laptops();
  const known = await raise(a, '一并办结的');
  exchangeLogs(a, b);
  await a.call('problem.merge', { id: known, intoId: id });
  const [direct, chained] = [await raise(b, '后来并入的'), await raise(b, '经另一个并入的')];
  await b.call('problem.merge', { id: direct, intoId: id });
  await b.call('problem.merge', { id: chained, intoId: known });
  await a.call('problem.step', { id, step: close });
  exchangeLogs(a, b);
  for (const desk of [a, b]) {
    const last = await pageOf(desk, id);
    await last.until(() => warnings().length > 0);
    expect(warnings()).toHaveLength(1);
    expect(warnings()[0]).toMatch(
      /^关闭时尚不知并入了：(后来并入的、经另一个并入的|经另一个并入的、后来并入的)。请重新办理，或撤销并案后另行办理。$/u,
    );
    expect(alerts()).toContain('并入本问题的有：一并办结的');
    await last.close();
    const middle = await pageOf(desk, known);
    await middle.until(() => warnings().length > 0);
    expect(warnings()).toEqual([
      '最终并入的问题关闭时尚不知并入了：经另一个并入的。请撤销并案后另行办理，或将最终并入的问题重新办理。',
    ]);
    expect(alerts()).toContain(`已并入 ${problemFields.title}，在那里继续办理。`);
    await middle.close();
    const first = await pageOf(desk, chained);
    await first.until(() => warnings().length > 0);
    expect(warnings()).toEqual([
      '已并入 一并办结的，最终并入的问题关闭时尚不知有此并案：请撤销并案后另行办理，或将最终并入的问题重新办理。',
    ]);
    await first.close();
  }
});
