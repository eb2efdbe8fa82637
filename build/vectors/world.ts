/** The laptops of the test vectors, with fixed keys and a fixed history, and the bundles their programs write. */
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fingerprint, sha256Hex, sign } from '../../db/crypto.ts';
import { putDevice } from '../../db/device.ts';
import { writeBundle } from '../../db/exchange/container/write.ts';
import { keyId } from '../../db/exchange/identity.ts';
import { takeIncoming } from '../../db/exchange/incoming.ts';
import { composeOutgoing } from '../../db/exchange/outgoing.ts';
import { type Identity, putIdentity } from '../../db/identity.ts';
import { appendWrite } from '../../db/log/append.ts';
import { parseOperation } from '../../db/log/integrate.ts';
import { closeDatabase, openDatabase } from '../../db/open.ts';
import { type ReadDb, transact, type WriteDb } from '../../db/sql.ts';
import { storeBlob } from '../../db/blob.ts';
import type { AgeLock } from '../../db/age.ts';
import { authorOf } from '../../electron/desk.ts';
import { mediaTypeOf } from '../../shared/enterprise/attachment-rules.ts';
import { attachmentEntity, enterpriseEntity, titleEntity } from '../../shared/enterprise/entity.ts';
import { type Certificate, certificate } from '../../shared/exchange/identity.ts';
import type { BundleHeader } from '../../shared/exchange/manifest.ts';
import { type Standing, standing } from '../../shared/exchange/standing.ts';
import type { Party } from '../../shared/exchange/wire.ts';
import { canonicalJson } from '../../shared/log/canonical.ts';
import { cityPartition } from '../../shared/log/operation.ts';
import { townEntity } from '../../shared/town/entity.ts';

/** Where the keys and the vectors lie. */
export const vectorFolder = join(import.meta.dirname, '../../test/vectors');

interface LaptopKeys {
  readonly deviceId: string;
  readonly incarnation: string;
  readonly signPublic: string;
  readonly signSecret: string;
  readonly ageIdentity: string;
  readonly ageRecipient: string;
}

interface SigningPair {
  readonly signPublic: string;
  readonly signSecret: string;
}

export interface VectorKeys {
  readonly citySigning: SigningPair;
  readonly otherCitySigning: SigningPair;
  readonly city: LaptopKeys;
  readonly town: LaptopKeys;
  readonly neighbour: LaptopKeys;
  readonly stranger: LaptopKeys;
  readonly invitation: {
    readonly invitationId: string;
    readonly token: string;
    readonly ageIdentity: string;
    readonly ageRecipient: string;
  };
  readonly passphrase: string;
  readonly wrongPassphrase: string;
}

export const vectorKeys = JSON.parse(readFileSync(join(vectorFolder, 'keys.json'), 'utf8')) as VectorKeys;

/** 2026-11-24 10:00 in Asia/Shanghai. */
export const vectorNowMs = Date.UTC(2026, 10, 24, 2, 0, 0);

export const cityParty: Party = { side: 'city', townId: '', name: '市发改委' };
export const townParty: Party = { side: 'town', townId: 't06', name: '白蒲镇' };
/** 挂钩领导 of that town, with a laptop of his own. */
export const leaderParty: Party = { ...townParty, leaderId: '7'.repeat(32), name: '白蒲镇 钱镇长' };
export const neighbourParty: Party = { side: 'town', townId: 't01', name: '如城街道' };

/** The city's word for a laptop, with a serial number that follows from its id. */
export function certify(keys: LaptopKeys, party: Party, signing = vectorKeys.citySigning): Certificate {
  const body = {
    v: 1,
    serial: sha256Hex(`serial ${keys.deviceId}`).slice(0, 32),
    issuerKeyId: keyId(signing.signPublic),
    deviceId: keys.deviceId,
    side: party.side,
    townId: party.townId,
    ...(party.leaderId ? { leaderId: party.leaderId } : {}),
    officer: party.side === 'city' ? '王经办' : '李经办',
    deviceName: '一号机',
    signPublic: keys.signPublic,
    ageRecipient: keys.ageRecipient,
    role: party.leaderId ? 'leader' : 'officer',
    validFromMs: vectorNowMs - 86_400_000,
    validToMs: vectorNowMs + 2 * 365 * 86_400_000,
  };
  const signature = sign(signing.signSecret, `DRCB certificate v1\n${canonicalJson(body)}`);
  return certificate.parse({ ...body, signature });
}

/** The city takes its word for a laptop back. */
export function revoke(keys: LaptopKeys): Standing {
  const { citySigning } = vectorKeys;
  const body = {
    v: 1,
    deviceId: keys.deviceId,
    issuerKeyId: keyId(citySigning.signPublic),
    n: 1,
    state: 'revoked',
    streams: [['e0001', keys.incarnation, 3]],
    atMs: vectorNowMs,
  };
  const signature = sign(citySigning.signSecret, `DRCB standing v1\n${canonicalJson(body)}`);
  return standing.parse({ ...body, signature });
}

export interface VectorDesk {
  readonly db: ReadDb;
  readonly identity: Identity;
  readonly party: Party;
  close(): void;
}

/** Whether the city's certificate has reached the laptop. */
type Confirmation = 'certified' | 'enrolling';

function openDesk(file: string, keys: LaptopKeys, party: Party): VectorDesk {
  const identity: Identity = {
    ...keys,
    side: party.side,
    townId: party.townId,
    leaderId: '',
    townName: party.side === 'town' ? party.name : '',
    officer: party.side === 'city' ? '王经办' : '李经办',
    deviceName: '一号机',
    citySignPublic: vectorKeys.citySigning.signPublic,
    citySignSecret: party.side === 'city' ? vectorKeys.citySigning.signSecret : '',
    invitation: party.side === 'city' ? '' : JSON.stringify(joinedWith()),
    createdAtMs: vectorNowMs,
  };
  const db = openDatabase({ file, key: new Uint8Array(32).fill(7) });
  transact(db, (writable) => {
    putIdentity(writable, identity);
  });
  return { db, identity, party, close: () => closeDatabase(db) };
}

/** The opened invitation that the town joined with. */
function joinedWith() {
  const { citySigning, city, invitation } = vectorKeys;
  return {
    v: 1,
    invitationId: invitation.invitationId,
    townId: townParty.townId,
    townName: townParty.name,
    city: {
      deviceId: city.deviceId,
      name: cityParty.name,
      signPublic: citySigning.signPublic,
      recipients: [city.ageRecipient],
      recoveryRecipient: null,
    },
    invitationIdentity: invitation.ageIdentity,
    token: invitation.token,
    createdAtMs: vectorNowMs,
    expiresAtMs: vectorNowMs + 30 * 86_400_000,
  };
}

function know(
  db: WriteDb,
  keys: LaptopKeys,
  party: Party,
  state: 'self' | 'confirmed',
  confirmation: Confirmation = 'certified',
): void {
  const issued = certify(keys, party);
  putDevice(db, {
    id: keys.deviceId,
    side: party.side,
    townId: party.townId,
    officer: issued.officer,
    name: issued.deviceName,
    signPublic: keys.signPublic,
    ageRecipient: keys.ageRecipient,
    certificate: confirmation === 'certified' ? JSON.stringify(issued) : '',
    state,
    addedAtMs: vectorNowMs,
  });
}

/** The city's desk: two towns, one enterprise in one of them. */
export function openCity(folder: string): VectorDesk {
  const desk = openDesk(join(folder, 'city.db'), vectorKeys.city, cityParty);
  const author = authorOf(desk.identity, vectorNowMs);
  transact(desk.db, (db) => {
    know(db, vectorKeys.city, cityParty, 'self');
    know(db, vectorKeys.town, townParty, 'confirmed');
    know(db, vectorKeys.neighbour, neighbourParty, 'confirmed');
    for (const [ordinal, { townId, name }] of [neighbourParty, townParty].entries()) {
      const fields = { name, alias: name.slice(0, 2), ordinal: ordinal + 1 };
      appendWrite(db, author, { spec: townEntity, id: townId, partition: cityPartition, fields });
    }
    appendWrite(db, author, {
      spec: enterpriseEntity,
      id: 'e0001',
      partition: 'e0001',
      fields: {
        name: '如皋市示例机械有限公司',
        formerNames: ['如皋县机械厂'],
        townId: 't06',
        pool: { member: true, enteredOn: '2026-03-01', leftOn: '' },
        note: '换行\n与“引号”、反斜杠 \\ 和 😀 都照原样',
      },
    });
    appendWrite(db, author, {
      spec: titleEntity,
      id: 'title-0001',
      partition: 'e0001',
      fields: { level: 'provincial-srdi', grantedOn: '2025-12-01', validUntil: '2028-11-30' },
    });
  });
  return desk;
}

/** The town's desk after it took the city's bundle in, with an edit and an attachment of its own. */
export function openTown(folder: string, city: VectorDesk, confirmation: Confirmation): VectorDesk {
  const desk = openDesk(join(folder, `town-${confirmation}.db`), vectorKeys.town, townParty);
  const sent = composeOutgoing(city.db, city.identity, townParty, {
    bundleId: '0'.repeat(32),
    program: '',
    nowMs: vectorNowMs,
  });
  const author = authorOf(desk.identity, vectorNowMs + 3_600_000);
  transact(desk.db, (db) => {
    const operations = [...sent.operations].map((bytes) => parseOperation(bytes));
    takeIncoming(db, desk.identity, { manifest: sent.manifest, operations }, vectorNowMs);
    know(db, vectorKeys.town, townParty, 'self', confirmation);
    const fields = { address: '白蒲镇工业路 1 号', contactName: '陈某' };
    appendWrite(db, author, { spec: enterpriseEntity, id: 'e0001', partition: 'e0001', fields });
    attach(db, desk, '说明.txt', Buffer.from('一个很小的附件'));
  });
  return desk;
}

/** Later the town adds an attachment longer than one 64 KiB piece of the age stream. */
export function addPhotograph(desk: VectorDesk): void {
  const noise = Array.from({ length: 2200 }, (_, at) => sha256Hex(`photograph ${at}`)).join('');
  transact(desk.db, (db) => attach(db, desk, '厂房照片.jpg', Buffer.from(noise, 'hex')));
}

function attach(db: WriteDb, desk: VectorDesk, name: string, bytes: Uint8Array): void {
  const sha256 = storeBlob(db, bytes);
  appendWrite(db, authorOf(desk.identity, vectorNowMs + 7_200_000), {
    spec: attachmentEntity,
    id: `attachment-${sha256.slice(0, 8)}`,
    partition: 'e0001',
    fields: { name, sha256, sizeBytes: bytes.length, mediaType: mediaTypeOf(name), note: '' },
  });
}

function headerFrom(desk: VectorDesk, to: Party, bundleId: string): BundleHeader {
  return {
    v: 1,
    minReader: 1,
    bundleId,
    from: { ...desk.party, fingerprint: fingerprint(desk.identity.signPublic) },
    to,
    month: '2026-11',
    part: { index: 1, count: 1 },
    createdAtMs: vectorNowMs,
  };
}

/** Names what it is made for, so that every bundle has an id of its own. */
export const bundleIdOf = (name: string): string => sha256Hex(`bundle ${name}`).slice(0, 32);

/** What the program writes for the other side. */
export async function writeFrom(from: VectorDesk, to: Party, lock: AgeLock, path: string): Promise<void> {
  const bundleId = bundleIdOf(basename(path));
  await writeBundle({
    path,
    header: headerFrom(from, to, bundleId),
    lock,
    ...composeOutgoing(from.db, from.identity, to, { bundleId, program: '0.1.0', nowMs: vectorNowMs }),
    signer: from.identity,
  });
}
