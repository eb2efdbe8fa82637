import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { randomId, sha256Hex } from '../../../db/crypto.ts';
import { acknowledgementOf, commonBase, isSmall } from '../../../db/exchange/delta.ts';
import { heldStreams } from '../../../db/exchange/holdings.ts';
import { laptopsOf } from '../../../db/exchange/keys.ts';
import { composeOutgoing, furtherPart, type Outgoing } from '../../../db/exchange/outgoing.ts';
import type { Party } from '../../../db/party.ts';
import { insertInvitation } from '../../../db/invitation.ts';
import { closeDatabase } from '../../../db/open.ts';
import { missingPrerequisites } from '../../../db/exchange/prerequisites.ts';
import { appendWrite } from '../../../db/log/append.ts';
import { storeBlob } from '../../../db/blob.ts';
import { asReadDb, type ReadDb, sql, transact, value } from '../../../db/sql.ts';
import { attachmentEntity } from '../../../shared/enterprise/entity.ts';
import { closeAfterTest } from '../../support/cleanup.ts';
import { testNowMs } from '../../support/database.ts';
import { type Laptop, openFleet, save, seal, take } from '../../support/fleet.ts';

const city: Party = { side: 'city', townId: '' };
const t06: Party = { side: 'town', townId: 't06' };

function compose(
  { db, identity }: Laptop,
  to: Party,
  change: Partial<Parameters<typeof composeOutgoing>[3]> = {},
): Outgoing {
  const request = { bundleId: randomId(), program: 'test', nowMs: testNowMs, fullLogBytes: 0 };
  return composeOutgoing(db, identity, to, { ...request, ...change });
}

const give = (from: Laptop, to: Laptop, party: Party): void => void take(to, seal(compose(from, party)));

/** The city and both laptops of the town hold the same two saves, and each knows it of the others. */
function acquainted(): { desk: Laptop; a: Laptop; b: Laptop } {
  const fleet = openFleet({ c: '', a: 't06', b: 't06' });
  const [desk, a, b] = [fleet('c'), fleet('a'), fleet('b')];
  save(desk, 'e1', { name: '森松（江苏）重工有限公司', townId: 't06' });
  save(desk, 'e1', { note: '二' });
  for (const laptop of [a, b]) {
    give(desk, laptop, t06);
    give(laptop, desk, city);
  }
  return { desk, a, b };
}

const copyOf = ({ connection }: ReadDb): ReadDb => {
  const copy = asReadDb(new Database(connection.serialize()));
  closeAfterTest(() => closeDatabase(copy));
  return copy;
};

const count = (outgoing: Outgoing): number => [...outgoing.operations].length;

describe('a bundle that need not carry everything', () => {
  it('is the whole log while that is small, whatever was acknowledged', () => {
    const { desk } = acquainted();
    const whole = compose(desk, t06, { fullLogBytes: 20 * 1024 * 1024 });
    expect(count(whole)).toBe(2);
    expect(whole.size.operations).toBe(2);
    expect(whole.manifest).toMatchObject({ base: [], previous: null });
    expect(isSmall({ bytes: 119 * 1024 * 1024 })).toBe(true);
    expect(isSmall({ bytes: 121 * 1024 * 1024 })).toBe(false);
  });

  it('begins where the laptop that acknowledged least ends, and names that as its base', () => {
    const { desk, a } = acquainted();
    const third = save(desk, 'e1', { note: '三' });
    give(desk, a, t06);
    give(a, desk, city);
    save(desk, 'e1', { note: '四' });
    // a has three, b has two.
    const delta = compose(desk, t06);
    expect(count(delta)).toBe(2);
    expect(count(delta)).toBe(delta.size.operations);
    expect(delta.manifest.base).toMatchObject([['e1', 'c'.repeat(32), 2, expect.any(String)]]);
    expect(delta.manifest.streams).toMatchObject([['e1', 'c'.repeat(32), 4, expect.any(String)]]);
    expect(delta.manifest.base[0]?.[3]).not.toBe(third);
    expect(count(compose(desk, t06, { mode: 'full' }))).toBe(4);
  });

  it('does not build upon what only one of two copies of a laptop has said', () => {
    const { desk, a, b } = acquainted();
    save(desk, 'e1', { note: '三' });
    for (const laptop of [a, b]) give(desk, laptop, t06);
    for (const laptop of [a, b]) give(laptop, desk, city);
    save(desk, 'e1', { note: '四' });
    // Somebody copied a's folder before: both write as the same laptop, in turn.
    const copy: Laptop = { db: copyOf(a.db), identity: a.identity };
    give(desk, a, t06);
    for (const laptop of [a, copy, a]) give(laptop, desk, city);
    save(desk, 'e1', { note: '五' });
    const { base } = compose(desk, t06).manifest;
    expect(base).not.toEqual([]);
    for (const laptop of [a, copy]) expect(missingPrerequisites(laptop.db, { base })).toEqual([]);
  });

  it('is whole for a laptop that never wrote, for one about to join, and for a city laptop only known by its key', () => {
    const fleet = openFleet({ c: '', a: 't06', b: 't06' });
    const [desk, a] = [fleet('c'), fleet('a')];
    save(desk, 'e1', { name: '甲', townId: 't06' });
    give(desk, a, t06);
    give(a, desk, city);
    expect(compose(desk, t06).manifest.base).toEqual([]);

    const { desk: known, a: laptop } = acquainted();
    expect(compose(known, t06).manifest.base).toHaveLength(1);
    const guest = { side: 'town', townId: 't06', leaderId: '', leaderName: '' } as const;
    const invitation = { ...guest, invitationId: randomId(), token: '', ageRecipient: 'age1x' };
    const record = { ...invitation, createdAtMs: testNowMs, expiresAtMs: testNowMs + 1000 };
    transact(known.db, (db) => insertInvitation(db, record));
    expect(compose(known, t06).manifest.base).toEqual([]);
    expect(compose(known, t06, { nowMs: testNowMs + 2000 }).manifest.base).toHaveLength(1);

    expect(laptopsOf(laptop.db, laptop.identity, city, testNowMs)).toEqual({
      devices: ['c'.repeat(32)],
      hasStrangers: false,
    });
  });

  it('carries a stream whole that was forked here or there, or went another way there', () => {
    const { desk } = acquainted();
    const held = heldStreams(desk.db, ['e1']);
    const laptops = { devices: ['a'.repeat(32)], hasStrangers: false };
    const base = (streams = held): number =>
      commonBase(streams, laptops, [acknowledgementOf(desk.db, 'a'.repeat(32))]).size;
    const edit = (statement: string): void => void desk.db.connection.exec(statement);
    expect(base()).toBe(1);
    expect(base(held.map((stream) => ({ ...stream, forkedAt: 1 })))).toBe(0);
    edit('UPDATE peer_stream SET forked = 1');
    expect(base()).toBe(0);
    edit(`UPDATE peer_stream SET forked = 0, last_id = '${sha256Hex('another')}'`);
    expect(base()).toBe(0);
  });

  it('keeps to the log of one moment, and may be read twice', () => {
    const { desk } = acquainted();
    const whole = compose(desk, t06, { mode: 'full' });
    save(desk, 'e1', { note: '导出时保存的' });
    expect([count(whole), count(whole), whole.size.operations]).toEqual([2, 2, 2]);
  });
});

describe('the attachments of a bundle', () => {
  function attach({ db, identity }: Laptop, id: string, content: string): string {
    const { deviceId, incarnation, side, townId } = identity;
    return transact(db, (writable) => {
      const sha256 = storeBlob(writable, Buffer.from(content));
      appendWrite(
        writable,
        { deviceId, incarnation, side, townId, nowMs: testNowMs },
        {
          spec: attachmentEntity,
          id,
          partition: 'e1',
          fields: { name: `${id}.jpg`, sha256, sizeBytes: content.length, mediaType: 'image/jpeg', note: '' },
        },
      );
      return sha256;
    }).value;
  }
  const hashes = (outgoing: Outgoing): string[] => outgoing.blobs.map(({ sha256 }) => sha256);
  const keep = ({ db }: Laptop, content: string): void =>
    void transact(db, (to) => storeBlob(to, Buffer.from(content)));
  const lose = (db: ReadDb, sha256: string): void => {
    transact(db, (to) => to.connection.prepare('DELETE FROM blob WHERE sha256 = ?').run(sha256));
  };

  it('are those that some laptop of the peer does not hold, also beside the whole log', () => {
    const { desk, a, b } = acquainted();
    const photo = attach(desk, 'f1', '照片');
    const whole = { fullLogBytes: 20 * 1024 * 1024 };
    expect(hashes(compose(desk, t06, whole))).toEqual([photo]);
    for (const laptop of [a, b]) {
      give(desk, laptop, t06);
      keep(laptop, '照片');
      expect(hashes(compose(desk, t06, whole))).toEqual([photo]);
      give(laptop, desk, city);
    }
    expect(hashes(compose(desk, t06, whole))).toEqual([]);
    // Nor are they sent back to where they came from.
    expect(hashes(compose(a, city, whole))).toEqual([]);
  });

  it('are sent again to who asks for them, as after a part that was lost', () => {
    const { desk, a, b } = acquainted();
    const photo = attach(desk, 'f1', '照片');
    for (const laptop of [a, b]) give(desk, laptop, t06);
    keep(a, '照片');
    for (const laptop of [a, b]) give(laptop, desk, city);
    expect(hashes(compose(desk, t06))).toEqual([photo]);
    keep(b, '照片');
    // A copy of the laptop may have said the one or the other: the last two words count.
    for (const expected of [[photo], []]) {
      give(b, desk, city);
      expect(hashes(compose(desk, t06))).toEqual(expected);
    }
  });

  it('that are not here are asked for, and are none of the bundle', () => {
    const { desk } = acquainted();
    const photo = attach(desk, 'f1', '照片');
    lose(desk.db, photo);
    const outgoing = compose(desk, t06);
    expect(hashes(outgoing)).toEqual([]);
    expect(outgoing.manifest.wantedBlobs).toEqual([photo]);
  });

  it('with one content are sent once', () => {
    const { desk } = acquainted();
    const photo = attach(desk, 'f1', '照片');
    attach(desk, 'f2', '照片');
    expect(hashes(compose(desk, t06))).toEqual([photo]);
  });
});

it('a further part says who sent it and nothing of what its sender holds', () => {
  const { desk } = acquainted();
  save(desk, 'e1', { note: '三' });
  const { manifest } = compose(desk, t06);
  const part = furtherPart({ ...manifest, group: manifest.bundleId }, 'f'.repeat(32));
  expect(part).toMatchObject({
    bundleId: 'f'.repeat(32),
    group: manifest.bundleId,
    sender: manifest.sender,
    attachmentsOnly: true,
    streams: [],
    base: [],
  });
  const town = openFleet({ c: '', a: 't06' })('a');
  take(town, { manifest: part, operations: [] });
  expect(value(town.db, sql`SELECT count(*) FROM peer_stream`)).toBe(0);
});
