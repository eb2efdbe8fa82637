import { describe, expect, it } from 'vitest';
import { heldStreams, peerStreamsOutside } from '../../../db/exchange/holdings.ts';
import { integrateOperations, parseOperation } from '../../../db/log/integrate.ts';
import { all, type ReadDb, sql, transact } from '../../../db/sql.ts';
import { testNowMs } from '../../support/database.ts';
import { type Laptop, openFleet, save } from '../../support/fleet.ts';

interface Stored {
  readonly id: string;
  readonly seq: number;
  readonly bytes: Uint8Array;
}

const stored = (db: ReadDb): Stored[] => all<Stored>(db, sql`SELECT id, seq, bytes FROM op ORDER BY seq, id`);

function give({ db }: Laptop, operations: readonly Stored[]): void {
  const parsed = operations.map(({ bytes }) => parseOperation(bytes));
  const author = { deviceId: 'c'.repeat(32), side: 'city', townId: '' } as const;
  transact(db, (writable) => integrateOperations(writable, parsed, () => author, testNowMs));
}

function openThree(): { city: Laptop; town: Laptop; other: Laptop } {
  const fleet = openFleet({ c: '', a: 't06', b: 't01' });
  return { city: fleet('c'), town: fleet('a'), other: fleet('b') };
}

const numbered = (laptop: Laptop, count: number): Stored[] => {
  for (let n = 1; n <= count; n += 1) save(laptop, 'e1', { note: `第${n}次` });
  return stored(laptop.db);
};

describe('what a desk holds of a stream', () => {
  it('reaches to its last operation when none is missing', () => {
    const { city, town } = openThree();
    const operations = numbered(city, 4);
    give(town, operations.toReversed());
    expect(heldStreams(town.db, ['e1', 'e2'])).toEqual([
      { partition: 'e1', incarnation: 'c'.repeat(32), seq: 4, lastId: operations[3]?.id, forkedAt: null },
    ]);
  });

  it('ends before the first operation that is missing, and is nothing without the first one', () => {
    const { city, town, other } = openThree();
    const operations = numbered(city, 5);
    give(
      town,
      operations.filter(({ seq }) => seq !== 3),
    );
    expect(heldStreams(town.db, ['e1'])).toMatchObject([{ seq: 2, lastId: operations[1]?.id }]);
    give(
      other,
      operations.filter(({ seq }) => seq !== 1),
    );
    expect(heldStreams(other.db, ['e1'])).toEqual([]);
    give(other, operations);
    expect(heldStreams(other.db, ['e1'])).toMatchObject([{ seq: 5 }]);
  });

  it('says where a stream was forked, also when as many numbers are missing as were used twice', () => {
    const { city, town } = openThree();
    const operations = numbered(city, 5);
    const twin = openThree().city;
    give(twin, operations.slice(0, 2));
    for (const note of ['另一支甲', '另一支乙', '另一支丙']) save(twin, 'e1', { note });
    give(town, operations);
    give(town, stored(twin.db));
    const third = stored(town.db).filter(({ seq }) => seq === 5);
    expect(heldStreams(town.db, ['e1'])).toMatchObject([{ seq: 5, lastId: third[1]?.id, forkedAt: 3 }]);

    const { other } = openThree();
    give(
      other,
      operations.filter(({ seq }) => seq !== 4),
    );
    give(
      other,
      stored(twin.db).filter(({ seq }) => seq === 3),
    );
    expect(heldStreams(other.db, ['e1'])).toMatchObject([{ seq: 3, forkedAt: 3 }]);
  });

  it("acknowledges what a town wrote in an enterprise that is another town's now, and nothing else of it", () => {
    const { city, town } = openThree();
    save(city, 'e1', { name: '改派的企业', townId: 't06' });
    give(town, stored(city.db));
    const opId = save(town, 'e1', { address: '镇里写的' });
    transact(city.db, (db) => {
      const parsed = stored(town.db).map(({ bytes }) => parseOperation(bytes));
      integrateOperations(db, parsed, (deviceId) => ({ deviceId, side: 'town', townId: 't06' }), testNowMs);
    });
    expect(peerStreamsOutside(city.db, { side: 'town', townId: 't06' }, ['e1'])).toEqual([]);
    expect(peerStreamsOutside(city.db, { side: 'town', townId: 't01' }, [])).toEqual([]);
    expect(peerStreamsOutside(city.db, { side: 'town', townId: 't06' }, [])).toEqual([
      { partition: 'e1', incarnation: 'a'.repeat(32), seq: 1, lastId: opId, forkedAt: null },
    ]);
  });
});
