// @vitest-environment happy-dom
import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { chapterAbout, HelpPage } from '../../../renderer/features/help/HelpPage.tsx';
import { chapters } from '../../../renderer/features/help/chapters.ts';
import { screens } from '../../../renderer/routes.tsx';
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

it('has every picture it shows', () => {
  const sources = chapters.flatMap(({ picture }) => (picture ? [picture.source] : []));
  expect(sources.length).toBeGreaterThan(5);
  for (const source of sources)
    expect(existsSync(`.${source}`) || existsSync(`renderer${source}`)).toBe(true);
});
