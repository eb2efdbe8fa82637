import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { isUsableRecipient } from '../../../db/age.ts';
import { generateSigningKeys, randomBytes } from '../../../db/crypto.ts';
import {
  certifiedSenderKey,
  createDeviceKeys,
  createEnrolmentRequest,
  type DeviceDescription,
  type DeviceKeys,
  issueCertificate,
  verifyCertificate,
  verifyEnrolmentProof,
} from '../../../db/exchange/identity.ts';
import { type Certificate, certificate, enrolmentRequest } from '../../../shared/exchange/identity.ts';
import { canonicalJson, parseCanonicalJson } from '../../../shared/log/canonical.ts';
import { testCity, testHeader, testManifest, testTown } from '../../support/bundle.ts';
import { testNowMs } from '../../support/database.ts';

const description: DeviceDescription = {
  side: 'town',
  townId: 't06',
  officer: 'Re\u0301mi 张三',
  deviceName: '经发局一号机',
};
const terms = { role: 'officer', validFromMs: testNowMs, validToMs: testNowMs + 1000 };
const cityKeys = generateSigningKeys();
const invitation = {
  invitationId: 'a'.repeat(32),
  token: Buffer.from(randomBytes(32)).toString('base64url'),
};
let device: DeviceKeys;
beforeAll(async () => {
  device = await createDeviceKeys();
});

describe('keys of a laptop', () => {
  it('are new each time and fit their public halves', async () => {
    const other = await createDeviceKeys();
    expect(device.deviceId).toMatch(/^[0-9a-f]{32}$/);
    expect(new Set([...Object.values(device), ...Object.values(other)]).size).toBe(10);
    expect(await isUsableRecipient(device.ageRecipient)).toBe(true);
  });

  it.each([
    ['a typo', 'age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq'],
    ['nothing', ''],
    ['another kind of key', 'age1pq1qqqq'],
    ['an identity', 'AGE-SECRET-KEY-1QQQQ'],
    // the point 0, to which every shared secret is 0
    ['a weak point', 'age1qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqq8v5tz7'],
  ])('a recipient that is %s is of no use', async (_, recipient) => {
    expect(await isUsableRecipient(recipient)).toBe(false);
  });
});

describe('enrolment', () => {
  it('is proven by the invitation’s token, over every field', () => {
    const request = createEnrolmentRequest(device, description, invitation, testNowMs);
    expect(request).toMatchObject({
      officer: 'Rémi 张三',
      townId: 't06',
      invitationId: invitation.invitationId,
    });
    expect(JSON.stringify(request)).not.toContain(device.signSecret);
    expect(JSON.stringify(request)).not.toContain(device.ageIdentity);
    expect(verifyEnrolmentProof(invitation.token, request)).toBe(true);
    const otherToken = Buffer.from(randomBytes(32)).toString('base64url');
    expect(verifyEnrolmentProof(otherToken, request)).toBe(false);
    for (const change of [
      { townId: 't07' },
      { officer: '李四' },
      { signPublic: 'A'.repeat(43) },
      { extra: 1 },
    ]) {
      expect(verifyEnrolmentProof(invitation.token, { ...request, ...change })).toBe(false);
    }
    expect(verifyEnrolmentProof(invitation.token, { ...request, proof: '' })).toBe(false);
  });

  it('survives the journey as JSON, with fields of a newer program', () => {
    const request = createEnrolmentRequest(device, description, invitation, testNowMs);
    const read = enrolmentRequest.parse(parseCanonicalJson(canonicalJson(request)));
    expect(verifyEnrolmentProof(invitation.token, read)).toBe(true);
  });

  it.each([
    [{ side: 'town', townId: '' }],
    [{ side: 'city', townId: 't06' }],
    [{ officer: '' }],
    [{ officer: '张\u202e三' }],
    [{ officer: '张\n三' }],
    [{ deviceName: '名'.repeat(61) }],
  ] as const)('refuses %j', (change) => {
    expect(() =>
      createEnrolmentRequest(device, { ...description, ...change }, invitation, testNowMs),
    ).toThrow();
  });
});

describe('certificates', () => {
  let issued: Certificate;
  beforeAll(async () => {
    issued = await issueCertificate(cityKeys, { ...device, ...description }, terms);
  });

  it('hold the laptop’s public half and nothing secret', () => {
    expect(issued).toMatchObject({
      deviceId: device.deviceId,
      role: 'officer',
      townId: 't06',
      officer: 'Rémi 张三',
    });
    expect(JSON.stringify(issued)).not.toContain(device.signSecret);
    expect(JSON.stringify(issued)).not.toContain(cityKeys.signSecret);
  });

  it('are valid by the city’s key alone; dates only warn', () => {
    expect(verifyCertificate(issued, cityKeys.signPublic, testNowMs)).toEqual({
      valid: true,
      expired: false,
    });
    for (const atMs of [testNowMs - 1, testNowMs + 1001]) {
      expect(verifyCertificate(issued, cityKeys.signPublic, atMs)).toEqual({ valid: true, expired: true });
    }
    expect(verifyCertificate(issued, generateSigningKeys().signPublic, testNowMs).valid).toBe(false);
  });

  it('no field can be changed, added or taken away', () => {
    const verdict = (changed: object) =>
      verifyCertificate(changed as Certificate, cityKeys.signPublic, testNowMs).valid;
    for (const name of Object.keys(issued)) {
      const { [name]: _, ...without } = issued;
      expect(
        verdict({ signature: issued.signature, issuerKeyId: issued.issuerKeyId, ...without, [name]: 'x' }),
        name,
      ).toBe(false);
    }
    expect(verdict({ ...issued, admin: true })).toBe(false);
    expect(verdict({ ...issued, validToMs: issued.validToMs + 1 })).toBe(false);
  });

  it('fields a newer city adds are kept by the schema and covered by the signature', async () => {
    const { sign } = await import('../../../db/crypto.ts');
    const { signature: _, ...body } = { ...issued, scope: ['enterprise:1'] };
    const text = `DRCB certificate v1\n${canonicalJson(body)}`;
    const newer = certificate.parse({ ...body, signature: sign(cityKeys.signSecret, text) });
    expect(newer['scope']).toEqual(['enterprise:1']);
    expect(verifyCertificate(newer, cityKeys.signPublic, testNowMs).valid).toBe(true);
    expect(verifyCertificate({ ...newer, scope: [] }, cityKeys.signPublic, testNowMs).valid).toBe(false);
  });

  it('are not issued for a recipient that would break every later export', async () => {
    const useless = { ...device, ...description, ageRecipient: `age1${'q'.repeat(58)}` };
    await expect(issueCertificate(cityKeys, useless, terms)).rejects.toThrow('of no use');
  });

  it('whatever stands in a certificate, checking it does not throw', () => {
    const anything = fc.record({
      signature: fc.string(),
      issuerKeyId: fc.string(),
      validFromMs: fc.nat(),
      validToMs: fc.nat(),
      other: fc.string(),
    });
    fc.assert(
      fc.property(anything, (found) => {
        expect(verifyCertificate(found as unknown as Certificate, cityKeys.signPublic, 0).valid).toBe(false);
      }),
    );
  });
});

describe('the sender of a bundle', () => {
  it('is the certified laptop when certificate, manifest and header agree', async () => {
    const city = await testCity();
    const town = await testTown(city);
    const manifest = testManifest(town);
    const header = testHeader(town, city);
    const key = (change: Partial<typeof header.from>, sender: object = {}) =>
      certifiedSenderKey(
        { ...manifest, sender: { ...manifest.sender, ...sender } },
        { ...header, from: { ...header.from, ...change } },
        city.signPublic,
      );
    expect(key({})).toBe(town.signPublic);
    expect(key({ townId: 't07' })).toBeUndefined();
    expect(key({ side: 'city', townId: '' })).toBeUndefined();
    expect(key({ fingerprint: testHeader(city, town).from.fingerprint })).toBeUndefined();
    expect(key({}, { deviceId: city.deviceId })).toBeUndefined();
    expect(key({}, { certificate: null })).toBeUndefined();
    expect(key({}, { certificate: city.certificate })).toBeUndefined();
    expect(certifiedSenderKey(manifest, header, town.signPublic)).toBeUndefined();
  });
});
