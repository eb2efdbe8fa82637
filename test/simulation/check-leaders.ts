/** What must hold of leaders' laptops: what the city sends them, and what is left on them at the end. */
import { all, type ReadDb, sql } from '../../db/sql.ts';
import { leaderOf } from '../../db/party.ts';
import { cityPartition } from '../../shared/log/operation.ts';
import type { SimulatedDesk } from './desk.ts';
import { type LeaderScope, leaderScope, scopeTypes } from './model-leaders.ts';
import { writesOf } from './model.ts';
import { isLeader } from './parties.ts';
import type { PostedBundle } from './posted.ts';
import { ensure } from './violation.ts';
import { cityDesk, liveDesks, type World } from './world.ts';

/** By the operations of this desk and its clock. */
export function scopeOfLeader(db: ReadDb, leaderId: string, nowMs: number): LeaderScope {
  const rows = all<{ id: string; bytes: Uint8Array }>(
    db,
    sql`SELECT id, bytes FROM op WHERE state = 'applied'
        AND entity_type IN (SELECT value FROM json_each(${JSON.stringify(scopeTypes)}))`,
  );
  return leaderScope(writesOf(rows), leaderId, nowMs);
}

/** The scope the city tells a leader is his, no more and no less: by it his laptop clears. */
export function checkToldScope({ manifest: { scope = [] }, header }: PostedBundle, model: LeaderScope): void {
  const told = new Set(scope);
  const lacking = [cityPartition, ...model.certain].find((partition) => !told.has(partition));
  ensure(lacking === undefined, 'scope', () => `${leaderOf(header.to)} is not told that ${lacking} is his`);
  const foreign = scope.find((partition) => partition !== cityPartition && !model.possible.has(partition));
  ensure(foreign === undefined, 'scope', () => `${leaderOf(header.to)} is told that ${foreign} is his`);
}

/** What a leader holds as the city does: its common records, and what is linked to him beyond doubt. */
export function partitionsOfLeader(world: World, { leaderId }: SimulatedDesk): string[] {
  return [cityPartition, ...lastScope(world, leaderId).certain];
}

function lastScope(world: World, leaderId: string): LeaderScope {
  return scopeOfLeader(cityDesk(world).db, leaderId, world.writtenTo.get(leaderId) ?? 0);
}

/**
 * After the two rounds at the end. In the first one he says what he holds, and the city answers how much of it, also
 * outside his scope, it has: so he may clear the rest in that round already. If the city went back to a backup, its
 * first bundle is no word to clear by (it could be a late one); the second is. What he may keep for longer:
 * - where a stream forked: a number does not say how much of each branch the city has;
 * - where a copy of his laptop speaks for it too: the city answers whichever of the two spoke last.
 */
export function checkLeaders(world: World): void {
  const leaders = liveDesks(world).filter(isLeader);
  for (const desk of leaders) {
    ensure(desk.waiting.length === 0, 'delivery', () => `a bundle waits at ${desk.name}`);
    const isCopied = leaders.filter(({ leaderId }) => leaderId === desk.leaderId).length > 1;
    const { possible } = lastScope(world, desk.leaderId);
    for (const partition of partitionsAt(desk.db)) {
      if (partition === cityPartition || possible.has(partition)) continue;
      ensure(!partition.startsWith('town:'), 'scope', () => `${desk.name} holds ${partition}`);
      const isForked = [desk, cityDesk(world)].some(({ db }) => hasFork(db, partition));
      ensure(
        isCopied || isForked,
        'scope',
        () => `${desk.name} still holds ${partition}, which is not linked to ${desk.leaderId}`,
      );
    }
  }
}

function partitionsAt(db: ReadDb): string[] {
  return all<{ partition_id: string }>(db, sql`SELECT DISTINCT partition_id FROM op`).map(
    (row) => row.partition_id,
  );
}

function hasFork(db: ReadDb, partition: string): boolean {
  return all(db, sql`SELECT 1 FROM fork WHERE partition_id = ${partition}`).length > 0;
}
