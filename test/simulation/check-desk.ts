/** What must hold at one desk at any time: invariants 3, 4, 6 and the simulator's own account of what it holds. */
import { sha256Hex } from '../../db/crypto.ts';
import { all, type ReadDb, sql, transact } from '../../db/sql.ts';
import type { OperationBody } from '../../shared/log/operation.ts';
import { derivedRows } from './digest.ts';
import { operationIds, type SimulatedDesk } from './desk.ts';
import { modelAssignments, type ModelHead, modelHeads, modelHoldReason, writesOf } from './model.ts';
import { isCityOffice, type Owner } from './parties.ts';
import { ensure, type Invariant, Violation } from './violation.ts';
import type { World } from './world.ts';

interface OperationRow {
  readonly id: string;
  readonly state: string;
  readonly hold_reason: string;
  readonly bytes: Uint8Array;
}

/** Nothing vanished that was not restored away, and nothing came from nowhere. Cheap. */
export function checkHoldings(desk: SimulatedDesk): void {
  const ids = operationIds(desk.db);
  const extra = ids.find((id) => !desk.expected.has(id));
  ensure(extra === undefined, 'delivery', () => `${desk.name} holds ${extra}, which nobody brought`);
  if (ids.length === desk.expected.size) return;
  const held = new Set(ids);
  const lost = [...desk.expected].find((id) => !held.has(id));
  throw new Violation('noLostUpdate', `${desk.name} lost the operation ${lost}`);
}

/** Every operation as it was written, judged as the table says, and its effect where it must be. */
export function checkLog(world: World, desk: SimulatedDesk): void {
  const rows = all<OperationRow>(desk.db, sql`SELECT id, state, hold_reason, bytes FROM op`);
  const authors = authorsOf(world);
  const writes = writesOf(rows).map((write) => ({ ...write, body: understood(desk, write.body) }));
  const assignments = modelAssignments(writes.filter(({ body }) => isOfCity(authors.get(body.author))));
  rows.forEach((row, index) => {
    ensure(sha256Hex(row.bytes) === row.id, 'serial', () => `${desk.name}: the bytes of ${row.id} changed`);
    const { body } = writes[index]!;
    const isKnown = desk.program.entitySpec(body.entity[0]) !== undefined;
    const reason = modelHoldReason(authors.get(body.author), body, assignments.get(body.partition));
    const state = !isKnown ? 'pending' : reason === '' ? 'applied' : 'held';
    ensure(
      row.state === state && (state !== 'held' || row.hold_reason === reason),
      'authority',
      () =>
        `${desk.name}: ${row.id} is ${row.state} ${row.hold_reason}, not ${state} ${reason} (${body.entity.join('/')} ${Object.keys(body.fields).join()} by ${body.author})`,
    );
  });
  checkForks(desk, writes);
  checkHeads(desk, modelHeads(writes.filter((_, index) => rows[index]?.state === 'applied')));
}

function isOfCity(author: Owner | undefined): boolean {
  return author !== undefined && isCityOffice(author);
}

/** Two operations with one number: both are kept, and the stream is marked from there on. */
function checkForks(desk: SimulatedDesk, writes: readonly { readonly body: OperationBody }[]): void {
  const marked = new Map(
    all<{ key: string; seq: number }>(
      desk.db,
      sql`SELECT partition_id || ' ' || incarnation AS key, seq FROM fork`,
    ).map(({ key, seq }) => [key, seq]),
  );
  const taken = new Set<string>();
  for (const { body } of writes) {
    const key = `${body.partition} ${body.incarnation}`;
    const isTwice = taken.has(`${key} ${body.seq}`);
    taken.add(`${key} ${body.seq}`);
    ensure(
      !isTwice || (marked.get(key) ?? Infinity) <= body.seq,
      'delivery',
      () => `${desk.name} does not know that ${key} forked at ${body.seq}`,
    );
  }
}

/** Without the fields this desk's program has not heard of: they have no owner here yet, and are not shown. */
function understood(desk: SimulatedDesk, body: OperationBody): OperationBody {
  const spec = desk.program.entitySpec(body.entity[0]);
  const fields = Object.entries(body.fields).filter(([name]) => name === 'deleted' || spec?.fields[name]);
  return { ...body, fields: Object.fromEntries(fields) };
}

const owners = new WeakMap<World, Map<string, Owner>>();

/** device id → whose it is */
function authorsOf(world: World): ReadonlyMap<string, Owner> {
  let authors = owners.get(world);
  if (!authors) {
    authors = new Map();
    owners.set(world, authors);
    for (const { db } of world.desks.values()) {
      for (const { id, ...owner } of all<Owner & { readonly id: string }>(
        db,
        sql`SELECT device_id AS id, town_id AS townId, leader_id AS leaderId FROM identity`,
      )) {
        authors.set(id, owner);
      }
    }
  }
  return authors;
}

/** Invariant 4: the heads the program keeps are exactly those of the log, and its conflicts those of the heads. */
function checkHeads(desk: SimulatedDesk, model: ReadonlyMap<string, ReadonlyMap<string, ModelHead[]>>): void {
  const expected: string[] = [];
  const conflicts: string[] = [];
  for (const [record, fields] of model) {
    for (const [field, heads] of fields) {
      for (const { opId, value } of heads) expected.push(`${record} ${field} ${opId} ${value}`);
      if (new Set(heads.map(({ value }) => value)).size > 1) conflicts.push(`${record} ${field}`);
    }
  }
  const rows = all<{ entity: string; field: string; op_id: string; value: string }>(
    desk.db,
    sql`SELECT entity, field, op_id, value FROM head`,
  );
  const actual = rows.map((row) => `${row.entity} ${row.field} ${row.op_id} ${row.value}`);
  ensureSame(desk, 'noLostUpdate', 'heads', expected, actual);
  const open = all<{ entity: string; field: string }>(desk.db, sql`SELECT entity, field FROM conflict`);
  ensureSame(
    desk,
    'noLostUpdate',
    'conflicts',
    conflicts,
    open.map((row) => `${row.entity} ${row.field}`),
  );
}

function ensureSame(
  desk: SimulatedDesk,
  invariant: Invariant,
  what: string,
  expected: readonly string[],
  actual: readonly string[],
): void {
  const have = new Set(actual);
  const must = new Set(expected);
  const missing = expected.find((line) => !have.has(line));
  ensure(missing === undefined, invariant, () => `${desk.name}: ${what} lack ${missing}`);
  const extra = actual.find((line) => !must.has(line));
  ensure(extra === undefined, invariant, () => `${desk.name}: ${what} have ${extra} too many`);
}

class RolledBack extends Error {}

/** Invariant 3, in a transaction that is rolled back. */
export function checkRebuilt(desk: SimulatedDesk): void {
  const before = derivedRows(desk.db);
  let after = before;
  try {
    transact(desk.db, (writable) => {
      desk.program.rebuildProjections(writable);
      after = derivedRows(writable);
      throw new RolledBack();
    });
  } catch (error) {
    if (!(error instanceof RolledBack)) throw error;
  }
  compareDerived(desk.name, 'rebuilt', before, after);
}

/** Invariant 2: another database that takes the same operations in another order. `take` brings them. */
export function compareDerived(
  name: string,
  invariant: Invariant,
  grown: ReadonlyMap<string, readonly string[]>,
  other: ReadonlyMap<string, readonly string[]>,
): void {
  for (const [table, rows] of grown) {
    const others = other.get(table) ?? [];
    const at = rows.findIndex((row, index) => row !== others[index]);
    const isSame = at < 0 && rows.length === others.length;
    ensure(
      isSame,
      invariant,
      () => `${name}: ${table} differs:\n  ${rows.at(at) ?? '–'}\n  ${others.at(at) ?? '–'}`,
    );
  }
}

export function conflictsOf(db: ReadDb): { partition_id: string; entity: string; field: string }[] {
  return all(db, sql`SELECT partition_id, entity, field FROM conflict`);
}
