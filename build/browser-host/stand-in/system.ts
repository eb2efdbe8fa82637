/** The parts of the system a program reaches through Electron: shell, keyring, power, menu. */
import type { Menu as ElectronMenu, PowerMonitor, SafeStorage, Shell } from 'electron';
import { demandReady, record } from './program.ts';
import { createEmitter, missing, strict } from './strict.ts';

/** Nothing is opened: the wish is written down. */
export const shell = strict(
  {
    openPath: async (path) => {
      record('open-path', path);
      return '';
    },
    showItemInFolder: (path) => record('show-item-in-folder', path),
    openExternal: async (url) => record('open-external', url),
    beep: () => record('beep', ''),
  } satisfies Pick<Shell, 'openPath' | 'showItemInFolder' | 'openExternal' | 'beep'>,
  'shell',
);

/** A computer without a keyring: the hardest case for the program. */
export const safeStorage = strict(
  {
    isAsyncEncryptionAvailable: async () => {
      demandReady('safeStorage cannot be used before app is ready');
      return false;
    },
    encryptStringAsync: async () => {
      throw new Error('Error while encrypting the text provided. Encryption is not available.');
    },
    decryptStringAsync: async () => {
      throw new Error('Error while decrypting the ciphertext provided. Decryption is not available.');
    },
    isEncryptionAvailable: () => {
      demandReady('safeStorage cannot be used before app is ready');
      return false;
    },
    getSelectedStorageBackend: () => {
      demandReady('safeStorage cannot be used before app is ready');
      return 'basic_text';
    },
    encryptString: () => {
      throw new Error(
        'Error while encrypting the text provided to safeStorage.encryptString. Encryption is not available.',
      );
    },
    decryptString: () => {
      throw new Error(
        'Error while decrypting the ciphertext provided to safeStorage.decryptString. Encryption is not available.',
      );
    },
  } satisfies Pick<
    SafeStorage,
    | 'isAsyncEncryptionAvailable'
    | 'encryptStringAsync'
    | 'decryptStringAsync'
    | 'isEncryptionAvailable'
    | 'getSelectedStorageBackend'
    | 'encryptString'
    | 'decryptString'
  >,
  'safeStorage',
);

export const powerEvents = createEmitter(
  'powerMonitor',
  ['suspend', 'resume', 'lock-screen', 'unlock-screen', 'shutdown'],
  ['on-ac', 'on-battery', 'thermal-state-change', 'user-did-become-active', 'user-did-resign-active'],
);

export const powerMonitor = strict(
  Object.assign(powerEvents, {
    getSystemIdleTime: () => 0,
    getSystemIdleState: () => 'active' as const,
    isOnBatteryPower: () => false,
  } satisfies Pick<PowerMonitor, 'getSystemIdleTime' | 'getSystemIdleState' | 'isOnBatteryPower'>),
  'powerMonitor',
);

/** Menus are not drawn. */
export const Menu = strict(
  {
    setApplicationMenu: () => {},
    getApplicationMenu: () => null,
    buildFromTemplate: (template: readonly object[]) =>
      strict({ items: [...template] }, 'Menu') as unknown as ElectronMenu,
  } satisfies Pick<typeof ElectronMenu, 'setApplicationMenu' | 'getApplicationMenu' | 'buildFromTemplate'>,
  'Menu',
);

/** What Electron's main process has and the host has not: using one throws, whatever member is asked for. */
export const missingModules: Readonly<Record<string, object>> = Object.fromEntries(
  [
    'autoUpdater',
    'BaseWindow',
    'BrowserView',
    'clipboard',
    'contentTracing',
    'crashReporter',
    'desktopCapturer',
    'globalShortcut',
    'ImageView',
    'inAppPurchase',
    'MenuItem',
    'MessageChannelMain',
    'nativeImage',
    'nativeTheme',
    'net',
    'netLog',
    'Notification',
    'powerSaveBlocker',
    'pushNotifications',
    'screen',
    'ShareMenu',
    'systemPreferences',
    'TouchBar',
    'Tray',
    'utilityProcess',
    'View',
    'webContents',
    'webFrameMain',
    'WebContentsView',
  ].map((name) => [name, missing(name)]),
);
