/** Who stands behind a write, in words: the unit, the officer of that day and the laptop. */
import { deskNamesOfWrites } from '../db/desk-names.ts';
import { findDevice } from '../db/device.ts';
import { leaderOf } from '../db/party.ts';
import type { ReadDb } from '../db/sql.ts';
import { townNames } from '../db/town.ts';
import { cityName } from './party-names.ts';

export interface WriterNames {
  /** 市发改委, the town's name, or 挂钩领导. */
  readonly unit: string;
  /** 经办人; '' when the laptop is not known here. */
  readonly officer: string;
  /** The laptop's name, or the beginning of its number when it is not known here. */
  readonly deviceName: string;
}

interface Write {
  readonly deviceId: string;
  readonly opId: string;
  /** Of the write, should the laptop not be known. */
  readonly side: string;
}

/** Looks each laptop up once. */
export function writerNames(db: ReadDb): (write: Write) => WriterNames {
  const townName = townNames(db);
  const names = deskNamesOfWrites(db);
  const units = new Map<string, string>();
  return ({ deviceId, opId, side }) => {
    const unit = units.get(deviceId) ?? unitOf(db, deviceId, side, townName);
    units.set(deviceId, unit);
    const { officer = '', deviceName = deviceId.slice(0, 8) } = names(deviceId, opId) ?? {};
    return { unit, officer, deviceName };
  };
}

function unitOf(db: ReadDb, deviceId: string, side: string, townName: (id: string) => string): string {
  const device = findDevice(db, deviceId);
  // Of records he writes none by this program: what came from his laptop all the same must not pass for his office's.
  if (device && leaderOf(device) !== '') return '挂钩领导';
  if ((device?.side ?? side) === 'city') return cityName;
  return device ? townName(device.townId) : '镇区';
}
