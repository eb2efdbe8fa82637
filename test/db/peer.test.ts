import { describe, expect, it } from 'vitest';
import { insertBundle } from '../../db/bundle.ts';
import { earlierWord, peerPosition, wantsBlob } from '../../db/peer.ts';
import { all, sql, transact } from '../../db/sql.ts';
import type { BundleManifest } from '../../shared/exchange/manifest.ts';
import { testNowMs } from '../support/database.ts';
import { idOf, type Laptop, openFleet, take } from '../support/fleet.ts';

const device = 'a'.repeat(32);
const incarnation = 'a'.repeat(32);
const hash = (digit: string): string => digit.repeat(64);

function manifest(name: string, change: Partial<BundleManifest>): BundleManifest {
  return {
    v: 1,
    minReader: 1,
    bundleId: idOf(name),
    program: '0.1.0',
    sender: { deviceId: device, certificate: null, enrolment: null },
    certificates: [],
    standings: [],
    receipts: { applied: [], held: [], rejected: [] },
    streams: [],
    forks: [],
    base: [],
    previous: null,
    group: null,
    recovery: null,
    attachmentsOnly: false,
    wantedBlobs: [],
    auditHead: null,
    ...change,
  };
}

const openCity = (): Laptop => openFleet({ c: '', a: 't06' })('c');

const wanted = ({ db }: Laptop): unknown[] => all(db, sql`SELECT sha256 FROM peer_wanted_blob`);

describe('what a laptop of the other side holds', () => {
  it('is what its latest bundle said, less than before too: it may have been restored', () => {
    const city = openCity();
    take(city, {
      manifest: manifest('1', {
        streams: [
          ['e1', incarnation, 7, hash('1')],
          ['e2', incarnation, 2, hash('2')],
        ],
        forks: [['e2', incarnation, 1]],
        wantedBlobs: [hash('b')],
      }),
      operations: [],
    });
    expect(peerPosition(city.db, device, 'e1', incarnation)).toEqual({
      seq: 7,
      lastId: hash('1'),
      forked: false,
    });
    expect(peerPosition(city.db, device, 'e2', incarnation)?.forked).toBe(true);
    expect(wanted(city)).toEqual([{ sha256: hash('b') }]);

    take(city, { manifest: manifest('2', { streams: [['e1', incarnation, 4, hash('4')]] }), operations: [] });
    expect(peerPosition(city.db, device, 'e1', incarnation)).toMatchObject({ seq: 4, lastId: hash('4') });
    expect(peerPosition(city.db, device, 'e2', incarnation)).toBeUndefined();
    // The word before the latest is kept apart, the one before that is not.
    expect(peerPosition(city.db, earlierWord(city.db, device) ?? '', 'e1', incarnation)?.seq).toBe(7);
    expect(wantsBlob(city.db, device, hash('b'))).toBe(true);
    take(city, { manifest: manifest('3', {}), operations: [] });
    take(city, { manifest: manifest('4', {}), operations: [] });
    expect(earlierWord(city.db, device)).toBeUndefined();
    expect(wantsBlob(city.db, device, hash('b'))).toBe(false);
    expect(wanted(city)).toEqual([]);
  });

  it('is not changed by a bundle that was taken in before, nor by a part with attachments only', () => {
    const city = openCity();
    const first = manifest('1', { streams: [['e1', incarnation, 7, hash('1')]] });
    take(city, { manifest: first, operations: [] });
    transact(city.db, (db) =>
      insertBundle(db, {
        id: first.bundleId,
        direction: 'in',
        peerSide: 'town',
        peerTownId: 't06',
        peerDevice: device,
        month: '2026-11',
        sha256: hash('5'),
        sizeBytes: 1,
        atMs: testNowMs,
        archiveName: '',
        summary: '',
      }),
    );
    take(city, { manifest: manifest('2', { streams: [['e1', incarnation, 4, hash('4')]] }), operations: [] });
    take(city, { manifest: first, operations: [] });
    expect(peerPosition(city.db, device, 'e1', incarnation)?.seq).toBe(4);
    take(city, { manifest: manifest('3', { attachmentsOnly: true }), operations: [] });
    expect(peerPosition(city.db, device, 'e1', incarnation)?.seq).toBe(4);
  });
});
