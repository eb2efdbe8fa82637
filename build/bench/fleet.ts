/** Laptops that know one another: the city, and towns that joined with its invitation. */
import { generateSigningKeys } from '../../db/crypto.ts';
import { createInvitation, openInvitation } from '../../db/exchange/invitation.ts';
import { type Identity, newIdentity, requireIdentity } from '../../db/identity.ts';
import { insertInvitation } from '../../db/invitation.ts';
import { type ReadDb, transact } from '../../db/sql.ts';
import { benchNowMs } from './desk.ts';

export function newCityIdentity(): Promise<Identity> {
  const keys = generateSigningKeys();
  return newIdentity({
    side: 'city',
    townId: '',
    townName: '',
    officer: '市经办',
    deviceName: '市级电脑',
    createdAtMs: benchNowMs,
    citySignPublic: keys.signPublic,
    citySignSecret: keys.signSecret,
  });
}

/** A town's laptop, joined with the city's invitation. */
export async function townIdentity(city: ReadDb, townId: string, townName: string): Promise<Identity> {
  const self = requireIdentity(city);
  const made = await createInvitation(
    {
      side: 'town',
      townId,
      townName,
      leader: null,
      city: {
        deviceId: self.deviceId,
        name: '市发改委',
        signPublic: self.citySignPublic,
        recipients: [self.ageRecipient],
        recoveryRecipient: null,
      },
      createdAtMs: benchNowMs,
      expiresAtMs: benchNowMs + 30 * 86_400_000,
    },
    2,
  );
  transact(city, (db) => insertInvitation(db, made.record));
  const invitation = await openInvitation(made.bytes, made.code);
  return newIdentity({
    side: 'town',
    townId,
    townName,
    officer: '镇经办',
    deviceName: '镇里电脑',
    createdAtMs: benchNowMs,
    citySignPublic: invitation.city.signPublic,
    invitation: JSON.stringify(invitation),
  });
}
