/** The city's word on its recovery key, as it lies on every desk. design/exchange.md, Identity. */
import { type RecoveryWord, recoveryWord } from '../../shared/exchange/recovery.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { sign, verify } from '../crypto.ts';
import type { Identity } from '../identity.ts';
import { readSetting, writeSetting } from '../setting.ts';
import type { ReadDb, WriteDb } from '../sql.ts';
import { keyId } from './identity.ts';

const wordSetting = 'recovery-word';
const identitySetting = 'recovery-identity';

export function readRecoveryWord(db: ReadDb): RecoveryWord | undefined {
  return recoveryWord.optional().parse(readSetting(db, wordSetting));
}

/** Signs the next word: from now on the city is also written to this recipient. */
export function issueRecoveryWord(
  db: ReadDb,
  city: Identity,
  recipient: string,
  nowMs: number,
): RecoveryWord {
  const body = {
    v: 1,
    issuerKeyId: keyId(city.citySignPublic),
    n: (readRecoveryWord(db)?.n ?? 0) + 1,
    recipient,
    atMs: nowMs,
  };
  return recoveryWord.parse({ ...body, signature: sign(city.citySignSecret, wordText(body)) });
}

export function verifyRecoveryWord(found: RecoveryWord, citySignPublic: string): boolean {
  const { signature, ...body } = found;
  return found.issuerKeyId === keyId(citySignPublic) && verify(citySignPublic, wordText(body), signature);
}

/** Keeps a verified word when it is newer than the one known. */
export function storeRecoveryWord(db: WriteDb, found: RecoveryWord): void {
  if (isNewer(found, readRecoveryWord(db))) writeSetting(db, wordSetting, found);
}

/** A city put back to a backup counts a number twice: then the later word stands, everywhere the same. */
function isNewer(found: RecoveryWord, known: RecoveryWord | undefined): boolean {
  if (!known || found.n !== known.n) return found.n > (known?.n ?? 0);
  if (found.atMs !== known.atMs) return found.atMs > known.atMs;
  return found.recipient > known.recipient;
}

/** On a desk that was rebuilt: opens what the towns wrote before they knew its laptop. '' elsewhere. Secret. */
export function readRecoveryIdentity(db: ReadDb): string {
  return readSetting<string>(db, identitySetting) ?? '';
}

export function putRecoveryIdentity(db: WriteDb, ageIdentity: string): void {
  writeSetting(db, identitySetting, ageIdentity);
}

function wordText(body: Omit<RecoveryWord, 'signature'>): string {
  return `DRCB recovery v1\n${canonicalJson(body)}`;
}
