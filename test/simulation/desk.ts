/** One laptop of a run: its database, its clock, its program, and what it must hold. */
import type { LogAuthor, SeenHeads } from '../../db/log/append.ts';
import type { Identity } from '../../db/identity.ts';
import { all, prepare, type ReadDb, sql, transact } from '../../db/sql.ts';
import type { PostedBundle } from './posted.ts';
import { copyOf, newDatabase, openCopy } from './databases.ts';
import { laptopOf } from './laptops.ts';
import { isCityOffice, isLeader, type Owner } from './parties.ts';
import type { DeskName, DeskPlan } from './plan.ts';
import { type Program, program } from './program.ts';
import { loadOldProgram } from './old-program.ts';

export interface SimulatedDesk extends Owner {
  readonly name: DeskName;
  program: Program;
  db: ReadDb;
  /** The laptop's clock is off by so much. */
  skewMs: number;
  /** Ids of all operations this desk must hold, by the simulator's own account. */
  expected: Set<string>;
  readonly forms: Map<number, SeenHeads>;
  /** Bundles in the inbox whose ground is not here yet. */
  waiting: PostedBundle[];
  /** The step in which the latest of the bundles taken in was written. */
  latestTaken: number;
  backup: Backup | undefined;
}

export interface Backup {
  readonly bytes: Buffer;
  readonly expected: ReadonlySet<string>;
  readonly latestTaken: number;
  readonly program: Program;
}

/** A laptop that has joined: it knows the city and is certified. The city knows `fleet`. */
export async function openDesk(
  plan: DeskPlan,
  incarnation: string,
  fleet: readonly DeskPlan[],
): Promise<SimulatedDesk> {
  const db = newDatabase(plan.old);
  const laptop = await laptopOf(plan);
  const known = await Promise.all(
    fleet
      .filter((other) => other.name !== plan.name && (isCityOffice(plan) || isCityOffice(other)))
      .map(laptopOf),
  );
  transact(db, (writable) => {
    program.putIdentity(writable, { ...laptop.identity, incarnation });
    for (const { identity, certificate } of [laptop, ...known]) {
      program.putDevice(writable, {
        id: identity.deviceId,
        side: identity.side,
        townId: identity.townId,
        leaderId: identity.leaderId,
        officer: identity.officer,
        name: identity.deviceName,
        signPublic: identity.signPublic,
        ageRecipient: identity.ageRecipient,
        certificate: JSON.stringify(certificate),
        state: identity.deviceId === laptop.identity.deviceId ? 'self' : 'confirmed',
        addedAtMs: identity.createdAtMs,
      });
    }
  });
  const own = plan.old ? await loadOldProgram() : program;
  own.readAgainAfterUpgrade(db);
  return {
    name: plan.name,
    townId: plan.townId,
    leaderId: plan.leaderId,
    program: own,
    db,
    skewMs: 0,
    expected: new Set(),
    forms: new Map(),
    waiting: [],
    latestTaken: 0,
    backup: undefined,
  };
}

export function isOld(desk: SimulatedDesk): boolean {
  return desk.program !== program;
}

export function identityOf(desk: SimulatedDesk): Identity {
  return desk.program.requireIdentity(desk.db);
}

/** The author of a save made when the true time is `atMs`. */
export function authorAt(desk: SimulatedDesk, atMs: number): LogAuthor {
  const { deviceId, incarnation, side, townId } = identityOf(desk);
  return { deviceId, incarnation, side, townId, nowMs: atMs + desk.skewMs };
}

export function backUp(desk: SimulatedDesk): void {
  const { latestTaken, program: own } = desk;
  desk.backup = { bytes: copyOf(desk.db), expected: new Set(desk.expected), latestTaken, program: own };
}

/** The database as it was in the backup; the caller plays how the program finds out. */
export function putBackupBack(desk: SimulatedDesk, backup: Backup): void {
  desk.db.connection.close();
  desk.db = openCopy(backup.bytes);
  desk.expected = new Set(backup.expected);
  desk.latestTaken = backup.latestTaken;
  desk.program = backup.program;
  desk.forms.clear();
}

/** A second laptop with everything of the first, its keys too. */
export function cloneDesk(desk: SimulatedDesk, name: DeskName): SimulatedDesk {
  return {
    ...desk,
    name,
    db: openCopy(copyOf(desk.db)),
    expected: new Set(desk.expected),
    forms: new Map(desk.forms),
    waiting: [...desk.waiting],
    backup: desk.backup,
  };
}

/** Whether the town's laptop shows the enterprise as its own, so that its forms can be opened. A leader's opens none. */
export function mayEdit(desk: SimulatedDesk, partition: string): boolean {
  if (isLeader(desk)) return false;
  if (isCityOffice(desk)) return true;
  if (desk.program.handedOverTo(desk.db, desk.townId, partition) !== undefined) return false;
  if (partition.startsWith('town:')) return partition === `town:${desk.townId}`;
  const row = prepare(desk.db, 'SELECT town_id FROM enterprise WHERE id = ? AND deleted = 0').get(
    partition,
  ) as { town_id: string } | undefined;
  return row !== undefined && (row.town_id === '' || row.town_id === desk.townId);
}

export function operationIds(db: ReadDb): string[] {
  return all<{ id: string }>(db, sql`SELECT id FROM op`).map(({ id }) => id);
}
