import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { composeOutgoing } from '../../db/exchange/outgoing.ts';
import { missingPrerequisites } from '../../db/exchange/prerequisites.ts';
import type { Party } from '../../db/party.ts';
import { requireIdentity } from '../../db/identity.ts';
import { renewIncarnation } from '../../db/incarnation.ts';
import { listForks } from '../../db/log/fork.ts';
import { closeDatabase, openDatabase } from '../../db/open.ts';
import { all, type ReadDb, sql, transact } from '../../db/sql.ts';
import { anchorProblemOf, keepAnchor } from '../../electron/session/anchor.ts';
import { closeAfterTest } from '../support/cleanup.ts';
import { openTestDatabase, temporaryFolder, testKey, testNowMs } from '../support/database.ts';
import { idOf, type Letter, openFleet, save, seal, take } from '../support/fleet.ts';

/** A laptop: a folder on a machine, its database open. */
interface Laptop {
  readonly folder: string;
  readonly machine: string;
  db: ReadDb;
}

const databaseFiles = ['desk.db', 'desk.db-wal'];

/** As the program does it at every unlock, without the passphrase. */
function open(folder: string, machine: string): Laptop {
  const db = openDatabase({ file: join(folder, 'desk.db'), key: testKey, mustExist: true });
  closeAfterTest(() => closeDatabase(db));
  const place = { folder, machineId: () => machine };
  const problem = anchorProblemOf(place, db);
  if (problem) transact(db, (writable) => renewIncarnation(writable, { reason: problem }, testNowMs));
  keepAnchor(place, db);
  return { folder, machine, db };
}

/** The files as they lie there now: the program may be open, and killed the next moment. */
function copyFolder(from: string, names: readonly string[], to = temporaryFolder()): string {
  mkdirSync(to, { recursive: true });
  for (const name of names) {
    if (existsSync(join(from, name))) copyFileSync(join(from, name), join(to, name));
    else rmSync(join(to, name), { force: true });
  }
  return to;
}

const everything = [...databaseFiles, 'anchor.json'];

/** The program dies, files are put over the desk's own, it starts again. */
function restartOver(laptop: Laptop, from: string, names: readonly string[]): void {
  closeDatabase(laptop.db);
  copyFolder(from, names, laptop.folder);
  laptop.db = open(laptop.folder, laptop.machine).db;
}

const operationIds = ({ db }: Laptop): string[] =>
  all<{ id: string }>(db, sql`SELECT id FROM op ORDER BY id`).map(({ id }) => id);

const member = (laptop: Laptop) => ({ db: laptop.db, identity: requireIdentity(laptop.db) });

let letters = 0;
function post(from: Laptop, mode: 'delta' | 'full'): Letter {
  const identity = requireIdentity(from.db);
  const to: Party = identity.side === 'city' ? { side: 'town', townId: 't06' } : { side: 'city', townId: '' };
  letters += 1;
  const bundleId = idOf(`letter ${letters}`);
  return seal(
    composeOutgoing(from.db, identity, to, {
      bundleId,
      program: '0',
      nowMs: testNowMs,
      ...(mode === 'full' ? { mode } : { fullLogBytes: 0 }),
    }),
  );
}

/** Whether the bundle was taken in; a delta without its base waits, and nothing of it is. */
function receive(laptop: Laptop, letter: Letter): boolean {
  if (missingPrerequisites(laptop.db, letter.manifest).length > 0) return false;
  take(member(laptop), letter);
  return true;
}

/** One step: what happens, to which laptop, with which of the copies or letters that lie about. */
interface Step {
  readonly what:
    | 'save'
    | 'send'
    | 'post'
    | 'deliver'
    | 'copy'
    | 'restore'
    | 'roll-back'
    | 'put-back'
    | 'move'
    | 'twin'
    | 'kill';
  readonly who: number;
  readonly which: number;
}

const quiet = ['save', 'save', 'save', 'send', 'post', 'deliver', 'copy', 'copy', 'kill'] as const;
const noticed = ['restore', 'roll-back', 'move'] as const;
const unnoticed = ['put-back', 'twin'] as const;

const stepsOf = (kinds: readonly Step['what'][]): fc.Arbitrary<Step[]> =>
  fc.array(fc.record({ what: fc.constantFrom(...kinds), who: fc.nat(3), which: fc.nat(9) }), {
    minLength: 8,
    maxLength: 28,
    size: 'max',
  });

class World {
  readonly city: Laptop;
  readonly towns: Laptop[];
  private readonly copies: string[] = [];
  private readonly underway: { letter: Letter; toCity: boolean }[] = [];
  private saves = 0;

  private readonly mode: 'delta' | 'full';

  constructor(mode: 'delta' | 'full') {
    this.mode = mode;
    const fleet = openFleet({ c: '', a: 't06', b: 't06' }, openTestDatabase);
    const [city, ...towns] = ['c', 'a', 'b'].map((digit, index): Laptop => {
      const laptop = fleet(digit);
      if (digit === 'c') save(laptop, 'e1', { name: '某企业', townId: 't06' });
      const folder = dirname(laptop.db.connection.name);
      closeDatabase(laptop.db);
      return open(folder, `machine-${index}`);
    });
    if (!city) throw new Error('no city');
    this.city = city;
    this.towns = towns;
    for (const town of this.towns) this.send(this.city, town);
  }

  play({ what, who, which }: Step): void {
    const laptop = [this.city, ...this.towns][who % (this.towns.length + 1)] ?? this.city;
    const copy = this.copies.at(-1 - (which % 3));
    switch (what) {
      case 'save':
        this.save(laptop);
        if (which % 2 === 0 && laptop !== this.city) this.send(laptop, this.city);
        return;
      case 'send':
        if (laptop === this.city) this.send(this.city, this.towns[which % this.towns.length] ?? this.city);
        else this.send(laptop, this.city);
        return;
      case 'post':
        this.underway.push({ letter: post(laptop, this.mode), toCity: laptop !== this.city });
        return;
      case 'deliver': {
        const [found] = this.underway.splice(which % Math.max(1, this.underway.length), 1);
        const to = found?.toCity ? this.city : this.towns[who % this.towns.length];
        if (found && to) receive(to, found.letter);
        return;
      }
      case 'kill':
        restartOver(laptop, laptop.folder, []);
        return;
      case 'copy':
        if (laptop !== this.city) this.copies.push(copyFolder(laptop.folder, everything));
        return;
      case 'restore': {
        const town = this.ownerOf(copy);
        if (!town || copy === undefined) return;
        restartOver(town, copy, databaseFiles);
        const rotation = { reason: 'restore', backup: '', quarantine: '', time: '' } as const;
        transact(town.db, (db) => renewIncarnation(db, rotation, testNowMs));
        this.save(town);
        return;
      }
      case 'roll-back':
      case 'put-back': {
        const town = this.ownerOf(copy);
        if (!town || copy === undefined) return;
        restartOver(town, copy, what === 'roll-back' ? databaseFiles : everything);
        this.save(town);
        return;
      }
      case 'move':
      case 'twin':
        if (copy === undefined || this.towns.length >= 4) return;
        this.towns.push(
          open(
            copyFolder(copy, everything),
            what === 'move' ? `other-${this.towns.length}` : this.machineOf(copy),
          ),
        );
        return;
    }
  }

  private save(laptop: Laptop): void {
    this.saves += 1;
    save(member(laptop), 'e1', { note: `第 ${this.saves} 次` });
  }

  /** Every operation that lies on any laptop now. */
  surviving(): string[] {
    return [...new Set([this.city, ...this.towns].flatMap(operationIds))].toSorted();
  }

  /** Two months in which nothing goes wrong. */
  settle(): void {
    for (let round = 0; round < 2; round += 1) {
      for (const town of this.towns) this.send(town, this.city);
      for (const town of this.towns) this.send(this.city, town);
    }
  }

  /** Where it has to wait for what it builds upon, all of it is asked for. */
  private send(from: Laptop, to: Laptop): void {
    if (!receive(to, post(from, this.mode))) receive(to, post(from, 'full'));
  }

  /** The laptop a copy was made of: the first with its device. */
  private ownerOf(copy: string | undefined): Laptop | undefined {
    if (copy === undefined) return undefined;
    const device = this.deviceOf(copy);
    return this.towns.find((town) => requireIdentity(town.db).deviceId === device);
  }

  private machineOf(copy: string): string {
    return this.ownerOf(copy)?.machine ?? '';
  }

  private deviceOf(copy: string): string {
    const db = openDatabase({ file: join(copyFolder(copy, databaseFiles), 'desk.db'), key: testKey });
    const { deviceId } = requireIdentity(db);
    closeDatabase(db);
    return deviceId;
  }
}

function playOut(mode: 'delta' | 'full', steps: readonly Step[]): World {
  const world = new World(mode);
  for (const step of steps) world.play(step);
  const surviving = world.surviving();
  world.settle();
  for (const laptop of [world.city, ...world.towns]) expect(operationIds(laptop)).toEqual(surviving);
  return world;
}

const mode = fc.constantFrom('delta' as const, 'full' as const);

it('loses no acknowledged save that still lies anywhere, whatever is copied, put back and exchanged', () => {
  fc.assert(
    fc.property(
      mode,
      stepsOf([...quiet, ...noticed, ...unnoticed]),
      (bundles, steps) => void playOut(bundles, steps),
    ),
    { numRuns: 20 },
  );
});

it('never gives a number twice when every fork is noticed at the unlock', () => {
  fc.assert(
    fc.property(mode, stepsOf([...quiet, ...noticed]), (bundles, steps) => {
      const { city, towns } = playOut(bundles, steps);
      for (const { db } of [city, ...towns]) expect(listForks(db)).toEqual([]);
    }),
    { numRuns: 20 },
  );
});
