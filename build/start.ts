/**
 * `npm start`: opens the program, in Electron when its binary is here or can be fetched, else in the browser
 * host. What stands behind `--` goes to the program. One line says which of the two runs.
 */
import { spawn } from 'node:child_process';
import { isRoot } from './browser-host/chromium.ts';
import { launchBrowserHost } from './browser-host/launch.ts';
import { ensureBundles, mainBundle } from './bundles.ts';
import { electronVersion, fetchElectron } from './electron-binary.ts';
import { ensureChromium } from './ensure-chromium.ts';
import { electronLine, hostLine } from './start-lines.ts';
import { projectRoot } from './steps.ts';

const args = process.argv.slice(2);
const here = { isRoot: isRoot(), platform: process.platform };
const needsNoScreen = args.includes('--self-test');

try {
  process.exitCode = await start();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function start(): Promise<number> {
  if (!hasScreen() && !needsNoScreen) {
    console.error(
      '没有显示器（DISPLAY 和 WAYLAND_DISPLAY 均未设置），打不开窗口；不用显示器也能看：npm run demo。' +
        ' No display here; npm run demo needs none.',
    );
    return 1;
  }
  ensureBundles();
  const electron = hasScreen() ? await fetchElectron() : undefined;
  return electron ? await runElectron(electron) : await runBrowserHost();
}

function hasScreen(): boolean {
  const { DISPLAY, WAYLAND_DISPLAY } = process.env;
  return process.platform !== 'linux' || Boolean(DISPLAY) || Boolean(WAYLAND_DISPLAY);
}

async function runElectron(program: string): Promise<number> {
  const unsandboxed = process.platform === 'linux' && isRoot();
  console.log(electronLine(electronVersion, here));
  const child = spawn(program, [...(unsandboxed ? ['--no-sandbox'] : []), projectRoot, ...args], {
    stdio: 'inherit',
  });
  process.on('SIGINT', () => undefined);
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

async function runBrowserHost(): Promise<number> {
  const executablePath = ensureChromium();
  console.log(hostLine(executablePath, here));
  const host = await launchBrowserHost({
    mainEntry: mainBundle,
    args,
    headless: !hasScreen(),
    executablePath,
    interactive: true,
    showOutput: true,
  });
  // It is the program that quits; its files are closed first.
  process.on('SIGINT', () => void host.app.quit().catch(() => undefined));
  const { code } = await host.exited;
  await host.close();
  return code ?? 1;
}
