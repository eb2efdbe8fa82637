import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendWrite } from '../../../db/log/append.ts';
import { readHeads } from '../../../db/log/record-heads.ts';
import { integrateOperations, type ParsedOperation, parseOperation } from '../../../db/log/integrate.ts';
import { rebuildProjections } from '../../../db/log/rebuild.ts';
import { all, get, type ReadDb, sql, transact } from '../../../db/sql.ts';
import { enterpriseEntity } from '../../../shared/enterprise/entity.ts';
import type { Author } from '../../../shared/log/authority.ts';
import { entitySpecs } from '../../../shared/log/registry.ts';
import { openTestDatabase, testAuthor, testNowMs } from '../../support/database.ts';

const city = testAuthor('city', 'c');
const town = testAuthor('town', 'a');
const authors: Readonly<Record<string, Author>> = { [city.deviceId]: city, [town.deviceId]: town };
const authorOf = (id: string): Author | undefined => authors[id];

interface EnterpriseRow {
  readonly name: string;
  readonly address: string;
}

/** Everything that is derived from the log, as text. */
function projections(db: ReadDb): string {
  const tables = [
    ...entitySpecs.map((spec) => spec.table),
    'head',
    'missing_parent',
    'conflict',
    'disputed_deletion',
    'enterprise_search',
    'person_search',
  ];
  return tables
    .map((table) => {
      const rows = all<Record<string, unknown>>(db, { text: `SELECT * FROM ${table}`, values: [] });
      return `${table}\n${rows
        .map((row) => JSON.stringify(row))
        .sort()
        .join('\n')}`;
    })
    .join('\n');
}

function operationsOf(db: ReadDb): ParsedOperation[] {
  return all<{ bytes: Uint8Array }>(db, sql`SELECT bytes FROM op ORDER BY hlc_ms, hlc_counter, id`).map(
    (row) => parseOperation(row.bytes),
  );
}

function take(db: ReadDb, operations: readonly ParsedOperation[]) {
  return transact(db, (writable) => integrateOperations(writable, operations, authorOf, testNowMs)).value;
}

function write(
  db: ReadDb,
  author: typeof city,
  fields: Record<string, string>,
  seen?: Record<string, string[]>,
) {
  return transact(db, (writable) =>
    appendWrite(writable, author, {
      spec: enterpriseEntity,
      id: 'e1',
      partition: 'e1',
      fields,
      ...(seen ? { seen } : {}),
    }),
  ).value;
}

describe('the operation log', () => {
  it('refuses to write a text that no other desk would take in', () => {
    const db = openTestDatabase();
    expect(() => write(db, city, { name: '重工', note: 'x'.repeat(64 * 1024 + 1) })).toThrow('log.too-large');
    expect(operationsOf(db)).toEqual([]);
    write(db, city, { name: '重工', note: 'x'.repeat(64 * 1024) });
    expect(operationsOf(db)).toHaveLength(1);
  });

  it('projects a save in the same transaction', () => {
    const db = openTestDatabase();
    write(db, city, { name: '南通超达装备股份有限公司' });
    expect(get<EnterpriseRow>(db, sql`SELECT name FROM enterprise WHERE id = 'e1'`)?.name).toBe(
      '南通超达装备股份有限公司',
    );
  });

  it('keeps the search line true to the name, whatever else is written, through removal and return', () => {
    const db = openTestDatabase();
    const lines = () => all<{ names: string }>(db, sql`SELECT names FROM enterprise_search`);
    const mark = (deleted: boolean) =>
      transact(db, (writable) =>
        appendWrite(writable, city, {
          spec: enterpriseEntity,
          id: 'e1',
          partition: 'e1',
          fields: { deleted },
        }),
      );
    write(db, city, { name: '甲厂' });
    write(db, city, { address: '白蒲镇' });
    expect(lines()).toEqual([{ names: '甲厂' }]);
    write(db, city, { name: '乙厂' });
    expect(lines()).toEqual([{ names: '乙厂' }]);
    mark(true);
    write(db, city, { note: '已迁出' });
    expect(lines()).toEqual([]);
    mark(false);
    expect(lines()).toEqual([{ names: '乙厂' }]);
  });

  it('writes no operation when nothing changed', () => {
    const db = openTestDatabase();
    write(db, city, { name: '甲' });
    expect(write(db, city, { name: '甲' })).toBeNull();
    expect(operationsOf(db)).toHaveLength(1);
  });

  it('keeps both values when two desks changed one field, and settles with an ordinary write', () => {
    const here = openTestDatabase();
    const there = openTestDatabase();
    write(here, city, { name: '甲', address: '旧址' });
    take(there, operationsOf(here));
    write(here, city, { address: '市里写的地址' });
    write(there, town, { address: '镇里写的地址' });
    take(here, operationsOf(there));
    expect(readHeads(here, 'enterprise', 'e1').get('address')).toHaveLength(2);
    expect(all(here, sql`SELECT field FROM conflict`)).toEqual([{ field: 'address' }]);
    write(here, city, { address: '商定的地址' });
    expect(all(here, sql`SELECT field FROM conflict`)).toEqual([]);
    take(there, operationsOf(here));
    expect(get<EnterpriseRow>(there, sql`SELECT address FROM enterprise`)?.address).toBe('商定的地址');
    expect(all(there, sql`SELECT field FROM conflict`)).toEqual([]);
  });

  it('an edit made over a value the user had not seen becomes a conflict, not a loss', () => {
    const db = openTestDatabase();
    const first = write(db, city, { address: '一' });
    write(db, city, { address: '二' });
    write(db, city, { address: '三' }, { address: [first ?? ''] });
    expect(readHeads(db, 'enterprise', 'e1').get('address')).toHaveLength(2);
  });

  it('a form that sends a field as it was seen neither undoes what came in meanwhile nor settles a conflict', () => {
    const db = openTestDatabase();
    const first = write(db, city, { address: '一', note: '甲' });
    write(db, city, { address: '二' });
    const seen = { address: [first ?? ''], note: [first ?? ''] };
    write(db, city, { address: '一', note: '乙' }, seen);
    expect(get<EnterpriseRow>(db, sql`SELECT address FROM enterprise`)?.address).toBe('二');
    expect(all(db, sql`SELECT field FROM conflict`)).toEqual([]);
    expect(readHeads(db, 'enterprise', 'e1').get('note')).toHaveLength(1);
  });

  it('refuses a local write to a field the desk does not own', () => {
    const db = openTestDatabase();
    expect(() => write(db, town, { townId: 't01' })).toThrow(
      expect.objectContaining({ code: 'log.not-yours' }),
    );
    expect(operationsOf(db)).toEqual([]);
  });

  it("holds a town's write to the city's field, and an unknown laptop's, without losing them", () => {
    const hostile = openTestDatabase();
    const db = openTestDatabase();
    write(hostile, { ...town, side: 'city' }, { townId: 't01' });
    write(hostile, testAuthor('city', 'f'), { name: '冒名' });
    const report = take(db, operationsOf(hostile));
    expect(report).toMatchObject({ added: 2, held: 2 });
    expect(all(db, sql`SELECT id FROM enterprise`)).toEqual([]);
    expect(all(db, sql`SELECT hold_reason FROM op ORDER BY hold_reason`)).toEqual([
      { hold_reason: 'not-owner' },
      { hold_reason: 'unknown-author' },
    ]);
  });

  it.each([
    ['arrays', '[', ']'],
    ['objects', '{"a":', '}'],
    ['escaped names', '{"\\u0061":', '}'],
  ])('refuses an operation of deeply nested %s instead of exhausting the stack', (_, open, close) => {
    const withValue = (levels: number): Buffer => {
      const value = `${open.repeat(levels)}1${close.repeat(levels)}`;
      const body = { ...operationBodyOf(city.deviceId), fields: { note: { value: '@', parents: [] } } };
      return Buffer.from(JSON.stringify(body).replace('"@"', () => value));
    };
    expect(parseOperation(withValue(20)).body.fields).toHaveProperty('note');
    for (const levels of [33, 1000, 20_000]) {
      expect(() => parseOperation(withValue(levels))).toThrow(
        expect.objectContaining({ code: 'log.bad-operation' }),
      );
    }
  });

  it('stores what a newer program wrote and shows the rest', () => {
    const db = openTestDatabase();
    const bytes = Buffer.from(
      JSON.stringify({
        ...operationBodyOf(city.deviceId),
        kind: 'put',
        entity: ['hologram', 'h1'],
        fields: { shape: { value: 'round', parents: [] } },
      }),
    );
    expect(take(db, [parseOperation(bytes)])).toMatchObject({ added: 1, pending: 1 });
    expect(take(db, [parseOperation(bytes)])).toMatchObject({ added: 0, duplicates: 1 });
  });

  it.each([
    ['not JSON', '{'],
    ['an array', '[]'],
    ['a float', JSON.stringify({ ...operationBodyOf('c'.repeat(32)), seq: 1.5 })],
    ['a path as partition', JSON.stringify({ ...operationBodyOf('c'.repeat(32)), partition: '../../x' })],
    ['a value with a key __proto__', lineWith('"note":{"value":{"a":[{"__proto__":1}]},"parents":[]}')],
    ['such a key in escapes', lineWith('"note":{"value":{"\\u005f_proto__":1},"parents":[]}')],
    ['a field __proto__', lineWith('"__proto__":{"value":1,"parents":[]}')],
  ])('refuses a line that is %s', (_, line) => {
    expect(() => parseOperation(Buffer.from(line))).toThrow(
      expect.objectContaining({ code: 'log.bad-operation' }),
    );
  });
});

/** A line whose fields are this text. */
const lineWith = (fields: string): string =>
  JSON.stringify({ ...operationBodyOf('c'.repeat(32)), fields: '@' }).replace('"@"', () => `{${fields}}`);

function operationBodyOf(author: string) {
  return {
    v: 1,
    partition: 'e1',
    incarnation: 'b'.repeat(32),
    seq: 1,
    prev: null,
    author,
    hlc: [testNowMs, 0],
    wall: testNowMs,
    kind: 'put',
    entity: ['enterprise', 'e1'],
    fields: { name: { value: '甲', parents: [] } },
  };
}

/** A random history of two desks: who writes which field, and when they exchange. */
const step = fc.oneof(
  fc.record({
    kind: fc.constant('write' as const),
    desk: fc.nat(1),
    field: fc.constantFrom('name', 'address', 'note'),
    value: fc.constantFrom('甲', '乙', '丙', '丁'),
    skewMs: fc.integer({ min: -63_072_000_000, max: 63_072_000_000 }),
  }),
  fc.record({ kind: fc.constant('exchange' as const), from: fc.nat(1) }),
);

function play(
  steps: readonly (typeof step extends fc.Arbitrary<infer S> ? S : never)[],
): readonly [ReadDb, ReadDb] {
  const desks = [openTestDatabase(), openTestDatabase()] as const;
  for (const action of steps) {
    if (action.kind === 'write') {
      const author = { ...(action.desk === 0 ? city : town), nowMs: testNowMs + action.skewMs };
      write(desks[action.desk === 0 ? 0 : 1], author, { [action.field]: action.value });
    } else {
      take(desks[action.from === 0 ? 1 : 0], operationsOf(desks[action.from === 0 ? 0 : 1]));
    }
  }
  return desks;
}

describe('merge properties', () => {
  it('desks that hold the same operations show the same, whatever order, grouping and repetition', () => {
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 25 }),
        fc.infiniteStream(fc.nat()),
        fc.integer({ min: 1, max: 5 }),
        (steps, noise, size) => {
          const [here, there] = play(steps);
          take(here, operationsOf(there));
          take(there, operationsOf(here));
          expect(projections(there)).toBe(projections(here));

          const shuffled = operationsOf(here)
            .map((operation) => ({ operation, key: noise.next().value as number }))
            .sort((a, b) => a.key - b.key)
            .map(({ operation }) => operation);
          const third = openTestDatabase();
          for (let at = 0; at < shuffled.length; at += size) {
            take(third, shuffled.slice(at, at + size));
            take(third, shuffled.slice(0, at));
          }
          expect(projections(third)).toBe(projections(here));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('a rebuild from the log gives byte for byte what was there', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const [here, there] = play(steps);
        take(here, operationsOf(there));
        const before = projections(here);
        transact(here, (db) => rebuildProjections(db));
        expect(projections(here)).toBe(before);
      }),
      { numRuns: 40 },
    );
  });

  it('loses no update: every written value is a head or was named as seen by a later write', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        const [here, there] = play(steps);
        take(here, operationsOf(there));
        const operations = operationsOf(here);
        const named = new Set(
          operations.flatMap((operation) =>
            Object.entries(operation.body.fields).flatMap(([field, write_]) =>
              write_.parents.map((parent) => `${field} ${parent}`),
            ),
          ),
        );
        const heads = readHeads(here, 'enterprise', 'e1');
        for (const operation of operations) {
          for (const field of Object.keys(operation.body.fields)) {
            const isHead = heads.get(field)?.some((head) => head.opId === operation.id) ?? false;
            expect(isHead || named.has(`${field} ${operation.id}`)).toBe(true);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('serial edits with full delivery never conflict, whatever the clocks say', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const serial = steps
          .filter((action) => action.kind === 'write')
          .flatMap((action) => [action, { kind: 'exchange' as const, from: action.desk }]);
        const [here, there] = play(serial);
        expect(all(here, sql`SELECT * FROM conflict`)).toEqual([]);
        expect(all(there, sql`SELECT * FROM conflict`)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });
});
