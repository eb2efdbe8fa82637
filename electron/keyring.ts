/** The system's keyring as Electron reaches it: DPAPI on Windows, libsecret or KWallet on Linux. The only importer of it. */
import { safeStorage } from 'electron';
import type { Keyring } from '../db/sealed-key-file.ts';

export const systemKeyring: Keyring = {
  backend: async () => {
    const name = keyringName();
    if (name === 'basic_text' || name === 'unknown') return null;
    return (await safeStorage.isAsyncEncryptionAvailable()) ? name : null;
  },
  seal: (text) => safeStorage.encryptStringAsync(text),
  open: async (sealed) => (await safeStorage.decryptStringAsync(Buffer.from(sealed))).result,
};

/** As the self-test tells it. `basic_text` is a password in the program itself: it protects nothing. */
export function keyringName(): string {
  if (process.platform === 'linux') return safeStorage.getSelectedStorageBackend();
  return process.platform === 'win32' ? 'dpapi' : 'keychain';
}
