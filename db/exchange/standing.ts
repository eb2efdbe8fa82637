/** The city takes its word for a laptop back, or gives it again. design/exchange.md, Identity. */
import { canonicalJson } from '../../shared/log/canonical.ts';
import { type Standing, standing } from '../../shared/exchange/standing.ts';
import { sign, verify } from '../crypto.ts';
import { findDevice, putDevice, standingOf } from '../device.ts';
import type { Identity } from '../identity.ts';
import { all, type ReadDb, sql, type WriteDb } from '../sql.ts';
import { keyId } from './identity.ts';

/** Signs the next word on a laptop; what this desk has of it now still counts after a revocation. */
export function issueStanding(
  db: ReadDb,
  city: Identity,
  deviceId: string,
  state: Standing['state'],
  nowMs: number,
): Standing {
  const body = {
    v: 1,
    deviceId,
    issuerKeyId: keyId(city.citySignPublic),
    n: (standingOf(findDevice(db, deviceId))?.n ?? 0) + 1,
    state,
    streams: state === 'revoked' ? streamsOf(db, deviceId) : [],
    atMs: nowMs,
  };
  return standing.parse({ ...body, signature: sign(city.citySignSecret, standingText(body)) });
}

export function verifyStanding(found: Standing, citySignPublic: string): boolean {
  const { signature, ...body } = found;
  return found.issuerKeyId === keyId(citySignPublic) && verify(citySignPublic, standingText(body), signature);
}

/**
 * Keeps a verified word when it is newer than the one known. @returns whether it changed anything; the laptop's
 * operations must then be judged again.
 */
export function storeStanding(db: WriteDb, found: Standing): boolean {
  const device = findDevice(db, found.deviceId);
  if (!device || (standingOf(device)?.n ?? 0) >= found.n) return false;
  const state = device.state === 'self' || device.state === 'waiting' ? device.state : found.state;
  putDevice(db, { ...device, state, standing: canonicalJson(found) });
  return true;
}

/** Where each stream of the laptop ends here. */
function streamsOf(db: ReadDb, deviceId: string): [partition: string, incarnation: string, seq: number][] {
  return all<{ partition_id: string; incarnation: string; seq: number }>(
    db,
    sql`SELECT partition_id, incarnation, max(seq) AS seq FROM op WHERE author = ${deviceId}
        GROUP BY partition_id, incarnation ORDER BY partition_id, incarnation`,
  ).map((row) => [row.partition_id, row.incarnation, row.seq]);
}

function standingText(body: Omit<Standing, 'signature'>): string {
  return `DRCB standing v1\n${canonicalJson(body)}`;
}
