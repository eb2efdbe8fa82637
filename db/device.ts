/** Devices known to this desk: itself, and those the city certified. */
import { revokedAfter, type Standing, standing } from '../shared/exchange/standing.ts';
import { type Author, leaderRole, officerRole } from '../shared/log/authority.ts';
import type { DeskSide } from '../shared/rpc.ts';
import { all, get, type ReadDb, run, sql, type WriteDb } from './sql.ts';

export interface Device {
  readonly id: string;
  readonly side: DeskSide;
  readonly townId: string;
  /** 挂钩领导 whose own laptop it is, a person's id; '' or absent: a laptop of the office. */
  readonly leaderId?: string;
  /** 经办人 */
  readonly officer: string;
  readonly name: string;
  readonly signPublic: string;
  readonly ageRecipient: string;
  /** The certificate the city signed, as JSON text; '' before. */
  readonly certificate: string;
  readonly state: 'self' | 'waiting' | 'confirmed' | 'revoked';
  /** The city's latest word beside the certificate, as JSON text; '' or absent while there is none. */
  readonly standing?: string;
  readonly addedAtMs: number;
}

interface DeviceRow {
  readonly id: string;
  readonly side: DeskSide;
  readonly town_id: string;
  readonly leader_id: string;
  readonly officer: string;
  readonly name: string;
  readonly sign_public: string;
  readonly age_recipient: string;
  readonly certificate: string;
  readonly state: Device['state'];
  readonly standing: string;
  readonly added_at_ms: number;
}

const columns = sql`id, side, town_id, leader_id, officer, name, sign_public, age_recipient, certificate, state,
  standing, added_at_ms`;

export function listDevices(db: ReadDb): Device[] {
  return all<DeviceRow>(db, sql`SELECT ${columns} FROM device ORDER BY side, town_id, added_at_ms`).map(
    toDevice,
  );
}

export function findDevice(db: ReadDb, id: string): Device | undefined {
  const row = get<DeviceRow>(db, sql`SELECT ${columns} FROM device WHERE id = ${id}`);
  return row ? toDevice(row) : undefined;
}

/** Inserts the device or replaces what was known of it. */
export function putDevice(db: WriteDb, device: Device): void {
  run(
    db,
    sql`INSERT OR REPLACE INTO device (${columns})
        VALUES (${device.id}, ${device.side}, ${device.townId}, ${device.leaderId ?? ''}, ${device.officer}, ${device.name},
                ${device.signPublic}, ${device.ageRecipient}, ${device.certificate}, ${device.state},
                ${device.standing ?? ''}, ${device.addedAtMs})`,
  );
  db.touched.add('device');
}

/** The certified author behind a device, for db/log: nobody while it waits for the city. */
export function findAuthor(db: ReadDb, deviceId: string): Author | undefined {
  const device = findDevice(db, deviceId);
  if (!device || device.state === 'waiting') return undefined;
  const cut = revokedAfter(standingOf(device));
  return {
    deviceId,
    side: device.side,
    townId: device.townId,
    role: device.leaderId ? leaderRole : officerRole,
    ...(cut ? { revokedAfter: cut } : {}),
  };
}

/** The city's latest word on the laptop, beside its certificate. */
export function standingOf(device: Device | undefined): Standing | undefined {
  const text = device?.standing ?? '';
  return text === '' ? undefined : standing.parse(JSON.parse(text));
}

function toDevice(row: DeviceRow): Device {
  return {
    id: row.id,
    side: row.side,
    townId: row.town_id,
    leaderId: row.leader_id,
    officer: row.officer,
    name: row.name,
    signPublic: row.sign_public,
    ageRecipient: row.age_recipient,
    certificate: row.certificate,
    state: row.state,
    standing: row.standing,
    addedAtMs: row.added_at_ms,
  };
}
