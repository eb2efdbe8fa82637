/** Writes so many bytes as an atomic file and says how it ended; run under a limit on file sizes. */
import { createAtomicFile } from '../../db/atomic-file.ts';
import { AppError } from '../../shared/errors.ts';

const [path = '', size = '0'] = process.argv.slice(2);
const file = await createAtomicFile(path);
try {
  const piece = new Uint8Array(10_000);
  for (let written = 0; written < Number(size); written += piece.length) await file.write(piece);
  await file.commit();
  console.log('written');
} catch (error) {
  await file.abort();
  if (!(error instanceof AppError)) throw error;
  console.log(error.code);
}
