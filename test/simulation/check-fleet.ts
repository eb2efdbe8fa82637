/** What must hold between desks when all is handed over: invariants 1, 2, 5 and 10. */
import type { ParsedOperation } from '../../db/log/integrate.ts';
import { all, type ReadDb, sql, transact } from '../../db/sql.ts';
import { entitySpecs } from '../../shared/log/registry.ts';
import { compareDerived, conflictsOf } from './check-desk.ts';
import { partitionsOfLeader } from './check-leaders.ts';
import { copyOf, openCopy } from './databases.ts';
import { isOld, mayEdit, type SimulatedDesk } from './desk.ts';
import { derivedRows, rowText } from './digest.ts';
import { isCityOffice, isLeader } from './parties.ts';
import { isSerial } from './planning.ts';
import type { Random } from './random.ts';
import { ensure } from './violation.ts';
import { cityDesk, liveDesks, type World } from './world.ts';

/** Invariants 4 and 5. */
export function checkDelivery(world: World): void {
  const city = cityDesk(world);
  for (const desk of liveDesks(world)) {
    for (const id of desk.expected) {
      ensure(city.expected.has(id), 'delivery', () => `the city lacks ${id}, which ${desk.name} holds`);
    }
  }
  for (const [id, { desk, step }] of world.saved) {
    const isAccountedFor = city.expected.has(id) || (world.restored.get(desk) ?? -1) > step;
    ensure(isAccountedFor, 'noLostUpdate', () => `the save ${id} of ${desk} (step ${step}) is nowhere`);
  }
}

/** Invariant 1, partition by partition: a town has only some of the city's, and so has a leader. */
export function checkConvergence(world: World): void {
  const city = cityDesk(world);
  const ofCity = derivedByPartition(city.db);
  const operations = operationsByPartition(city.db);
  for (const desk of liveDesks(world)) {
    if (desk === city) continue;
    const mine = derivedByPartition(desk.db);
    const held = operationsByPartition(desk.db);
    for (const partition of sharedWithCity(world, desk)) {
      ensure(
        idsOf(operations, partition) === idsOf(held, partition),
        'delivery',
        () => `${desk.name} and the city hold different operations of ${partition}`,
      );
      // What an older program cannot show it shows differently.
      if (isOld(desk) !== isOld(city)) continue;
      const [a, b] = [lines(ofCity, operations, partition), lines(mine, held, partition)];
      const at = a.findIndex((line, index) => line !== b[index]);
      ensure(
        at < 0 && a.length === b.length,
        'convergence',
        () =>
          `${desk.name} shows ${partition} otherwise than the city:\n  ${a.at(at) ?? '–'}\n  ${b.at(at) ?? '–'}`,
      );
    }
  }
}

/** A town shows as its own, and lets be edited, only what the city has assigned to it. */
export function checkOwnership(world: World): void {
  const city = cityDesk(world);
  for (const desk of liveDesks(world)) {
    if (isCityOffice(desk) || isLeader(desk)) continue;
    const theirs = new Set(partitionsOfTown(city.db, desk.townId));
    const rows = all<{ id: string }>(desk.db, sql`SELECT id FROM enterprise WHERE town_id = ${desk.townId}`);
    const foreign = rows.find(({ id }) => !theirs.has(id) && mayEdit(desk, id));
    ensure(
      foreign === undefined,
      'convergence',
      () => `${desk.name} keeps ${foreign?.id} as its own, which the city gave to another town`,
    );
  }
}

/** Invariant 10. */
export function checkSerial(world: World): void {
  for (const desk of liveDesks(world)) {
    const conflict = conflictsOf(desk.db).find(({ partition_id: partition }) => isSerial(partition));
    ensure(
      conflict === undefined,
      'serial',
      () => `${desk.name}: a conflict in ${conflict?.entity} ${conflict?.field}`,
    );
  }
}

/** Invariant 2: the city's operations once more, shuffled, in groups, some of them twice. */
export function checkAnyOrder(world: World, random: Random): void {
  const city = cityDesk(world);
  const other = openCopy(copyOf(city.db));
  transact(other, ({ connection }) => {
    for (const table of ['op', 'stream', 'fork', 'receipt', 'bundle'])
      connection.exec(`DELETE FROM ${table}`);
    connection.exec('UPDATE commit_chain SET hlc_ms = 0, hlc_counter = 0');
  });
  const program = city.program;
  transact(other, (writable) => program.rebuildProjections(writable));
  const shuffled = random.shuffled(parsedOperations(city));
  for (let at = 0; at < shuffled.length; ) {
    const size = 1 + random.below(Math.max(4, shuffled.length / 8));
    const again = random.chance(0.3) ? shuffled.slice(0, random.below(at + 1)) : [];
    take(city, other, [...shuffled.slice(at, at + size), ...again], world.nowMs);
    at += size;
  }
  compareDerived(city.name, 'anyOrder', derivedRows(city.db), derivedRows(other));
  compareDerived(
    city.name,
    'anyOrder',
    new Map([['op', judgements(city.db)]]),
    new Map([['op', judgements(other)]]),
  );
  other.connection.close();
}

function take(city: SimulatedDesk, db: ReadDb, operations: readonly ParsedOperation[], nowMs: number): void {
  const { program } = city;
  transact(db, (writable) =>
    program.integrateOperations(writable, operations, (id) => program.findAuthor(writable, id), nowMs),
  );
}

function parsedOperations(desk: SimulatedDesk): ParsedOperation[] {
  return all<{ bytes: Uint8Array }>(desk.db, sql`SELECT bytes FROM op ORDER BY id`).map(({ bytes }) =>
    desk.program.parseOperation(bytes),
  );
}

function judgements(db: ReadDb): string[] {
  return all<Record<string, unknown>>(db, sql`SELECT id, side, state, hold_reason FROM op ORDER BY id`).map(
    rowText,
  );
}

function sharedWithCity(world: World, desk: SimulatedDesk): string[] {
  return isLeader(desk) ? partitionsOfLeader(world, desk) : partitionsOfTown(cityDesk(world).db, desk.townId);
}

/** What the city sends to a town, by the city's own account. */
function partitionsOfTown(city: ReadDb, townId: string): string[] {
  const rows = all<{ id: string }>(city, sql`SELECT id FROM enterprise WHERE town_id = ${townId}`);
  return ['city', `town:${townId}`, ...rows.map(({ id }) => id)];
}

interface HeldOperation {
  readonly id: string;
  readonly text: string;
}

function operationsByPartition(db: ReadDb): Map<string, HeldOperation[]> {
  const rows = all<{ id: string; partition_id: string }>(
    db,
    sql`SELECT id, partition_id, side, state, hold_reason FROM op ORDER BY id`,
  );
  return Map.groupBy(
    rows.map((row) => ({ id: row.id, partition: row.partition_id, text: `op ${rowText({ ...row })}` })),
    ({ partition }) => partition,
  );
}

function idsOf(operations: ReadonlyMap<string, readonly HeldOperation[]>, partition: string): string {
  return (operations.get(partition) ?? []).map(({ id }) => id).join(' ');
}

function lines(
  derived: ReadonlyMap<string, readonly string[]>,
  operations: ReadonlyMap<string, readonly HeldOperation[]>,
  partition: string,
): string[] {
  return [...(operations.get(partition) ?? []).map(({ text }) => text), ...(derived.get(partition) ?? [])];
}

/** partition → rows of all tables that belong to it, sorted. */
function derivedByPartition(db: ReadDb): Map<string, string[]> {
  const partitionOf = new Map<string, string>();
  const found = new Map<string, string[]>();
  const note = (partition: string, line: string): void => {
    const list = found.get(partition);
    if (list) list.push(line);
    else found.set(partition, [line]);
  };
  const rowsOf = (table: string) =>
    all<Record<string, unknown>>(db, { text: `SELECT * FROM ${table}`, values: [] });
  for (const { type, table } of entitySpecs) {
    for (const row of rowsOf(table)) {
      const partition = String(row['partition_id']);
      partitionOf.set(`${type}/${String(row['id'])}`, partition);
      note(partition, `${table} ${rowText(row)}`);
    }
  }
  const keyOf = {
    head: (row) => String(row['entity']),
    missing_parent: (row) => String(row['entity']),
    conflict: (row) => String(row['entity']),
    enterprise_search: (row) => `enterprise/${String(row['enterprise_id'])}`,
    person_search: (row) => `person/${String(row['person_id'])}`,
  } as const satisfies Record<string, (row: Record<string, unknown>) => string>;
  for (const [table, key] of Object.entries(keyOf)) {
    for (const row of rowsOf(table)) note(partitionOf.get(key(row)) ?? '', `${table} ${rowText(row)}`);
  }
  for (const list of found.values()) list.sort();
  return found;
}
