/**
 * The victim of the kill-and-recover check: saves row after row into a scratch database and says so after each commit,
 * until it is killed. A bundle entry of its own (`self-test-writer`); Electron runs it through its main bundle.
 */
import { writeSync } from 'node:fs';
import { putDraft } from '../../db/draft.ts';
import { openDatabase } from '../../db/open.ts';
import { transact } from '../../db/sql.ts';

/** The scratch database holds nothing: its key is no secret. */
export const scratchKey: Uint8Array = new Uint8Array(32).fill(0x2b);

export function writeUntilKilled(file: string): never {
  const db = openDatabase({ file, key: scratchKey });
  for (let n = 1; ; n += 1) {
    transact(db, (writable) => putDraft(writable, `row:${n}`, { text: '自检'.repeat(200) }, n));
    // Not a stream: the line must be out before the next save begins.
    writeSync(1, `${n}\n`);
  }
}
