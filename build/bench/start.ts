/**
 * From starting the program to a screen that can be worked with, beside a blank page in the same host. What the person
 * needs for typing is not the program's time; the same with a passphrase that is there in no time stands beside it.
 */
import type { Page } from '@playwright/test';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { scryptKey } from '../../db/crypto.ts';
import { type BrowserHost, launchBrowserHost } from '../browser-host/launch.ts';
import { ensureBundles, mainBundle } from '../bundles.ts';
import { ensureChromium } from '../ensure-chromium.ts';
import { benchPassphrase } from './desk.ts';
import { alternate, type Figure, median, msText, type Pair, ratioText, summarise, timed } from './measure.ts';

const ratioLimit = 1.5;
const patienceMs = 120_000;
/** A key every 120 ms, as a practised typist does. */
const keyPauseMs = 120;

/** Where the program opens, and what is on the screen when it can be worked with. */
interface Opened {
  readonly hash: string;
  /** CSS selector */
  readonly shown: string;
}
const ledger: Opened = { hash: '#/enterprises', shown: '.desk-table-frame .ant-table-row' };
/** Problems, visits and what came in: each block asks for its own. */
const todayOpened: Opened = {
  hash: '#/today',
  shown: ['problems/', 'visits/', 'news'].reduce(
    (found, path) => `${found}:has(a[href^="#/${path}"])`,
    '.desk-today',
  ),
};

/** A program that shows an empty window, and nothing else. */
const blankProgram = `
import { app, BrowserWindow, protocol } from 'electron';
protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
void app.whenReady().then(() => {
  protocol.handle('app', () => new Response('<!doctype html><title>blank</title><body id="blank">·', {
    headers: { 'content-type': 'text/html; charset=utf-8' },
  }));
  void new BrowserWindow({ width: 1366, height: 768, show: false }).loadURL('app://desk/index.html');
});
app.on('window-all-closed', () => app.quit());
`;

interface Starts {
  startBlank(): Promise<number>;
  /** Without the time of typing, if it is typed as a person does. */
  startDesk(isTyped: boolean): Promise<number>;
  /** Milliseconds of each start so far: until the lock screen, of one call, of deriving the key. */
  readonly lockScreens: number[];
  readonly calls: number[];
  readonly scrypts: number[];
}

/** `userData` holds a locked city desk; everything was started once. */
async function prepareStarts(userData: string, folder: string, { hash, shown }: Opened): Promise<Starts> {
  ensureBundles();
  const executablePath = ensureChromium();
  const blank = join(folder, 'blank');
  mkdirSync(join(blank, 'out/main'), { recursive: true });
  writeFileSync(
    join(blank, 'package.json'),
    JSON.stringify({ name: 'blank', version: '0.0.0', type: 'module' }),
  );
  writeFileSync(join(blank, 'out/main/main.js'), blankProgram);
  const lockScreens: number[] = [];
  const calls: number[] = [];
  const scrypts: number[] = [];

  const launch = (mainEntry: string, userDataDir: string): Promise<BrowserHost> =>
    launchBrowserHost({ mainEntry, userDataDir, headless: true, executablePath });
  const startBlank = async (): Promise<number> => {
    const started = performance.now();
    const host = await launch(join(blank, 'out/main/main.js'), join(blank, 'data'));
    const page = await host.firstWindow();
    await appears(page, '#blank');
    const time = performance.now() - started;
    await host.close();
    return time;
  };
  const startDesk = async (isTyped: boolean): Promise<number> => {
    const started = performance.now();
    const host = await launch(mainBundle, userData);
    const page = await host.firstWindow();
    await appears(page, '#passphrase');
    lockScreens.push(performance.now() - started);
    await page.evaluate((opened) => {
      window.location.hash = opened;
    }, hash);
    const field = page.locator('#passphrase');
    const typing = isTyped
      ? await timed(() => field.pressSequentially(benchPassphrase, { delay: keyPauseMs }))
      : 0;
    if (!isTyped) await field.fill(benchPassphrase);
    await field.press('Enter');
    await appears(page, shown);
    const time = performance.now() - started - typing;
    calls.push(await callThroughHost(host));
    await host.close();
    scrypts.push(await timed(() => scryptKey(benchPassphrase, new Uint8Array(16))));
    return time;
  };
  await startBlank();
  await startDesk(true);
  for (const list of [lockScreens, calls, scrypts]) list.length = 0;
  return { startBlank, startDesk, lockScreens, calls, scrypts };
}

/** `userData` holds a locked city desk. */
export async function measureStart(
  userData: string,
  folder: string,
  enterprises: number,
  rounds: number,
): Promise<Figure[]> {
  const { startBlank, startDesk, lockScreens, calls, scrypts } = await prepareStarts(
    userData,
    folder,
    ledger,
  );
  const typed = await alternate(rounds, () => startDesk(true), startBlank);
  const lockScreen = median(lockScreens);
  const atOnce = await alternate(rounds, () => startDesk(false), startBlank);
  const scrypt = median(scrypts);
  const ratioOf = ({ ours, beside }: Pair): number => (ours - scrypt) / beside;
  const summary = summarise(typed, ratioOf);
  const summaryAtOnce = summarise(atOnce, ratioOf);
  return [
    {
      id: 'start',
      what: `启动到台账可用，${enterprises.toLocaleString('zh-CN')} 家企业`,
      how: `浏览器宿主；启动 → 锁屏 → 逐键输入口令（每键 ${keyPauseMs} ms） → 列表出现第一行；扣除输入所用时间和 scrypt。输入口令时程序在锁屏后面备好台账界面（不含数据）`,
      figure: `${msText(summary.ours - scrypt)}（含 scrypt ${msText(summary.ours)}，scrypt ${msText(scrypt)}，锁屏出现 ${msText(lockScreen)}）`,
      beside: `同一宿主启动一个空白页 ${msText(summary.beside)}`,
      limit: `≤ ${ratioLimit} ×`,
      ratio: ratioText(summary),
      holds: summary.ratio <= ratioLimit,
    },
    {
      id: 'start-at-once',
      what: '同上，口令由脚本瞬间填入',
      how: '没有人这样快；输入、派生密钥和准备界面挤在同一时刻，供对照',
      figure: `${msText(summaryAtOnce.ours - scrypt)}（含 scrypt ${msText(summaryAtOnce.ours)}）`,
      beside: `同一宿主启动一个空白页 ${msText(summaryAtOnce.beside)}`,
      limit: '',
      ratio: ratioText(summaryAtOnce),
      holds: null,
    },
    {
      id: 'host-call',
      what: '浏览器宿主自己的开销，每次调用',
      how: '窗口里 `desk.call("session.state")` 往返 100 次的中位数；只用于开发和测试，不随程序发布',
      figure: msText(median(calls)),
      beside: '—',
      limit: '',
      ratio: '—',
      holds: null,
    },
  ];
}

/** `userData` holds a locked city desk with `records` visits and problems. */
export async function measureStartToday(
  userData: string,
  folder: string,
  records: number,
  rounds: number,
): Promise<Figure> {
  const { startBlank, startDesk, lockScreens, scrypts } = await prepareStarts(userData, folder, todayOpened);
  const typed = await alternate(rounds, () => startDesk(true), startBlank);
  const scrypt = median(scrypts);
  const summary = summarise(typed, ({ ours, beside }) => (ours - scrypt) / beside);
  return {
    id: 'start-today',
    what: `启动到今日待办可用，走访和问题十年 ${records.toLocaleString('zh-CN')} 条`,
    how: `浏览器宿主；同“启动到台账可用”，到今日待办上问题、走访、新到变化都已列出`,
    figure: `${msText(summary.ours - scrypt)}（含 scrypt ${msText(summary.ours)}，scrypt ${msText(scrypt)}，锁屏出现 ${msText(median(lockScreens))}）`,
    beside: `同一宿主启动一个空白页 ${msText(summary.beside)}`,
    limit: `≤ ${ratioLimit} ×`,
    ratio: ratioText(summary),
    holds: summary.ratio <= ratioLimit,
  };
}

/** Looked for at every frame: a locator waits up to half a second between two looks. */
async function appears(page: Page, selector: string): Promise<void> {
  const isSeen = (sought: string): boolean => {
    const element = document.querySelector<HTMLElement>(sought);
    return element !== null && element.getClientRects().length > 0;
  };
  await page.waitForFunction(isSeen, selector, { polling: 'raf', timeout: patienceMs });
}

async function callThroughHost(host: BrowserHost): Promise<number> {
  const page = await host.firstWindow();
  return page.evaluate(async () => {
    const bridge = (window as unknown as { desk: { call(name: string, input: unknown): Promise<unknown> } })
      .desk;
    const times: number[] = [];
    for (let index = 0; index < 100; index += 1) {
      const started = performance.now();
      await bridge.call('session.state', {});
      times.push(performance.now() - started);
    }
    return times.sort((a, b) => a - b)[50] ?? 0;
  });
}
