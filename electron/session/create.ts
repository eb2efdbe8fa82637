/** First run: the desk folder is built beside its place and appears there whole, or not at all. */
import { rm } from 'node:fs/promises';
import { appendAudit } from '../../db/audit.ts';
import { generateSigningKeys, randomBytes } from '../../db/crypto.ts';
import { putDevice } from '../../db/device.ts';
import { takeWordsOnLaptops } from '../../db/exchange/incoming.ts';
import { putRecoveryIdentity, storeRecoveryWord } from '../../db/exchange/recovery-word.ts';
import { type Identity, newIdentity, putIdentity } from '../../db/identity.ts';
import { assertPassphrase, wrapKey } from '../../db/key-file.ts';
import { appendWrite } from '../../db/log/append.ts';
import { putNotice } from '../../db/notice.ts';
import { closeDatabase, openDatabase, readDatabaseSalt } from '../../db/open.ts';
import { transact, type WriteDb } from '../../db/sql.ts';
import { AppError } from '../../shared/errors.ts';
import { cityPartition } from '../../shared/log/operation.ts';
import type { NewDesk } from '../../shared/session/contract.ts';
import { townEntity } from '../../shared/town/entity.ts';
import { towns } from '../../shared/town/towns.ts';
import { authorOf } from '../desk.ts';
import type { Services } from '../services.ts';
import { admit } from './admit.ts';
import { noteClock } from './clock-notice.ts';
import { placeAnchor } from './anchor.ts';
import { writeLocalKey } from './local-key.ts';
import { openedInvitation } from './join.ts';
import { openDesk } from './open-desk.ts';
import { openedRecovery } from './recovery.ts';
import { type DeskPaths, deskPaths, isSetUp } from './paths.ts';
import { makeFolders, takePlace } from './place.ts';

/**
 * 市级工作台: makes the city's keys and the dictionary of towns, and opens the desk.
 * @throws AppError session.already-set-up | session.weak-passphrase | storage.*
 */
export async function createCity(
  services: Services,
  { officer, deviceName, passphrase }: NewDesk,
): Promise<void> {
  const city = generateSigningKeys();
  const identity = await newIdentity({
    side: 'city',
    townId: '',
    townName: '',
    officer,
    deviceName,
    citySignPublic: city.signPublic,
    citySignSecret: city.signSecret,
    createdAtMs: services.nowMs(),
  });
  await createDesk(services, identity, passphrase, (db) => seedTowns(db, identity));
}

/**
 * Joins with the invitation that was opened before: a town's laptop, another one of the city's, or a leader's own. The
 * city confirms it on its first bundle.
 * @throws AppError session.invitation-gone | session.already-set-up | session.weak-passphrase | storage.*
 */
export async function joinDesk(services: Services, handle: string, desk: NewDesk): Promise<void> {
  const invitation = openedInvitation(services, handle);
  const identity = await newIdentity({
    side: invitation.side,
    townId: invitation.townId,
    townName: invitation.side === 'town' ? invitation.townName : '',
    leaderId: invitation.leader?.id ?? '',
    officer: desk.officer,
    deviceName: desk.deviceName,
    citySignPublic: invitation.city.signPublic,
    invitation: JSON.stringify(invitation),
    createdAtMs: services.nowMs(),
  });
  await createDesk(services, identity, desk.passphrase, () => undefined);
  services.session.invitation = null;
}

/**
 * 从恢复密钥重建市级工作台: the old signing key on a new laptop. It knows the fleet and nothing else; the towns' next
 * whole bundles fill it, the dictionary of towns included.
 * @throws AppError session.recovery-gone | session.already-set-up | session.weak-passphrase | storage.*
 */
export async function rebuildCity(services: Services, handle: string, desk: NewDesk): Promise<void> {
  const recovery = openedRecovery(services, handle);
  const nowMs = services.nowMs();
  const identity = await newIdentity({
    side: 'city',
    townId: '',
    townName: '',
    officer: desk.officer,
    deviceName: desk.deviceName,
    citySignPublic: recovery.signPublic,
    citySignSecret: recovery.signSecret,
    createdAtMs: nowMs,
  });
  await createDesk(services, identity, desk.passphrase, (db) => {
    putRecoveryIdentity(db, recovery.ageIdentity);
    storeRecoveryWord(db, recovery.word);
    takeWordsOnLaptops(db, identity, recovery, nowMs);
    putNotice(db, 'city-rebuilt', {}, nowMs);
    appendAudit(db, 'city-rebuilt', { n: recovery.word.n }, nowMs);
  });
  services.session.recovery = null;
}

/** The 14 towns as ordinary operations: the city may rename them, and towns receive them. */
function seedTowns(db: WriteDb, identity: Identity): void {
  const author = authorOf(identity, identity.createdAtMs);
  towns.forEach(({ id, name, alias }, index) => {
    const fields = { name, alias, ordinal: index + 1 };
    appendWrite(db, author, { spec: townEntity, id, partition: cityPartition, fields });
  });
}

async function createDesk(
  services: Services,
  identity: Identity,
  passphrase: string,
  seed: (db: WriteDb) => void,
): Promise<void> {
  assertPassphrase(passphrase);
  const paths = deskPaths(services.folder);
  if (services.desk.current() || isSetUp(paths)) throw new AppError('session.already-set-up');
  // Never opened by anybody: a creation that was killed left it behind.
  const building = deskPaths(`${services.folder}.new`);
  await rm(building.folder, { recursive: true, force: true });
  const key = randomBytes(32);
  try {
    const databaseSalt = await build(services, building, key, identity, passphrase, seed);
    await takePlace(building.folder, services.folder);
    const { db } = await openDesk(paths, key, databaseSalt, services.nowMs());
    admit(services, db, key);
  } catch (error) {
    key.fill(0);
    throw error;
  } finally {
    await rm(building.folder, { recursive: true, force: true });
  }
}

async function build(
  services: Services,
  building: DeskPaths,
  key: Uint8Array,
  identity: Identity,
  passphrase: string,
  seed: (db: WriteDb) => void,
): Promise<Uint8Array> {
  await makeFolders(building);
  const db = openDatabase({ file: building.database, key });
  try {
    transact(db, (writable) => {
      putIdentity(writable, identity);
      putDevice(writable, {
        id: identity.deviceId,
        side: identity.side,
        townId: identity.townId,
        leaderId: identity.leaderId,
        officer: identity.officer,
        name: identity.deviceName,
        signPublic: identity.signPublic,
        ageRecipient: identity.ageRecipient,
        certificate: '',
        state: 'self',
        addedAtMs: identity.createdAtMs,
      });
      seed(writable);
      noteClock(writable, services.nowMs());
      appendAudit(writable, 'desk-created', { side: identity.side, town: identity.townId }, services.nowMs());
    });
    placeAnchor(services, db, building.anchor);
  } finally {
    closeDatabase(db);
  }
  const databaseSalt = readDatabaseSalt(building.database);
  const { side, townId, townName, leaderId } = identity;
  const desk = { side, townId, townName, ...(leaderId === '' ? {} : { isLeader: true as const }) };
  const text = await wrapKey(passphrase, { key, desk, databaseSalt }, services.session.scrypt);
  await writeLocalKey(building, services.keyring, text);
  return databaseSalt;
}
