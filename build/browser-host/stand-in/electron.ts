/** What `import … from 'electron'` gives the program's main bundle. */
import { app } from './app.ts';
import { BrowserWindow } from './browser-window.ts';
import { dialog } from './dialog.ts';
import { ipcMain } from './ipc-main.ts';
import { protocol } from './protocol.ts';
import { session } from './session.ts';
import { strict } from './strict.ts';
import { Menu, missingModules, powerMonitor, safeStorage, shell } from './system.ts';

/** The modules that are implemented, by name. */
export const implemented = {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  powerMonitor,
  protocol,
  safeStorage,
  session,
  shell,
};

/** The whole of `electron`; an unknown name throws. */
export const electron = strict({ ...missingModules, ...implemented }, '');
