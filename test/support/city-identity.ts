import { generateSigningKeys } from '../../db/crypto.ts';
import { type Identity, newIdentity } from '../../db/identity.ts';
import { testNowMs } from './database.ts';

/** A city's laptop with keys of its own, as `newIdentity` takes it. */
export function newCityFacts(): Parameters<typeof newIdentity>[0] {
  const keys = generateSigningKeys();
  return {
    side: 'city',
    townId: '',
    townName: '',
    officer: '市经办',
    deviceName: '市级电脑',
    createdAtMs: testNowMs,
    citySignPublic: keys.signPublic,
    citySignSecret: keys.signSecret,
  };
}

export function newCityIdentity(): Promise<Identity> {
  return newIdentity(newCityFacts());
}
