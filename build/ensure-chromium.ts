/** Chromium for whoever needs a window without Electron: found, or installed where that can be done. */
import { findChromium } from './browser-host/chromium.ts';
import { ensureTools } from './ensure-tools.ts';

/**
 * The path of a Chromium. As root on Debian a missing one is installed, with a Chinese font; elsewhere one
 * sentence is thrown that says what to install.
 */
export function ensureChromium(): string {
  try {
    return findChromium();
  } catch (error) {
    if (process.platform !== 'linux' || process.env['CHROMIUM_PATH']) throw error;
    ensureTools(['chromium', 'fonts-noto-cjk']);
    return findChromium();
  }
}
