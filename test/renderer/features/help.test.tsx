// @vitest-environment happy-dom
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { chapterAbout, HelpPage } from '../../../renderer/features/help/HelpPage.tsx';
import { chapters } from '../../../renderer/features/help/chapters.ts';
import { screens } from '../../../renderer/routes.tsx';
import { joinAs, openCityDesk } from '../../support/joined.ts';
import { addLeader } from '../../support/leaders.ts';
import { cityAndTown } from '../../support/two-desks.ts';
import { openScreen } from '../desk-screen.tsx';
import { click } from '../render.tsx';

it('explains every screen of the navigation, the nearest chapter first', () => {
  const unexplained = screens
    .filter(({ nav, path }) => nav && path !== '/help' && !chapterAbout(chapters, path))
    .map(({ path }) => path);
  expect(unexplained).toEqual([]);
  expect(chapterAbout(chapters, '/visits/plan')?.key).toBe('board');
  expect(chapterAbout(chapters, '/visits/new')?.key).toBe('visits');
  expect(chapterAbout(chapters, '/nowhere')).toBeUndefined();
});

it('opens on the chapter of the screen that was left, and leaves out what is the city’s at a town', async () => {
  const { town } = await cityAndTown();
  const routes = [{ path: '/help', element: <HelpPage /> }];
  const screen = await openScreen(town, '/help?about=%2Fproblems%2Fx', routes);
  expect(screen.find('article h2').textContent).toBe('企业的问题诉求');
  const titles = [...screen.container.querySelectorAll('.desk-help nav button')].map(
    (each) => each.textContent,
  );
  expect(titles).toContain('检查处置报备（附件6）');
  expect(titles).not.toContain('市级：汇总一个月');
  await click(screen.find('.desk-help nav button'));
  expect(screen.find('article h2').textContent).toBe(titles[0]);
});

it('tells a leader what is his to do, and nothing of the office’s work', async () => {
  const city = await openCityDesk();
  const personId = await addLeader(city, '周市长', 'city-leader');
  const leader = await joinAs(city, { kind: 'leader', personId }, '周市长');
  const routes = [{ path: '/help', element: <HelpPage /> }];
  const textAt = async (address: string): Promise<string> => {
    const screen = await openScreen(leader, `/help?about=${encodeURIComponent(address)}`, routes);
    const text = screen.find('article').textContent;
    await screen.close();
    return text;
  };
  const problems = await textAt('/problems');
  expect(problems).toContain('补充说明');
  expect(problems).not.toContain('延期');
  expect(await textAt('/people')).not.toContain('新建人员');
  expect(await textAt('/bulletins')).not.toContain('重新取数');
});

it('has every picture it shows', () => {
  const sources = chapters.flatMap(({ picture }) => (picture ? [picture.source] : []));
  expect(sources.length).toBeGreaterThan(5);
  for (const source of sources)
    expect(existsSync(`.${source}`) || existsSync(`renderer${source}`)).toBe(true);
});
