/** Keys and certificates of the fleet. Made once in a process and used in every run: no invariant looks at them. */
import { createDeviceKeys, type DeviceKeys } from '../../db/exchange/identity.ts';
import { sha256Hex } from '../../db/crypto.ts';
import type { Identity } from '../../db/identity.ts';
import type { Certificate } from '../../shared/exchange/identity.ts';
import { isCityOffice } from './parties.ts';
import type { DeskPlan } from './plan.ts';
import { townName } from './plan.ts';
import { program } from './program.ts';

export interface Laptop {
  /** Without an incarnation: that belongs to the run. */
  readonly identity: Omit<Identity, 'incarnation'>;
  readonly certificate: Certificate;
}

/** 2026-01-01, Asia/Shanghai: when every run begins. */
export const startMs = Date.UTC(2025, 11, 31, 16);

const made = new Map<string, Promise<Laptop>>();
let cityKeys: Promise<DeviceKeys> | undefined;

export function laptopOf(desk: Pick<DeskPlan, 'name' | 'townId' | 'leaderId'>): Promise<Laptop> {
  let laptop = made.get(desk.name);
  if (!laptop) {
    laptop = make(desk);
    made.set(desk.name, laptop);
  }
  return laptop;
}

/** The device id is made of the name, so that a plan gives the same operations in every process. */
export function deviceIdOf(name: string): string {
  return sha256Hex(`device ${name}`).slice(0, 32);
}

async function make({
  name,
  townId,
  leaderId,
}: Pick<DeskPlan, 'name' | 'townId' | 'leaderId'>): Promise<Laptop> {
  cityKeys ??= createDeviceKeys();
  const { signPublic, signSecret } = await cityKeys;
  const side = townId === '' ? 'city' : 'town';
  const identity = {
    ...(await createDeviceKeys()),
    deviceId: deviceIdOf(name),
    side,
    townId,
    leaderId,
    townName: townId === '' ? '' : townName(townId),
    officer: `经办${name}`,
    deviceName: name,
    citySignPublic: signPublic,
    citySignSecret: isCityOffice({ townId, leaderId }) ? signSecret : '',
    invitation: '',
    createdAtMs: startMs,
  } as const;
  const issuer = { ...identity, incarnation: '', citySignSecret: signSecret };
  return { identity, certificate: await program.issueFor(issuer, identity, startMs) };
}
