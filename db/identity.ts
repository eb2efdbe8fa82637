/** Who this laptop is: its keys and enrolment. One row, only in the encrypted database. design/exchange.md, Identity. */
import type { DeskSide } from '../shared/rpc.ts';
import { generateRecipientKeys } from './age.ts';
import { generateSigningKeys, randomId } from './crypto.ts';
import { get, type ReadDb, run, sql, value, type WriteDb } from './sql.ts';

/** Touched by whatever changes this laptop's identity, its incarnation included. */
export const identityTopic = 'session';

export interface Identity {
  readonly deviceId: string;
  /** Replaced whenever history may have forked. */
  readonly incarnation: string;
  readonly side: DeskSide;
  /** '' at the city. */
  readonly townId: string;
  /** 挂钩领导 whose own laptop this is, a person's id; '' on the office's. */
  readonly leaderId: string;
  /** The town's name when this laptop joined; '' at the city. */
  readonly townName: string;
  /** 经办人 */
  readonly officer: string;
  readonly deviceName: string;
  readonly signPublic: string;
  readonly signSecret: string;
  readonly ageRecipient: string;
  readonly ageIdentity: string;
  /** The key every certificate is signed with: the city's own, or the one pinned by the invitation. */
  readonly citySignPublic: string;
  /** Only on the city's laptop; '' elsewhere. */
  readonly citySignSecret: string;
  /** The opened invitation as JSON text (shared/exchange/identity.ts); '' at the city. */
  readonly invitation: string;
  readonly createdAtMs: number;
}

interface IdentityRow {
  readonly device_id: string;
  readonly incarnation: string;
  readonly side: DeskSide;
  readonly town_id: string;
  readonly leader_id: string;
  readonly town_name: string;
  readonly officer: string;
  readonly device_name: string;
  readonly sign_public: string;
  readonly sign_secret: string;
  readonly age_recipient: string;
  readonly age_identity: string;
  readonly city_sign_public: string;
  readonly city_sign_secret: string;
  readonly invitation: string;
  readonly created_at_ms: number;
}

const columns = sql`device_id, incarnation, side, town_id, leader_id, town_name, officer, device_name, sign_public, sign_secret,
  age_recipient, age_identity, city_sign_public, city_sign_secret, invitation, created_at_ms`;

/** Fresh device keys and ids; what the caller knows of the desk is added. */
export async function newIdentity(
  known: Pick<Identity, 'side' | 'townId' | 'townName' | 'officer' | 'deviceName' | 'createdAtMs'> &
    Partial<Pick<Identity, 'leaderId' | 'citySignPublic' | 'citySignSecret' | 'invitation'>>,
): Promise<Identity> {
  return {
    leaderId: '',
    citySignPublic: '',
    citySignSecret: '',
    invitation: '',
    ...known,
    deviceId: randomId(),
    incarnation: randomId(),
    ...generateSigningKeys(),
    ...(await generateRecipientKeys()),
  };
}

export function putIdentity(db: WriteDb, identity: Identity): void {
  run(
    db,
    sql`INSERT OR REPLACE INTO identity (one, ${columns})
        VALUES (1, ${identity.deviceId}, ${identity.incarnation}, ${identity.side}, ${identity.townId},
                ${identity.leaderId},
                ${identity.townName}, ${identity.officer}, ${identity.deviceName}, ${identity.signPublic},
                ${identity.signSecret}, ${identity.ageRecipient}, ${identity.ageIdentity},
                ${identity.citySignPublic}, ${identity.citySignSecret}, ${identity.invitation},
                ${identity.createdAtMs})`,
  );
  db.touched.add(identityTopic);
}

export function readIdentity(db: ReadDb): Identity | undefined {
  const row = get<IdentityRow>(db, sql`SELECT ${columns} FROM identity`);
  return row ? toIdentity(row) : undefined;
}

/** This laptop's identity with its secrets; a desk that is open has one. */
export function requireIdentity(db: ReadDb): Identity {
  const identity = readIdentity(db);
  if (!identity) throw new Error('an open desk without an identity');
  return identity;
}

/** What this laptop writes under now. */
export function readIncarnation(db: ReadDb): string | undefined {
  return value<string>(db, sql`SELECT incarnation FROM identity`);
}

/** A new incarnation: what this database wrote after the point it was restored to may exist elsewhere. */
export function rotateIncarnation(db: WriteDb): string {
  const incarnation = randomId();
  run(db, sql`UPDATE identity SET incarnation = ${incarnation}`);
  db.touched.add(identityTopic);
  return incarnation;
}

function toIdentity(row: IdentityRow): Identity {
  return {
    deviceId: row.device_id,
    incarnation: row.incarnation,
    side: row.side,
    townId: row.town_id,
    leaderId: row.leader_id,
    townName: row.town_name,
    officer: row.officer,
    deviceName: row.device_name,
    signPublic: row.sign_public,
    signSecret: row.sign_secret,
    ageRecipient: row.age_recipient,
    ageIdentity: row.age_identity,
    citySignPublic: row.city_sign_public,
    citySignSecret: row.city_sign_secret,
    invitation: row.invitation,
    createdAtMs: row.created_at_ms,
  };
}
