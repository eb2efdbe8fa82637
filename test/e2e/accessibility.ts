import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'];

/** Nothing that WCAG 2.1 A or AA asks for is missing on the screen as it stands, contrast included. */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  // What fades in has its own colours only once it stands.
  await page.waitForFunction(() =>
    document.getAnimations().every(({ playState }) => playState !== 'running'),
  );
  // A paper's preview is a picture of the paper, with the paper's own rules. Legacy mode opens no second page.
  const axe = new AxeBuilder({ page, ...(await sourceFor(page)) })
    .options({ resultTypes: ['violations'] })
    .withTags(rules)
    .exclude('iframe')
    .setLegacyMode(true);
  const { violations } = await axe.analyze();
  const found = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
  // Soft: one run names the faults of all its screens.
  expect.soft(found, screen).toEqual([]);
}

/** Half a megabyte, read by the window at every scan unless it is told that it has it: nothing, then. */
async function sourceFor(page: Page): Promise<{ axeSource?: string }> {
  return (await page.evaluate(() => 'axe' in window)) ? { axeSource: ';' } : {};
}
