/** The pair of desks that a month is played at: started once, handed from part to part. */
import { expect, test } from '@playwright/test';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { moveWindowClock } from '../../../build/window-clock.ts';
import { paragraphTexts, readDocx } from '../../support/docx.ts';
import { deskKind, launchDesk } from '../../support/launch-desk.ts';
import type { OpenDesk } from '../../support/open-desk.ts';

export const enterprise = '势加透博洁净动力如皋有限公司';
export const creditCode = '91320682MA1MTNHN2W';
export const town = '白蒲镇';
export const otherTown = '长江镇';
/** What the address in conflict is settled to. */
export const settled = '白蒲镇工业路1-2号';

export type Side = 'city' | 'town' | 'leader';

export interface Month {
  /** Where the officers keep their files: the stick between the desks. */
  readonly file: (name: string) => string;
  /** The open desk; throws where the month has not started it. */
  readonly desk: (side: Side) => OpenDesk;
  /** Starts a desk at a moment: ISO 8601 with the time zone. Its folder is that of the last start. */
  readonly start: (side: Side, clock: string) => Promise<OpenDesk>;
  readonly stop: (side: Side, how: 'close' | 'kill') => Promise<void>;
}

/** Registers what every part of the month needs around it. Once, in a file of serial tests. */
export function prepareMonth(): Month {
  let folder = '';
  const desks = new Map<Side, OpenDesk>();
  const complaints: string[] = [];

  test.beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), '月度-'));
  });
  test.beforeEach(() => {
    test.info().annotations.push({ type: 'host', description: deskKind() });
  });
  test.afterEach(async () => {
    const info = test.info();
    for (const [side, { page }] of desks) {
      if (info.status === info.expectedStatus && complaints.length === 0) break;
      await page.screenshot({ path: info.outputPath(`${side}.png`) }).catch(() => undefined);
    }
    expect(complaints.splice(0), 'a quiet console, and no network').toEqual([]);
  });
  test.afterAll(async () => {
    for (const desk of desks.values()) await desk.kill();
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  });

  const desk = (side: Side): OpenDesk => {
    const open = desks.get(side);
    if (!open) throw new Error(`The ${side}'s desk is not open`);
    return open;
  };
  return {
    file: (name) => join(folder, name),
    desk,
    start: async (side, clock) => {
      const started = await launchDesk({ userDataDir: join(folder, side), args: [`--desk-clock=${clock}`] });
      desks.set(side, started);
      watch(started, side, complaints);
      // A control that is not there is a failure after half a minute, not after the whole test's time.
      started.page.setDefaultTimeout(30_000);
      await started.page.setViewportSize({ width: 1366, height: 768 });
      await started.page.getByText('不得录入涉密信息').first().waitFor();
      await moveWindowClock(started.page, clock);
      return started;
    },
    stop: async (side, how) => {
      const open = desk(side);
      desks.delete(side);
      await open[how]();
    },
  };
}

/** Notes whatever the window complains of, and whatever it asks of anybody but the program itself. */
function watch({ page }: OpenDesk, side: Side, complaints: string[]): void {
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(`${side}: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`${side}: ${error.stack ?? error.message}`));
  page.on('request', (request) => {
    const isOwn = /^(app:\/\/desk|https:\/\/desk\.invalid|data:|blob:|about:)/.test(request.url());
    if (!isOwn) complaints.push(`${side} asked for ${request.url()}`);
  });
}

/** The paragraphs of a Word document, one a line. */
export function wordText(path: string): string {
  return paragraphTexts(readDocx(readFileSync(path))['word/document.xml'] ?? '').join('\n');
}
