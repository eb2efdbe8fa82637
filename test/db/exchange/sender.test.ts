/** Who a bundle is from: by certificate, by what the city knows, by an invitation, or by nothing at all. */
import { beforeAll, describe, expect, it } from 'vitest';
import { createDeviceKeys, createEnrolmentRequest, type DeviceKeys } from '../../../db/exchange/identity.ts';
import { identifySender, type Trust } from '../../../db/exchange/keys.ts';
import type { BundleHeader, BundleManifest } from '../../../shared/exchange/manifest.ts';
import { type TestLaptop, testCity, testHeader, testManifest, testTown } from '../../support/bundle.ts';
import { testNowMs } from '../../support/database.ts';

let city: TestLaptop;
let town: TestLaptop;
let newcomer: DeviceKeys;
const invitation = {
  side: 'town',
  townId: 't06',
  leaderId: '',
  invitationId: '1'.repeat(32),
  token: 'A'.repeat(43),
  usedByDevice: '',
} as const;

beforeAll(async () => {
  city = await testCity();
  town = await testTown(city);
  newcomer = await createDeviceKeys();
});

function trust(change: Partial<Trust> = {}): Trust {
  const device = (laptop: TestLaptop, state: 'self' | 'confirmed') => ({
    id: laptop.deviceId,
    state,
    side: laptop.party.side,
    townId: laptop.party.townId,
    leaderId: '',
    signPublic: laptop.signPublic,
  });
  return {
    side: 'city',
    citySignPublic: city.signPublic,
    devices: [device(city, 'self'), device(town, 'confirmed')],
    invitations: [invitation],
    ...change,
  };
}

/** A laptop without a certificate asks to be confirmed. */
function asking(
  keys: DeviceKeys,
  townId = 't06',
  invited = invitation,
): [manifest: BundleManifest, header: BundleHeader] {
  const description = { side: 'town', townId, officer: '张三', deviceName: '二号机' } as const;
  const enrolment = createEnrolmentRequest(keys, description, invited, testNowMs);
  const sender = { deviceId: keys.deviceId, certificate: null, enrolment };
  const from = { ...town.party, townId, fingerprint: testHeader(town, city).from.fingerprint };
  return [testManifest(town, { sender }), testHeader(town, city, { from })];
}

describe('a laptop without a certificate', () => {
  it('asks with the proof of an invitation, or with nothing but its fingerprint', () => {
    expect(identifySender(trust(), ...asking(newcomer))).toMatchObject({
      kind: 'enrolling',
      isInvited: true,
    });
    expect(identifySender(trust({ invitations: [] }), ...asking(newcomer))).toMatchObject({
      kind: 'enrolling',
      isInvited: false,
    });
  });

  it('asks with nothing but its fingerprint when another laptop used the invitation, and not at all for what reads more than a town', () => {
    const usedBy = (usedByDevice: string) => trust({ invitations: [{ ...invitation, usedByDevice }] });
    expect(identifySender(usedBy('f'.repeat(32)), ...asking(newcomer))).toMatchObject({ isInvited: false });
    expect(identifySender(usedBy(newcomer.deviceId), ...asking(newcomer))).toMatchObject({ isInvited: true });
  });

  it('is unknown when its proof is wrong, when it asks a town, or when it says another town in front', () => {
    const wrong = { ...invitation, token: 'B'.repeat(43) };
    expect(identifySender(trust(), ...asking(newcomer, 't06', wrong))).toEqual({ kind: 'unknown' });
    expect(identifySender(trust({ side: 'town' }), ...asking(newcomer))).toEqual({ kind: 'unknown' });
    const [manifest] = asking(newcomer);
    const [, header] = asking(newcomer, 't01');
    expect(identifySender(trust(), manifest, header)).toEqual({ kind: 'unknown' });
  });

  it('never asks under the id of a laptop that is known, whatever town it says', () => {
    for (const { deviceId } of [town, city]) {
      for (const townId of ['t01', 't06']) {
        const found = identifySender(
          trust({ invitations: [] }),
          ...asking({ ...newcomer, deviceId }, townId),
        );
        // The known laptop's own key decides, or nobody's: the key that came along is never taken.
        expect('publicKey' in found ? found.publicKey : town.signPublic).toBe(town.signPublic);
        expect(found.kind).not.toBe('enrolling');
      }
    }
  });
});
