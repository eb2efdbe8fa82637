/**
 * Where a record is kept, whatever the clocks say: the same story is told by laptops whose clocks are up to two years
 * off, in any order, and by a town that wants a record of another town for its own.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogAuthor } from '../../../db/log/append.ts';
import { type ParsedOperation, parseOperation } from '../../../db/log/integrate.ts';
import { isBornIn, newRecordId } from '../../../db/log/record-id.ts';
import { all, type ReadDb, sql, value } from '../../../db/sql.ts';
import { canonicalJson } from '../../../shared/log/canonical.ts';
import { homePartition, type PlacedWrite } from '../../../shared/log/home.ts';
import type { OperationBody } from '../../../shared/log/operation.ts';
import { testAuthor, testNowMs } from '../../support/database.ts';
import { openDeskOf, takeOperations } from '../../support/log.ts';

const city = testAuthor('city', 'c');
const baipu = testAuthor('town', 'a', 't06');
const changjiang = testAuthor('town', 'b', 't10');
const authors = [city, baipu, changjiang];
const twoYearsMs = 2 * 365 * 86_400_000;

interface Telling {
  readonly author: number;
  readonly partition: string;
  readonly entity: readonly [type: string, id: string];
  readonly text: string;
  /** Which earlier write of the record it names, if any; by its place in the story. */
  readonly after: number | undefined;
}

/** Each laptop's operations, numbered in order, with clocks that are off by `skewMs`. Ids hash the clock too. */
function tell(story: readonly Telling[], skewMs: readonly number[]): ParsedOperation[] {
  const ends = new Map<string, { seq: number; prev: string }>();
  const told: ParsedOperation[] = [];
  story.forEach((telling, index) => {
    const author = authors[telling.author] as LogAuthor;
    const stream = `${telling.partition} ${author.incarnation}`;
    const end = ends.get(stream);
    const before = telling.after === undefined ? undefined : told[telling.after];
    const isOfRecord = before?.body.entity.join() === telling.entity.join();
    const atMs = testNowMs + index + (skewMs[telling.author] ?? 0);
    const body: OperationBody = {
      v: 1,
      partition: telling.partition,
      incarnation: author.incarnation,
      seq: (end?.seq ?? 0) + 1,
      prev: end?.prev ?? null,
      author: author.deviceId,
      hlc: [atMs, 0],
      wall: atMs,
      kind: 'put',
      entity: [...telling.entity],
      fields: {
        [fieldOf(telling)]: { value: telling.text, parents: before && isOfRecord ? [before.id] : [] },
      },
    };
    const operation = parseOperation(Buffer.from(canonicalJson(body), 'utf8'));
    ends.set(stream, { seq: body.seq, prev: operation.id });
    told.push(operation);
  });
  return told;
}

const fieldOf = ({ entity: [type] }: Telling): string => (type === 'filing' ? 'note' : 'name');

/** record → where it is kept, and by the story's places which writes count and which do not */
function homesOf(db: ReadDb, told: readonly ParsedOperation[]): unknown {
  const reasonOf = ({ id }: ParsedOperation) =>
    value<string>(db, sql`SELECT hold_reason FROM op WHERE id = ${id}`);
  return {
    filings: all(db, sql`SELECT id, partition_id FROM filing ORDER BY id`),
    people: all(db, sql`SELECT id, partition_id FROM person ORDER BY id`),
    reasons: told.map(reasonOf),
  };
}

function deskWith(operations: readonly ParsedOperation[]): ReadDb {
  const db = openDeskOf(authors);
  takeOperations(db, operations);
  return db;
}

const skews = fc.array(fc.integer({ min: -twoYearsMs, max: twoYearsMs }), { minLength: 3, maxLength: 3 });
const bornInE1 = newRecordId('e1');
const bornInTown = newRecordId('town:t06');

const telling: fc.Arbitrary<Telling> = fc.record({
  author: fc.nat(2),
  partition: fc.constantFrom('e1', 'e2', 'e3', 'city', 'town:t06', 'town:t10'),
  entity: fc.constantFrom<readonly [string, string]>(
    ['filing', 'f1'],
    ['filing', bornInE1],
    ['person', 'p1'],
    ['person', bornInTown],
    // Named like a laptop.
    ['person', changjiang.deviceId],
  ),
  text: fc.constantFrom('一', '二'),
  after: fc.option(fc.nat(9), { nil: undefined }),
});

describe('the home of a record', () => {
  it('is the same with clocks that are two years off, in any order and grouping', () => {
    fc.assert(
      fc.property(
        fc.array(telling, { minLength: 2, maxLength: 10 }),
        skews,
        fc.infiniteStream(fc.nat()),
        fc.integer({ min: 1, max: 4 }),
        (story, skewMs, random, size) => {
          const straight = tell(story, [0, 0, 0]);
          const expected = homesOf(deskWith(straight), straight);
          const skewed = tell(story, skewMs);
          const order = skewed
            .map((operation) => ({ operation, rank: random.next().value }))
            .toSorted((a, b) => a.rank - b.rank)
            .map(({ operation }) => operation);
          const db = openDeskOf(authors);
          for (let at = 0; at < order.length; at += size) takeOperations(db, order.slice(at, at + size));
          expect(homesOf(db, skewed)).toEqual(expected);
        },
      ),
      { numRuns: 25 },
    );
  });

  it('cannot be taken by a town that writes the record in a partition of its own, whatever it claims', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            partition: fc.constantFrom('e2', 'e3', 'e4'),
            text: fc.string({ maxLength: 3 }),
            seen: fc.boolean(),
          }),
          { minLength: 1, maxLength: 8 },
        ),
        skews,
        fc.boolean(),
        (claims, skewMs, comesFirst) => {
          const entity = ['filing', newRecordId('e1')] as const;
          const own: Telling = { author: 1, partition: 'e1', entity, text: '依据', after: undefined };
          const told = tell(
            [
              own,
              ...claims.map(
                ({ partition, text, seen }): Telling => ({
                  author: 2,
                  partition,
                  entity,
                  text,
                  after: seen ? 0 : undefined,
                }),
              ),
            ],
            skewMs,
          );
          const db = openDeskOf(authors);
          const parts = comesFirst ? [told.slice(1), told.slice(0, 1)] : [told];
          for (const part of parts) takeOperations(db, part);
          expect(all(db, sql`SELECT partition_id, note FROM filing`)).toEqual([
            { partition_id: 'e1', note: '依据' },
          ]);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('of a laptop’s own names is where the laptop says them', () => {
    const entity = ['deskNames', baipu.deviceId] as const;
    const say = (author: LogAuthor, partition: string, atMs: number): ParsedOperation => {
      const { deviceId, incarnation } = author;
      const fields = { officer: { value: author.townId, parents: [] } };
      const body = {
        v: 1,
        partition,
        incarnation,
        seq: 1,
        prev: null,
        author: deviceId,
        hlc: [atMs, 0],
        wall: atMs,
        kind: 'put',
        entity,
        fields,
      };
      return parseOperation(Buffer.from(canonicalJson(body), 'utf8'));
    };
    const db = deskWith([say(changjiang, 'town:t10', 1), say(baipu, 'town:t06', testNowMs)]);
    expect(all(db, sql`SELECT partition_id, officer FROM desk_names`)).toEqual([
      { partition_id: 'town:t06', officer: 't06' },
    ]);
  });
});

describe('of partitions that all wrote a record', () => {
  const write = (facts: Partial<PlacedWrite>): PlacedWrite => ({
    partition: 'e9',
    side: 'town',
    isOfBirth: false,
    isFirst: false,
    mark: 'm',
    ...facts,
  });
  it.each([
    [
      'the one its id was made for, before the city’s',
      { isOfBirth: true },
      { side: 'city', isFirst: true, mark: 'a' },
    ],
    ['the city’s, before a town’s', { side: 'city' }, { isFirst: true, mark: 'a' }],
    ['one where it began, before one where it was changed', { isFirst: true }, { mark: 'a' }],
    ['the one with the smaller mark, of equals', { mark: 'a' }, {}],
  ])('the home is %s', (_, home, other) => {
    const [a, b] = [write({ ...home, partition: 'home' }), write({ ...other, partition: 'other' })];
    expect([homePartition([a, b]), homePartition([b, a])]).toEqual(['home', 'home']);
  });
  it('there is none when nobody wrote it', () => {
    expect(homePartition([])).toBeUndefined();
  });
});

describe('an id', () => {
  it('names the partition it was made for and no other, and ids of older programs name none', () => {
    const ids = Array.from({ length: 50 }, () => newRecordId('town:t06'));
    expect(ids.every((id) => /^[0-9a-f]{32}$/.test(id) && isBornIn(id, 'town:t06'))).toBe(true);
    expect(ids.some((id) => isBornIn(id, 'town:t10') || isBornIn(id, 'city'))).toBe(false);
    expect(isBornIn('0123456789abcdef0123456789abcdef', 'city')).toBe(false);
    expect(isBornIn('', 'city')).toBe(false);
  });
  it('is bound as the format page says', () => {
    expect(isBornIn('0123456789abcdefd928ee2c6aece69f', 'city')).toBe(true);
  });
});
