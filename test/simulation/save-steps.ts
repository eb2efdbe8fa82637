/** Steps in which somebody saves something. */
import { transact, type WriteDb } from '../../db/sql.ts';
import type { FieldValue } from '../../shared/log/entity.ts';
import { hasEverything, lastRow, noteWritten, rowsAfter } from './account.ts';
import { checkAppended, type Write } from './check-append.ts';
import { authorAt, mayEdit, type SimulatedDesk } from './desk.ts';
import { isCityOffice } from './parties.ts';
import type { Save, Step } from './plan.ts';
import { isSerial } from './planning.ts';
import type { World } from './world.ts';

export function save(world: World, desk: SimulatedDesk, save_: Save, atMs: number): void {
  const { of, form } = save_;
  const spec = desk.program.entitySpec(of.type);
  // An older program has no such form, or not all of its fields.
  const known = Object.entries(save_.fields).filter(([name]) => name === 'deleted' || spec?.fields[name]);
  const isNewEnterprise = of.type === 'enterprise' && isCityOffice(desk);
  const seen = form === undefined ? undefined : desk.forms.get(form);
  const isPossible =
    spec &&
    known.length > 0 &&
    (isNewEnterprise || mayEdit(desk, of.partition)) &&
    (form === undefined || seen !== undefined) &&
    (!save_.serial || hasEverything(world, desk, of.partition));
  if (!isPossible) {
    world.totals.idle += 1;
    return;
  }
  const fields = Object.fromEntries(known);
  const id = append(world, desk, atMs, {
    spec,
    id: of.id,
    partition: of.partition,
    fields,
    ...(seen ? { seen: Object.fromEntries(known.map(([name]) => [name, seen[name] ?? []])) } : {}),
  });
  if (id === null) world.totals.idle += 1;
  else world.totals.saves += 1;
}

export function settle(world: World, desk: SimulatedDesk, index: number, atMs: number): void {
  // In an order that no clock and no id decides: invariant 9 compares runs with other clocks.
  const open = desk.program
    .listConflicts(desk.db)
    .filter(({ kind, partition }) => kind === 'values' && mayEdit(desk, partition))
    .toSorted((a, b) => (conflictKey(a) < conflictKey(b) ? -1 : 1));
  const conflict = open[index % Math.max(1, open.length)];
  const spec = conflict && desk.program.entitySpec(conflict.entityType);
  if (!spec) return;
  const stepOf = (opId: string): number => world.saved.get(opId)?.step ?? 0;
  const heads = conflict.heads.toSorted((a, b) => stepOf(a.opId) - stepOf(b.opId));
  const chosen = heads[index % heads.length];
  const id = append(world, desk, atMs, {
    spec,
    id: conflict.entityId,
    partition: conflict.partition,
    fields: { [conflict.field]: JSON.parse(chosen?.value ?? 'null') as FieldValue },
    seen: { [conflict.field]: heads.map(({ opId }) => opId) },
    isDecision: true,
  });
  if (id !== null) world.totals.settled += 1;
}

function conflictKey(conflict: { entityType: string; entityId: string; field: string }): string {
  return `${conflict.entityType}/${conflict.entityId} ${conflict.field}`;
}

export function assign(world: World, desk: SimulatedDesk, step: Extract<Step, { do: 'assign' }>): void {
  const spec = desk.program.entitySpec('enterprise');
  if (!spec || !mayEdit(desk, step.enterprise) || !exists(desk, step.enterprise)) return;
  if (isSerial(step.enterprise) && !hasEverything(world, desk, step.enterprise)) return;
  const fields = { townId: step.townId, sampleAssignment: false };
  const write = { spec, id: step.enterprise, partition: step.enterprise, fields };
  if (append(world, desk, step.atMs, write) !== null) world.totals.assigned += 1;
}

function exists(desk: SimulatedDesk, enterprise: string): boolean {
  return desk.db.connection.prepare('SELECT 1 FROM enterprise WHERE id = ?').get(enterprise) !== undefined;
}

/** One save as a handler makes it, and the simulator's own account of it. */
function append(world: World, desk: SimulatedDesk, atMs: number, write: Write): string | null {
  const standing = desk.program.readHeads(desk.db, write.spec.type, write.id);
  const before = lastRow(desk.db);
  let id: string | null;
  try {
    id = transact(desk.db, (writable) => writeAsHandler(desk, writable, atMs, write)).value;
  } catch (error) {
    if (isAppError(error, 'log.not-yours')) return null;
    throw error;
  }
  checkAppended(desk, write, standing, id);
  // An assignment writes more than the one operation: it tells the old town.
  noteWritten(world, desk, rowsAfter(desk.db, before));
  return id;
}

/** Enterprises have a function of their own. */
function writeAsHandler(desk: SimulatedDesk, db: WriteDb, atMs: number, write: Write): string | null {
  const { program: own } = desk;
  const author = authorAt(desk, atMs);
  return write.spec.type === 'enterprise'
    ? own.writeEnterprise(db, author, write)
    : own.appendWrite(db, author, write);
}

/** Classes of the older program are classes of their own. */
function isAppError(error: unknown, code: string): boolean {
  return error instanceof Error && error.name === 'AppError' && 'code' in error && error.code === code;
}
