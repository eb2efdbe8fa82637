/** The city's recovery key: made and read back here, opened again on the first run of a new laptop. */
import { readFile, rm, stat } from 'node:fs/promises';
import { generateRecipientKeys } from '../../db/age.ts';
import { appendAudit } from '../../db/audit.ts';
import { fingerprint, randomId } from '../../db/crypto.ts';
import { ensureCityCertificate } from '../../db/exchange/certify.ts';
import {
  createRecoveryFile,
  openRecoveryFile,
  readRecoveryHeader,
  recoveryFileBytes,
} from '../../db/exchange/recovery-file.ts';
import { issueRecoveryWord, storeRecoveryWord } from '../../db/exchange/recovery-word.ts';
import { requireIdentity } from '../../db/identity.ts';
import { assertPassphrase } from '../../db/key-file.ts';
import { writeSetting } from '../../db/setting.ts';
import { type ReadDb, transact } from '../../db/sql.ts';
import { localDate } from '../../shared/clock.ts';
import { AppError } from '../../shared/errors.ts';
import type { RecoveryContents } from '../../shared/exchange/recovery.ts';
import type { ChosenRecovery, OpenedRecovery } from '../../shared/recovery/contract.ts';
import { writeFileSafely } from '../files.ts';
import { cityName } from '../party-names.ts';
import { openDesk, type Services } from '../services.ts';
import { onAskedDesk } from '../write-from-desk.ts';
import type { PendingRecovery } from './memory.ts';

const filters = [{ name: '恢复密钥', extensions: ['drck'] }];

/** What this desk notes of the key it made, for the paper. */
export interface RecoveryNote {
  readonly n: number;
  readonly keeper: string;
  readonly officer: string;
}
export const recoveryNoteSetting = 'recovery-note';

interface KeyTerms {
  readonly passphrase: string;
  readonly keeper: string;
}

/**
 * Writes the file, reads it back with the passphrase, and only then says in the city's name that the key counts.
 * @throws AppError recovery.not-the-key-holder | recovery.unverified | session.weak-passphrase |
 *   session.locked-meanwhile | storage.*; null when cancelled. The key made before then still counts.
 */
export async function makeRecoveryKey(
  services: Services,
  terms: KeyTerms,
): Promise<{ readonly path: string } | null> {
  const desk = openDesk(services);
  if (requireIdentity(desk.db).citySignSecret === '') throw new AppError('recovery.not-the-key-holder');
  assertPassphrase(terms.passphrase);
  const nowMs = services.nowMs();
  const path = await services.dialogs.saveFile({
    title: '保存恢复密钥（请存到单独保管的U盘）',
    defaultName: `市级恢复密钥_${localDate(nowMs)}.drck`,
    filters,
  });
  if (path === null) return null;
  // Sealing and reading back take two seconds: a lock waits for them rather than leaving a key that does not count.
  return onAskedDesk(services, desk, ({ db }) => writeKey(services, db, { ...terms, path, nowMs }));
}

async function writeKey(
  services: Services,
  db: ReadDb,
  { passphrase, keeper, path, nowMs }: KeyTerms & { readonly path: string; readonly nowMs: number },
): Promise<{ readonly path: string }> {
  const city = requireIdentity(db);
  await ensureCityCertificate(db, city, nowMs);
  const { ageIdentity, ageRecipient } = await generateRecipientKeys();
  const word = issueRecoveryWord(db, city, ageRecipient, nowMs);
  const bytes = await createRecoveryFile(db, city, { cityName, word, ageIdentity, passphrase });
  await writeFileSafely(path, bytes);
  try {
    await readBack(path, passphrase, ageIdentity);
    const { topics } = transact(db, (writable) => {
      storeRecoveryWord(writable, word);
      const note: RecoveryNote = { n: word.n, keeper, officer: city.officer };
      writeSetting(writable, recoveryNoteSetting, note);
      appendAudit(writable, 'recovery-key', { n: word.n, keeper }, nowMs);
    });
    services.broadcast(topics);
  } catch (error) {
    await rm(path, { force: true }); // nobody would write to it
    throw error;
  }
  return { path };
}

async function readBack(path: string, passphrase: string, ageIdentity: string): Promise<void> {
  try {
    if ((await openRecoveryFile(await readFile(path), passphrase)).ageIdentity === ageIdentity) return;
  } catch {
    // Said below: whatever is wrong with the copy, it is not one to rely on.
  }
  throw new AppError('recovery.unverified');
}

/** @throws AppError recovery.not-a-key | recovery.damaged | recovery.newer-version; null when cancelled. */
export async function chooseRecoveryFile(services: Services): Promise<ChosenRecovery | null> {
  const path = await services.dialogs.openFile({ title: '选择恢复密钥文件', filters });
  if (path === null) return null;
  if ((await stat(path)).size > recoveryFileBytes) throw new AppError('recovery.not-a-key');
  const bytes = await readFile(path);
  const header = await readRecoveryHeader(bytes);
  const handle = randomId();
  services.session.recovery = { handle, bytes };
  return { handle, cityName: header.cityName, n: header.n, createdAtMs: header.createdAtMs };
}

/** @throws AppError recovery.wrong-passphrase | recovery.damaged | session.recovery-gone */
export async function openChosenRecovery(
  services: Services,
  handle: string,
  passphrase: string,
): Promise<OpenedRecovery> {
  const pending = pendingRecovery(services, handle);
  const opened = await openRecoveryFile(pending.bytes, passphrase);
  services.session.recovery = { ...pending, opened };
  return {
    cityName: opened.cityName,
    cityFingerprint: fingerprint(opened.signPublic),
    createdAtMs: opened.createdAtMs,
  };
}

/** @throws AppError session.recovery-gone */
export function openedRecovery(services: Services, handle: string): RecoveryContents {
  const { opened } = pendingRecovery(services, handle);
  if (!opened) throw new AppError('session.recovery-gone');
  return opened;
}

function pendingRecovery(services: Services, handle: string): PendingRecovery {
  const { recovery } = services.session;
  if (recovery?.handle !== handle) throw new AppError('session.recovery-gone');
  return recovery;
}
