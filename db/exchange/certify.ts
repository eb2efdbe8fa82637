/** The city's word for the laptops of its fleet, its own included. design/exchange.md, Identity. */
import { type Certificate, certificate } from '../../shared/exchange/identity.ts';
import { type Device, findDevice, listDevices, putDevice } from '../device.ts';
import type { Identity } from '../identity.ts';
import { type ReadDb, transact } from '../sql.ts';
import { issueCertificate } from './identity.ts';

/** Two years: renewed with the next certificate the city issues. */
const certificateMs = 2 * 365 * 24 * 60 * 60 * 1000;

/** The city's certificate for a laptop. */
export function issueFor(
  city: Identity,
  device: Parameters<typeof issueCertificate>[1],
  nowMs: number,
): Promise<Certificate> {
  return issueCertificate(
    { signPublic: city.citySignPublic, signSecret: city.citySignSecret },
    device,
    // A day of grace: a laptop whose clock is behind must not see it as not yet valid.
    { validFromMs: Math.max(0, nowMs - 86_400_000), validToMs: nowMs + certificateMs },
  );
}

/** The city vouches for the laptop with its key like for any other. */
export async function ensureCityCertificate(db: ReadDb, self: Identity, nowMs: number): Promise<void> {
  const own = findDevice(db, self.deviceId);
  // Another laptop of the city waits for its certificate like any other.
  if (self.citySignSecret === '' || !own || own.certificate !== '') return;
  const issued = await issueFor(self, { ...self }, nowMs);
  transact(db, (writable) => putDevice(writable, { ...own, certificate: JSON.stringify(issued) }));
}

/** Half a year before its end: bundles come once a month, and a laptop may miss several. */
const renewalMs = 182 * 24 * 60 * 60 * 1000;

/** Certificates that are about to run out are issued anew and go with the next bundles. Only where the key lies. */
export async function renewCertificates(db: ReadDb, self: Identity, nowMs: number): Promise<void> {
  if (self.citySignSecret === '') return;
  for (const device of listDevices(db)) {
    if (device.state !== 'confirmed' && device.state !== 'self') continue;
    const validToMs = validityEnd(device);
    if (validToMs === null || validToMs - nowMs > renewalMs) continue;
    const keys = { deviceId: device.id, signPublic: device.signPublic, ageRecipient: device.ageRecipient };
    const { side, townId, leaderId = '', officer, name: deviceName } = device;
    const issued = await issueFor(self, { ...keys, side, townId, leaderId, officer, deviceName }, nowMs);
    transact(db, (writable) => putDevice(writable, { ...device, certificate: JSON.stringify(issued) }));
  }
}

/** Of two certificates of one laptop the one that is valid from later stands, whatever order they came in. */
export function isNewerCertificate(found: Certificate, known: Certificate | undefined): boolean {
  if (!known || found.validFromMs !== known.validFromMs)
    return found.validFromMs > (known?.validFromMs ?? -1);
  return found.serial > known.serial;
}

/** The certificate this desk has for a device. */
export function certificateOf(db: ReadDb, deviceId: string): Certificate | undefined {
  const device = findDevice(db, deviceId);
  return device && certificateIn(device);
}

/** When the laptop's certificate ends; null while it has none. */
export function validityEnd(device: Pick<Device, 'certificate'>): number | null {
  return certificateIn(device)?.validToMs ?? null;
}

function certificateIn({ certificate: text }: Pick<Device, 'certificate'>): Certificate | undefined {
  return text === '' ? undefined : certificate.parse(JSON.parse(text));
}
