import { describe, expect, it } from 'vitest';
import { insertBundle } from '../../db/bundle.ts';
import { earlierWords, peerPosition, hearWaitingWord, wantsBlob } from '../../db/peer.ts';
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

function noteTaken({ db }: Laptop, { bundleId }: BundleManifest): void {
  transact(db, (writable) =>
    insertBundle(writable, {
      id: bundleId,
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
}

/** Of e1, by the words before the latest, the last first. */
const earlier = ({ db }: Laptop): unknown[] =>
  earlierWords(db, device).map((word) => peerPosition(db, word, 'e1', incarnation)?.seq);

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
    expect(earlier(city)).toEqual([7]);
    expect(wantsBlob(city.db, device, hash('b'))).toBe(true);
    for (const [name, seq] of [
      ['3', 5],
      ['4', 6],
    ] as const) {
      take(city, {
        manifest: manifest(name, { streams: [['e1', incarnation, seq, hash(name)]] }),
        operations: [],
      });
    }
    // The three words before the latest are kept apart; of what is lacking the last two words count.
    expect(earlier(city)).toEqual([5, 4, 7]);
    expect(wantsBlob(city.db, device, hash('b'))).toBe(false);
    // A word of holding nothing is a word.
    for (const name of ['5', '6', '7', '8']) take(city, { manifest: manifest(name, {}), operations: [] });
    expect(earlier(city)).toEqual([undefined, undefined, undefined]);
    expect(wanted(city)).toEqual([]);
  });

  it('is not changed by a bundle that was taken in before, nor by a part with attachments only', () => {
    const city = openCity();
    const first = manifest('1', { streams: [['e1', incarnation, 7, hash('1')]] });
    take(city, { manifest: first, operations: [] });
    noteTaken(city, first);
    take(city, { manifest: manifest('2', { streams: [['e1', incarnation, 4, hash('4')]] }), operations: [] });
    take(city, { manifest: first, operations: [] });
    expect(peerPosition(city.db, device, 'e1', incarnation)?.seq).toBe(4);
    take(city, { manifest: manifest('3', { attachmentsOnly: true }), operations: [] });
    expect(peerPosition(city.db, device, 'e1', incarnation)?.seq).toBe(4);
  });

  it('is heard of a bundle that has to wait, and not once more when that is taken in', () => {
    const city = openCity();
    const waiting = manifest('1', { streams: [['e1', incarnation, 7, hash('1')]] });
    const hear = (word = waiting): void => void transact(city.db, (db) => hearWaitingWord(db, word));
    for (const word of [waiting, waiting, manifest('9', { attachmentsOnly: true })]) hear(word);
    expect(earlier(city)).toEqual([]);
    expect(peerPosition(city.db, device, 'e1', incarnation)?.seq).toBe(7);
    take(city, { manifest: manifest('2', { streams: [['e1', incarnation, 4, hash('4')]] }), operations: [] });
    take(city, { manifest: waiting, operations: [] });
    expect(peerPosition(city.db, device, 'e1', incarnation)?.seq).toBe(4);
    expect(earlier(city)).toEqual([7]);
    expect(all(city.db, sql`SELECT * FROM heard_word`)).toEqual([]);
    // Taken in long ago, and received again: newer words stand.
    noteTaken(city, waiting);
    hear();
    expect(earlier(city)).toEqual([7]);
  });
});
