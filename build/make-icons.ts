/**
 * Draws build/icons/icon.svg in every size the packages need: PNG for Linux and the window, one ICO for
 * Windows. Run by hand after the drawing changes (`node build/make-icons.ts`); the results are checked in.
 */
import { chromium } from '@playwright/test';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { findChromium } from './browser-host/chromium.ts';
import { toIco } from './ico.ts';

const folder = resolve(import.meta.dirname, 'icons');
const sizes = [16, 24, 32, 48, 64, 128, 256, 512];

const drawing = readFileSync(resolve(folder, 'icon.svg')).toString('base64');
const browser = await chromium.launch({
  executablePath: findChromium(),
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run'],
});
const pngs = new Map<number, Buffer>();
for (const size of sizes) {
  const page = await browser.newPage({ viewport: { width: size, height: size } });
  await page.setContent(
    `<body style="margin:0"><img style="display:block" width="${size}" height="${size}" src="data:image/svg+xml;base64,${drawing}"></body>`,
  );
  pngs.set(size, await page.screenshot({ omitBackground: true }));
  await page.close();
}
await browser.close();

mkdirSync(folder, { recursive: true });
for (const [size, png] of pngs) writeFileSync(resolve(folder, `${size}x${size}.png`), png);
writeFileSync(resolve(folder, 'icon.ico'), toIco([...pngs].filter(([size]) => size <= 256)));
console.log(`drawn: ${sizes.join(' ')} and icon.ico`);
