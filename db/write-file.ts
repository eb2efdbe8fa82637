import { createAtomicFile } from './atomic-file.ts';

/**
 * Writes a small file whole: under a temporary name, brought to the disk, then given its name.
 * @throws AppError storage.full | storage.read-only | storage.io; nothing is then left behind.
 */
export async function writeWholeFile(path: string, bytes: Uint8Array | string): Promise<void> {
  const file = await createAtomicFile(path);
  try {
    await file.write(typeof bytes === 'string' ? Buffer.from(bytes, 'utf8') : bytes);
    await file.commit();
  } finally {
    await file.abort();
  }
}
