/** Invariant 7: a bundle carries only what its recipient may read. */
import { all, type ReadDb, sql } from '../../db/sql.ts';
import { cityOffice, isSameParty, leaderOf, type Party } from '../../db/party.ts';
import { checkToldScope, scopeOfLeader } from './check-leaders.ts';
import { partyText } from './parties.ts';
import type { PostedBundle } from './posted.ts';
import { modelHeads, writesOf } from './model.ts';
import type { SimulatedDesk } from './desk.ts';
import { ensure } from './violation.ts';

/** The forged ones come last and are the sender's own doing. */
export function checkScope(
  desk: SimulatedDesk,
  bundle: PostedBundle,
  { forged, named }: { readonly forged: number; readonly named: ReadonlySet<string> },
): void {
  const { to, operations } = bundle;
  const mayRead = readableFor(desk, bundle);
  const inside = new Set(operations.slice(0, operations.length - forged).map(({ body }) => body.partition));
  for (const partition of inside) {
    ensure(mayRead(partition), 'scope', () => `${desk.name} sends ${partition} to ${partyText(to)}`);
  }
  for (const [partition, incarnation, seq] of bundle.manifest.streams) {
    ensure(
      mayRead(partition) ||
        isOfRecipient(desk.db, to, partition, incarnation) ||
        named.has(`${partyText(to)} ${partition} ${incarnation} ${seq}`),
      'scope',
      () => `${desk.name} names ${partition} to ${partyText(to)}`,
    );
  }
}

/** The positions that other laptops said they hold: told them again, they learn nothing. */
export function namedByPeers(db: ReadDb): ReadonlySet<string> {
  const rows = all<Party & { readonly position: string }>(
    db,
    sql`SELECT d.side, d.town_id AS townId, d.leader_id AS leaderId,
               p.partition_id || ' ' || p.incarnation || ' ' || p.seq AS position FROM peer_stream p JOIN device d ON d.id = p.device`,
  );
  return new Set(rows.map(({ position, ...party }) => `${partyText(party)} ${position}`));
}

/** A town, or a leader, is told how far its own writing in a partition arrived, even when it may no longer read it. */
function isOfRecipient(db: ReadDb, to: PostedBundle['to'], partition: string, incarnation: string): boolean {
  const foreign = all(
    db,
    sql`SELECT 1 FROM op o JOIN device d ON d.id = o.author
        WHERE o.partition_id = ${partition} AND o.incarnation = ${incarnation}
          AND NOT (d.side = ${to.side} AND d.town_id = ${to.townId} AND d.leader_id = ${leaderOf(to)})`,
  );
  return foreign.length === 0;
}

function readableFor({ db }: SimulatedDesk, bundle: PostedBundle): (partition: string) => boolean {
  const { to, header } = bundle;
  if (isSameParty(to, cityOffice)) return (partition) => partition !== 'city-internal';
  const leaderId = leaderOf(to);
  if (leaderId === '') {
    return (partition) =>
      partition === 'city' ||
      partition === `town:${to.townId}` ||
      assignedTowns(db, partition).includes(to.townId);
  }
  const scope = scopeOfLeader(db, leaderId, header.createdAtMs);
  checkToldScope(bundle, scope);
  return (partition) => partition === 'city' || scope.possible.has(partition);
}

/** The towns that the heads of the enterprise's assignment name. */
function assignedTowns(db: ReadDb, enterprise: string): unknown[] {
  const rows = all<{ id: string; state: string; bytes: Uint8Array }>(
    db,
    sql`SELECT id, state, bytes FROM op WHERE entity_id = ${enterprise} AND entity_type = 'enterprise'`,
  );
  const writes = writesOf(rows.filter(({ state }) => state === 'applied'));
  const heads = modelHeads(writes).get(`enterprise/${enterprise}`)?.get('townId') ?? [];
  return heads.map(({ value }) => JSON.parse(value) as unknown);
}
