/** The small sealed files: an invitation, and the city's recovery key as it is and as it must not be. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInvitation } from '../../db/exchange/invitation.ts';
import { issueRecoveryWord } from '../../db/exchange/recovery-word.ts';
import { createRecoveryFile } from '../../db/exchange/recovery-file.ts';
import { fixRandom } from './fixed-random.ts';
import { cityParty, openCity, townParty, vectorKeys, vectorNowMs } from './world.ts';

/** One entry of `sealed` in test/vectors/index.json: a file, what it is opened with, and what a reader must say. */
export interface SealedEntry {
  readonly file: string;
  readonly note: string;
  readonly passphrase: string;
  readonly verdict: 'genuine' | 'wrong-passphrase' | 'damaged';
}

export interface SealedCase extends SealedEntry {
  make(): Promise<Uint8Array>;
}

/** Low: reading a vector should not take a second. */
const workFactor = 10;

/** The code follows from the file's name. */
export async function makeInvitation(): Promise<{ file: string; bytes: Uint8Array; code: string }> {
  const file = 'invitation.drci';
  fixRandom(file);
  const { citySigning, city } = vectorKeys;
  const { bytes, code } = await createInvitation(
    {
      side: 'town',
      townId: townParty.townId,
      townName: townParty.name,
      leader: null,
      city: {
        deviceId: city.deviceId,
        name: cityParty.name,
        signPublic: citySigning.signPublic,
        recipients: [city.ageRecipient],
        recoveryRecipient: null,
      },
      createdAtMs: vectorNowMs,
      expiresAtMs: vectorNowMs + 30 * 86_400_000,
    },
    workFactor,
  );
  return { file, bytes, code };
}

/** The recovery identity is the stranger's: it is no laptop's. `signing` signs the word. */
async function makeRecovery(signing = vectorKeys.citySigning): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'vectors-'));
  const { db, identity, close } = openCity(folder);
  try {
    const { ageIdentity, ageRecipient } = vectorKeys.stranger;
    const signer = { ...identity, citySignPublic: signing.signPublic, citySignSecret: signing.signSecret };
    const word = issueRecoveryWord(db, signer, ageRecipient, vectorNowMs);
    const { passphrase } = vectorKeys;
    return await createRecoveryFile(
      db,
      identity,
      { cityName: cityParty.name, word, ageIdentity, passphrase },
      workFactor,
    );
  } finally {
    close();
    rmSync(folder, { recursive: true });
  }
}

const { passphrase, wrongPassphrase } = vectorKeys;

export const sealedCases: readonly SealedCase[] = [
  {
    file: 'recovery.drck',
    passphrase,
    verdict: 'genuine',
    note: 'the city’s recovery key',
    make: () => makeRecovery(),
  },
  {
    file: 'recovery.drck',
    passphrase: wrongPassphrase,
    verdict: 'wrong-passphrase',
    note: 'the same, tried with another passphrase',
    make: () => makeRecovery(),
  },
  {
    file: 'recovery-foreign-word.drck',
    passphrase,
    verdict: 'damaged',
    note: 'the word on the recovery key is another city’s',
    make: () => makeRecovery(vectorKeys.otherCitySigning),
  },
  {
    file: 'recovery-cut.drck',
    passphrase,
    verdict: 'damaged',
    note: 'the first half',
    make: async () => {
      const whole = await makeRecovery();
      return whole.subarray(0, whole.length / 2);
    },
  },
];
