/** The city's word for the laptops of its fleet, its own included. design/exchange.md, Identity. */
import { type Certificate, certificate } from '../../shared/exchange/identity.ts';
import { findDevice, putDevice } from '../device.ts';
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
    { role: 'officer', validFromMs: Math.max(0, nowMs - 86_400_000), validToMs: nowMs + certificateMs },
  );
}

/** The city vouches for its own laptop like for any other. */
export async function ensureCityCertificate(db: ReadDb, self: Identity, nowMs: number): Promise<void> {
  const own = findDevice(db, self.deviceId);
  if (self.side !== 'city' || !own || own.certificate !== '') return;
  const issued = await issueFor(self, { ...self }, nowMs);
  transact(db, (writable) => putDevice(writable, { ...own, certificate: JSON.stringify(issued) }));
}

/** The certificate this desk has for a device. */
export function certificateOf(db: ReadDb, deviceId: string): Certificate | undefined {
  const text = findDevice(db, deviceId)?.certificate ?? '';
  return text === '' ? undefined : certificate.parse(JSON.parse(text));
}
