/**
 * One story after another of laptops that write at cross purposes: several records of several kinds, removals, composite
 * values, values nobody can show, operations of a newer program, a copy that went on in the same stream, enterprises that
 * move between towns. Whatever arrives in whatever order, and whenever a laptop becomes known: the same desk.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { findAuthor } from '../../../db/device.ts';
import type { LogAuthor } from '../../../db/log/append.ts';
import { type ParsedOperation, parseOperation } from '../../../db/log/integrate.ts';
import { rejudgeAll } from '../../../db/log/judge.ts';
import { rebuildProjections } from '../../../db/log/rebuild.ts';
import { type ReadDb, transact } from '../../../db/sql.ts';
import { canonicalJson } from '../../../shared/log/canonical.ts';
import type { OperationBody } from '../../../shared/log/operation.ts';
import { testAuthor, testNowMs } from '../../support/database.ts';
import { openFleet } from '../../support/fleet.ts';
import { certify, derivedText, takeOperations } from '../../support/log.ts';

const authors = [
  testAuthor('city', 'c'),
  testAuthor('city', '2'),
  testAuthor('town', 'a', 't06'),
  testAuthor('town', 'b', 't10'),
];
const late = fc.shuffledSubarray(authors, { minLength: 1, maxLength: 2 });

/** Fields by kind, each with values that count and one that cannot. */
const kinds = {
  enterprise: {
    name: ['甲', '乙', 7],
    townId: ['t06', 't10', ''],
    formerNames: [['旧名'], [], '不是列表'],
    pool: [
      { member: true, enteredOn: '2026-01-01', leftOn: '' },
      { member: false, enteredOn: '', leftOn: '' },
    ],
    foundedOn: ['2001-02-03', '昨天'],
    deleted: [true, false],
    fromNewerProgram: ['待升级'],
  },
  title: { level: ['giant', 'small'], grantedOn: ['2026-03-01', ''], deleted: [true, false] },
  person: { name: ['王', '李'], inOfficeFrom: ['2026-01-01', '某日'], deleted: [true, false] },
  filing: {
    note: ['一', '二'],
    cityLeader: [{ personId: 'p', name: '王', post: '市长' }, 3],
    deleted: [true],
  },
  suggestionWithdrawal: { withdrawn: [true, false, '撤回'], deleted: [true, false] },
  notInvented: { name: ['甲'] },
} as const;
type Kind = keyof typeof kinds;

const partitions = ['e1', 'e2', 'city', 'town:t06'];

interface Write {
  readonly author: number;
  readonly kind: Kind;
  readonly id: number;
  readonly partition: number;
  readonly fields: readonly (readonly [field: number, value: number])[];
  /** How many earlier writes of the record the author saw. */
  readonly seen: number;
  readonly hlcMs: number;
  /** A copy of the laptop wrote it, under the number of the write before. */
  readonly forks: boolean;
  /** Of an assignment: whether it names how far the towns had come. */
  readonly cuts: boolean;
}

const write: fc.Arbitrary<Write> = fc.record({
  author: fc.nat(authors.length - 1),
  kind: fc.constantFrom<Kind>(
    'enterprise',
    'enterprise',
    'enterprise',
    'title',
    'person',
    'filing',
    'suggestionWithdrawal',
    'notInvented',
  ),
  id: fc.constantFrom(0, 0, 0, 1),
  // Mostly where the record belongs.
  partition: fc.nat(24),
  fields: fc.array(fc.tuple(fc.constantFrom(0, 1, 1, 1, 2, 3, 4, 5, 6), fc.nat(2)), {
    minLength: 1,
    maxLength: 2,
  }),
  seen: fc.nat(3),
  hlcMs: fc.nat(20),
  forks: fc.boolean(),
  cuts: fc.boolean(),
});

function recordId({ kind, id }: Write): string {
  if (kind === 'enterprise') return `e${id + 1}`;
  // A town takes back what it suggested; the other towns, and the city, cannot.
  return kind === 'suggestionWithdrawal' ? `${id === 0 ? 't06' : 't10'}:${'0'.repeat(64)}` : `r${id}`;
}

/** The operations that the writes are, each stream numbered from one. */
function operationsOf(writes: readonly Write[]): ParsedOperation[] {
  const ends = new Map<string, { seq: number; prev: string | null; before: string | null }>();
  const earlier = new Map<string, { id: string; body: OperationBody }[]>();
  return writes.map((one, index) => {
    const author = authors[one.author] as LogAuthor;
    const entity: [string, string] = [one.kind, recordId(one)];
    const home = one.kind === 'enterprise' ? entity[1] : one.kind === 'person' ? 'city' : 'e1';
    const partition = partitions[one.partition] ?? home;
    const stream = `${partition} ${author.incarnation}`;
    const end = ends.get(stream) ?? { seq: 0, prev: null, before: null };
    const isFork = one.forks && end.seq > 0;
    const known = earlier.get(entity.join(' ')) ?? [];
    const values = Object.entries(kinds[one.kind]) as [string, readonly unknown[]][];
    const fields: OperationBody['fields'] = {};
    for (const [field, choice] of one.fields) {
      const [name, choices] = values[field % values.length] ?? ['name', ['甲']];
      const parents = known.filter(({ body }) => body.fields[name]).slice(-one.seen - 1, -1);
      const value = choices[choice % choices.length] as OperationBody['fields'][string]['value'];
      fields[name] = { value, parents: parents.map(({ id }) => id).sort() };
    }
    if (fields['townId'] && one.cuts) {
      const streams = [...ends].filter(([key]) => key.startsWith(`${partition} `));
      const cut = streams.map(([key, { seq }]) => [key.split(' ')[1] ?? '', seq] as [string, number]);
      fields['assignmentCut'] = { value: { streams: cut, towns: ['t06'] }, parents: [] };
    }
    const body: OperationBody = {
      v: 1,
      partition,
      incarnation: author.incarnation,
      seq: isFork ? end.seq : end.seq + 1,
      prev: isFork ? end.before : end.prev,
      author: author.deviceId,
      hlc: [testNowMs + one.hlcMs, 0],
      wall: testNowMs + index,
      kind: 'put',
      entity,
      fields,
    };
    const operation = parseOperation(Buffer.from(canonicalJson(body), 'utf8'));
    ends.set(stream, { seq: body.seq, prev: operation.id, before: body.prev });
    earlier.set(entity.join(' '), [...known, { id: operation.id, body }]);
    return operation;
  });
}

/** In memory: a desk that knows all but these laptops. */
function openDesk(unknown: readonly LogAuthor[] = []): ReadDb {
  const { db } = openFleet({ f: '' })('f');
  for (const author of authors) if (!unknown.includes(author)) certify(db, author);
  return db;
}

it('desks with the same operations are the same, whatever came first, in whatever groups, and known however late', () => {
  const seen = new Set<string>();
  fc.assert(
    fc.property(
      fc.array(write, { minLength: 6, maxLength: 22 }),
      fc.infiniteStream(fc.nat()),
      fc.integer({ min: 1, max: 9 }),
      late,
      (writes, random, size, unknown) => {
        const operations = operationsOf(writes);
        const reference = openDesk();
        takeOperations(reference, operations);
        const expected = derivedText(reference);
        for (const [, reason] of expected.matchAll(/"hold_reason":"([a-z-]*)"/g)) seen.add(reason ?? '');

        const order = operations
          .map((operation) => ({ operation, rank: random.next().value }))
          .toSorted((a, b) => a.rank - b.rank)
          .map(({ operation }) => operation);
        const db = openDesk(unknown);
        for (let at = 0; at < order.length; at += size) {
          takeOperations(db, order.slice(Math.max(0, at - 1), at + size));
        }
        for (const author of unknown) certify(db, author);
        expect(derivedText(db)).toBe(expected);
        transact(db, rebuildProjections);
        expect(derivedText(db)).toBe(expected);
        transact(db, (writable) => rejudgeAll(writable, (id) => findAuthor(writable, id)));
        expect(derivedText(db)).toBe(expected);
        for (const desk of [db, reference]) desk.connection.close();
      },
    ),
    { numRuns: 60 },
  );
  // The stories are about something.
  expect([...seen]).toEqual(
    expect.arrayContaining(['foreign-partition', 'invalid-value', 'misplaced', 'not-owner']),
  );
});
