/**
 * `npm run tour`: takes a picture of every screen with the sample of build/tour/sample.ts, writes docs/tour.md and the
 * pictures that 使用说明 shows inside the program. Run it after a change that can be seen, and commit what it wrote.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { benchPassphrase } from './bench/desk.ts';
import { ensureBundles } from './bundles.ts';
import { type DemoDesk, DemoError, openDemoDesk } from './demo/desk.ts';
import { ensureChromium } from './ensure-chromium.ts';
import { projectRoot } from './steps.ts';
import { makeTourDesks, type TourDesks } from './tour/sample.ts';
import { type TourScreen, tourScreens } from './tour/screens.ts';

const clock = '2026-11-24T10:05:00+08:00';
const docs = join(projectRoot, 'docs');
const tourFolder = join(docs, 'tour');
const helpFolder = join(projectRoot, 'renderer/features/help/pictures');

const work = mkdtempSync(join(tmpdir(), 'desk-tour-'));
try {
  await run();
} finally {
  rmSync(work, { recursive: true, force: true, maxRetries: 5 });
}

async function run(): Promise<void> {
  const executablePath = ensureChromium();
  ensureBundles();
  for (const folder of [tourFolder, helpFolder]) mkdirSync(folder, { recursive: true });
  const made = await makeTourDesks(work);
  // A name alone takes only that picture.
  const [only] = process.argv.slice(2);
  for (const side of ['town', 'city'] as const) {
    const screens = tourScreens.filter(
      (screen) => screen.side === side && (only === undefined || screen.name === only),
    );
    if (screens.length === 0) continue;
    const folder = made.folders[side];
    const desk = await openDemoDesk({ folder, clock, executablePath, screens: work, pictures: 'webp' });
    try {
      await desk.call('session.unlock', { passphrase: benchPassphrase });
      // That it was copied from where it was made is true, and of no interest.
      for (const { n } of await desk.call('notice.list', {})) await desk.call('notice.dismiss', { n });
      for (const screen of screens) await photograph(desk, screen, made.ids);
    } finally {
      await desk.close();
    }
  }
  writeFileSync(join(docs, 'tour.md'), tourText());
  console.log(`${tourScreens.length} 个页面，见 docs/tour.md`);
}

async function photograph(desk: DemoDesk, screen: TourScreen, ids: TourDesks['ids']): Promise<void> {
  const path = screen.path.replaceAll(/\{(\w+)\}/gu, (_, name: string) => {
    const id = ids[name as keyof typeof ids];
    if (id === undefined) throw new DemoError(`示例里没有 ${name}。`);
    return id;
  });
  await desk.show(path, screen.paper === true);
  if (screen.press !== undefined) await desk.press(screen.press);
  if (screen.scrollTo !== undefined) await desk.scrollTo(screen.scrollTo);
  await desk.picture(screen.name, screen.inHelp === true ? helpFolder : tourFolder);
}

function tourText(): string {
  const parts = tourScreens.map(({ name, title, text, inHelp }) => {
    const picture = relative(docs, join(inHelp === true ? helpFolder : tourFolder, `${name}.webp`));
    return `## ${title}\n\n${text}\n\n![${title}](${picture})\n`;
  });
  return [
    '# 走一遍\n',
    '由 `npm run tour` 写成：附件7 的企业，人员、走访和问题都是示例。窗口 1366×768。\n',
    ...parts,
  ].join('\n');
}
