import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { makeTourDesks } from '../../build/tour/sample.ts';
import { tourScreens } from '../../build/tour/screens.ts';
import { screens } from '../../renderer/routes.tsx';
import { temporaryFolder } from '../support/database.ts';

it('makes both desks with every record that a picture is taken of', async () => {
  const { ids, folders } = await makeTourDesks(temporaryFolder());
  for (const folder of Object.values(folders)) expect(existsSync(folder)).toBe(true);
  const asked = tourScreens.flatMap(({ path }) => [...path.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name));
  for (const name of asked) expect(ids).toHaveProperty([String(name)], expect.stringMatching(/^\w+$/u));
});

it('shows every screen of the navigation, with a picture that is there', () => {
  const shown = tourScreens.map(({ path }) => path.split('?')[0]);
  expect(
    screens
      .filter(({ nav, leader }) => nav && leader !== true)
      .map(({ path }) => path)
      .filter((path) => !shown.includes(path)),
  ).toEqual([]);
  const pictures = [...readFileSync('docs/tour.md', 'utf8').matchAll(/\]\(([^)]+\.webp)\)/gu)].map(
    ([, path]) => path,
  );
  expect(pictures).toHaveLength(tourScreens.length);
  for (const path of pictures) expect(existsSync(`docs/${path}`), path).toBe(true);
});
