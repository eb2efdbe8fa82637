/** Devices known to this desk: itself, and those the city certified. */
import type { Author } from '../shared/log/authority.ts';
import type { DeskSide } from '../shared/rpc.ts';
import { all, get, type ReadDb, run, sql, type WriteDb } from './sql.ts';

export interface Device {
  readonly id: string;
  readonly side: DeskSide;
  readonly townId: string;
  /** 经办人 */
  readonly officer: string;
  readonly name: string;
  readonly signPublic: string;
  readonly ageRecipient: string;
  /** The certificate the city signed, as JSON text; '' before. */
  readonly certificate: string;
  readonly state: 'self' | 'waiting' | 'confirmed' | 'revoked';
  readonly addedAtMs: number;
}

interface DeviceRow {
  readonly id: string;
  readonly side: DeskSide;
  readonly town_id: string;
  readonly officer: string;
  readonly name: string;
  readonly sign_public: string;
  readonly age_recipient: string;
  readonly certificate: string;
  readonly state: Device['state'];
  readonly added_at_ms: number;
}

const columns = sql`id, side, town_id, officer, name, sign_public, age_recipient, certificate, state, added_at_ms`;

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
        VALUES (${device.id}, ${device.side}, ${device.townId}, ${device.officer}, ${device.name},
                ${device.signPublic}, ${device.ageRecipient}, ${device.certificate}, ${device.state},
                ${device.addedAtMs})`,
  );
  db.touched.add('device');
}

/** The certified author behind a device, for db/log: nobody while it waits for the city. */
export function findAuthor(db: ReadDb, deviceId: string): Author | undefined {
  const device = findDevice(db, deviceId);
  if (!device || device.state === 'waiting') return undefined;
  return { deviceId, side: device.side, townId: device.townId };
}

function toDevice(row: DeviceRow): Device {
  return {
    id: row.id,
    side: row.side,
    townId: row.town_id,
    officer: row.officer,
    name: row.name,
    signPublic: row.sign_public,
    ageRecipient: row.age_recipient,
    certificate: row.certificate,
    state: row.state,
    addedAtMs: row.added_at_ms,
  };
}
