/** Deltas, lost, repeated and late, end where the exchange of full logs ends. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { forgetOutside, putSent } from '../../../db/exchange/delivery.ts';
import { composeOutgoing } from '../../../db/exchange/outgoing.ts';
import { missingPrerequisites } from '../../../db/exchange/prerequisites.ts';
import { partitionsFor } from '../../../db/exchange/scope.ts';
import type { Party } from '../../../db/party.ts';
import { all, type ReadDb, sql, transact, value } from '../../../db/sql.ts';
import { testNowMs } from '../../support/database.ts';
import {
  idOf,
  type Laptop,
  type Letter,
  ledgerText,
  openFleet,
  save,
  seal,
  take,
} from '../../support/fleet.ts';

const towns = { c: '', a: 't06', b: 't06', d: 't01' } as const;
const digits = ['c', 'a', 'b', 'd'] as const;
type Digit = (typeof digits)[number];
type TownDigit = Exclude<Digit, 'c'>;
const enterprises = ['e1', 'e2', 'e3'];

type Step =
  | { readonly kind: 'save'; readonly by: Digit; readonly at: number; readonly field: 'address' | 'note' }
  | { readonly kind: 'assign'; readonly at: number; readonly townId: 't06' | 't01' }
  | { readonly kind: 'export'; readonly from: Digit; readonly townId: 't06' | 't01' }
  /** Of the letters for the laptop, one from the start or the end; it stays, so that it may come again. */
  | { readonly kind: 'deliver'; readonly to: Digit; readonly pick: number }
  /** A town and the city exchange, both ways, and nothing is lost. */
  | { readonly kind: 'meet'; readonly digit: TownDigit }
  /** The disk is gone: the laptop begins with nothing, in a new incarnation. */
  | { readonly kind: 'lose'; readonly digit: TownDigit };

const digit = fc.constantFrom(...digits);
const townDigit = fc.constantFrom('a' as const, 'b' as const, 'd' as const);
const townId = fc.constantFrom('t06' as const, 't01' as const);
const at = fc.nat(enterprises.length - 1);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      kind: fc.constant('save' as const),
      by: digit,
      at,
      field: fc.constantFrom('address' as const, 'note' as const),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('assign' as const), at, townId }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('export' as const), from: digit, townId }) },
  { weight: 7, arbitrary: fc.record({ kind: fc.constant('deliver' as const), to: digit, pick: fc.nat(40) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('meet' as const), digit: townDigit }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lose' as const), digit: townDigit }) },
);

const partyOf = (of: Digit): Party => ({ side: of === 'c' ? 'city' : 'town', townId: towns[of] });
const keyOf = ({ side, townId: town }: Party): string => `${side} ${town}`;

/** Laptops and the letters on their way. */
function openWorld() {
  const fleet = openFleet(towns);
  const laptops = new Map<Digit, Laptop>(digits.map((name) => [name, fleet(name)]));
  const letters = new Map<string, Letter[]>();
  const waiting = new Map<Digit, Letter[]>();
  let number = 0;
  const laptop = (name: Digit): Laptop => laptops.get(name) ?? fleet(name);

  const receive = (name: Digit, letter: Letter): void => {
    const { db } = laptop(name);
    if (missingPrerequisites(db, letter.manifest).length > 0) {
      waiting.set(name, [...(waiting.get(name) ?? []), letter]);
      return;
    }
    take(laptop(name), letter);
    expect(gaps(db)).toEqual([]);
    const again = waiting.get(name) ?? [];
    waiting.set(name, []);
    for (const other of again) receive(name, other);
  };

  return {
    laptop,
    waiting: (name: Digit): readonly Letter[] => waiting.get(name) ?? [],
    lose: (name: Digit): void => {
      const fresh = openFleet(towns)(name);
      number += 1;
      laptops.set(name, { db: fresh.db, identity: { ...fresh.identity, incarnation: idOf(`i${number}`) } });
      waiting.set(name, []);
    },
    write: (from: Digit, to: Party, mode: 'delta' | 'full' = 'delta'): Letter => {
      const { db, identity } = laptop(from);
      number += 1;
      const outgoing = composeOutgoing(db, identity, to, {
        bundleId: idOf(`bundle ${number}`),
        program: 'test',
        nowMs: testNowMs,
        ...(mode === 'full' ? { mode } : { fullLogBytes: 0 }),
      });
      transact(db, (writable) => {
        putSent(writable, to, outgoing.reach);
        forgetOutside(writable, to, outgoing.partitions);
      });
      return seal(outgoing);
    },
    send: (to: Party, letter: Letter): void => {
      letters.set(keyOf(to), [...(letters.get(keyOf(to)) ?? []), letter]);
    },
    letterFor: (name: Digit, pick: number): Letter | undefined => {
      const bag = letters.get(keyOf(partyOf(name))) ?? [];
      return bag[pick % 2 === 0 ? pick % Math.max(1, bag.length) : bag.length - 1];
    },
    receive,
  };
}

/** Streams with a number missing: an operation was left out that was not here. */
function gaps(db: ReadDb): unknown[] {
  return all(
    db,
    sql`SELECT partition_id, incarnation FROM op GROUP BY partition_id, incarnation
        HAVING max(seq) <> count(DISTINCT seq)`,
  );
}

function play(world: ReturnType<typeof openWorld>, steps: readonly Step[]): void {
  let text = 0;
  for (const { id, town } of [
    { id: 'e1', town: 't06' },
    { id: 'e2', town: 't06' },
    { id: 'e3', town: 't01' },
  ]) {
    save(world.laptop('c'), id, { name: `企业${id}`, townId: town });
  }
  for (const now of steps) {
    text += 1;
    if (now.kind === 'save') {
      const laptop = world.laptop(now.by);
      const id = enterprises[now.at] ?? 'e1';
      const isThere = value(laptop.db, sql`SELECT 1 FROM enterprise WHERE id = ${id}`) !== undefined;
      const isGone = value(laptop.db, sql`SELECT 1 FROM handover WHERE enterprise_id = ${id}`) !== undefined;
      if (isThere && !isGone) save(laptop, id, { [now.field]: `第${text}步` });
    } else if (now.kind === 'assign') {
      save(world.laptop('c'), enterprises[now.at] ?? 'e1', { townId: now.townId });
    } else if (now.kind === 'export') {
      const to: Party =
        now.from === 'c' ? { side: 'town', townId: now.townId } : { side: 'city', townId: '' };
      world.send(to, world.write(now.from, to));
    } else if (now.kind === 'deliver') {
      const letter = world.letterFor(now.to, now.pick);
      if (letter && letter.manifest.sender.deviceId !== world.laptop(now.to).identity.deviceId) {
        world.receive(now.to, letter);
      }
    } else if (now.kind === 'meet') {
      meet(world, now.digit);
    } else world.lose(now.digit);
  }
}

function meet(world: ReturnType<typeof openWorld>, town: TownDigit): void {
  const up = world.write(town, partyOf('c'));
  world.send(partyOf('c'), up);
  world.receive('c', up);
  const down = world.write('c', partyOf(town));
  world.send(partyOf(town), down);
  world.receive(town, down);
}

/** Everybody to the city, then the city to everybody, nothing lost. */
function faultFreeRound(world: ReturnType<typeof openWorld>): void {
  for (const name of ['a', 'b', 'd'] as const) world.receive('c', world.write(name, partyOf('c')));
  for (const name of ['a', 'b', 'd'] as const) world.receive(name, world.write('c', partyOf(name)));
}

/** A laptop that knows only what one full bundle says. */
function readFull(world: ReturnType<typeof openWorld>, from: Digit, to: Digit): ReadDb {
  const fresh = openFleet(towns)(to);
  take(fresh, world.write(from, partyOf(to), 'full'));
  return fresh.db;
}

const idsOf = (db: ReadDb, partitions: readonly string[]): string[] =>
  all<{ id: string }>(
    db,
    sql`SELECT id FROM op WHERE partition_id IN (SELECT value FROM json_each(${JSON.stringify(partitions)})) ORDER BY id`,
  ).map(({ id }) => id);

it('deltas, lost, repeated, late and read by laptops that lost everything, end where full logs end', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const world = openWorld();
      play(world, steps);
      faultFreeRound(world);
      faultFreeRound(world);
      const union = openFleet(towns)('c');
      // The city's own first: a city that lacks its own reassignments takes their notices back, which is an act.
      take(union, { ...world.write('c', partyOf('a'), 'full') });
      take(union, { ...world.write('c', partyOf('d'), 'full') });
      for (const name of ['a', 'b', 'd'] as const) take(union, world.write(name, partyOf('c'), 'full'));
      expect(ledgerText(union.db)).toBe(ledgerText(world.laptop('c').db));
      for (const name of ['a', 'b', 'd'] as const) {
        const scope = partitionsFor(world.laptop('c').db, partyOf(name), 0);
        expect(idsOf(world.laptop(name).db, scope)).toEqual(idsOf(readFull(world, 'c', name), scope));
      }
    }),
    { numRuns: 15 },
  );
});

it('deltas that arrive in order leave out what was acknowledged, and wait for nothing', () => {
  const world = openWorld();
  play(world, []);
  // The first words, of holding nothing yet, count until four later ones came.
  for (let round = 0; round < 5; round += 1) faultFreeRound(world);
  save(world.laptop('c'), 'e1', { note: '只有这一条是新的' });
  const letter = world.write('c', partyOf('a'));
  expect(letter.operations).toHaveLength(1);
  expect(letter.manifest.base.length).toBeGreaterThan(0);
  world.receive('a', letter);
  expect(world.waiting('a')).toEqual([]);
});

it('a laptop that lost what it had acknowledged lets the delta wait, and has all of it after its own bundle', () => {
  const world = openWorld();
  play(world, []);
  for (let round = 0; round < 5; round += 1) meet(world, 'd');
  save(world.laptop('c'), 'e3', { note: '新的' });
  const delta = world.write('c', partyOf('d'));
  world.lose('d');
  world.receive('d', delta);
  expect(world.waiting('d')).toEqual([delta]);
  expect(idsOf(world.laptop('d').db, ['e3'])).toEqual([]);
  meet(world, 'd');
  expect(world.waiting('d')).toEqual([]);
  expect(idsOf(world.laptop('d').db, ['e3'])).toEqual(idsOf(world.laptop('c').db, ['e3']));
});
