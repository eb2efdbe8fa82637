/** The other side of an exchange, in words. */
import { listDevices } from '../db/device.ts';
import { listInvitations } from '../db/invitation.ts';
import { isSameParty, leaderOf, type Party } from '../db/party.ts';
import { findPerson } from '../db/person.ts';
import type { ReadDb } from '../db/sql.ts';
import { townNames } from '../db/town.ts';
import { keeperTownId } from '../shared/meeting/rules.ts';

/** The city's office, in words. */
export const cityName = '市发改委';

/** 市发改委, a town, or a leader with his office: 白蒲镇 张三. */
export function partyNames(db: ReadDb): (party: Party) => string {
  const townName = townNames(db);
  return (party) => {
    const office = party.side === 'city' ? cityName : townName(party.townId);
    const leaderId = leaderOf(party);
    if (leaderId === '') return office;
    const person = findPerson(db, leaderId);
    const name = person?.name ?? enrolledName(db, leaderId);
    if (party.side === 'town') return `${office} ${name}`;
    // The city may keep the record of a town's leader, too.
    return person?.category === 'city-leader' ? `市领导 ${name}` : `挂钩领导 ${name}`;
  };
}

/** His record may not be here, or not any more: as he was called when his laptop was invited or joined. */
function enrolledName(db: ReadDb, leaderId: string): string {
  return (
    listInvitations(db).find((invited) => invited.leaderId === leaderId)?.leaderName ??
    listDevices(db).find((device) => leaderOf(device) === leaderId)?.officer ??
    '挂钩领导'
  );
}

/** The same, but what belongs to this desk's own office is told apart from it. */
export function peerNames(db: ReadDb, own: Party): (party: Party) => string {
  const nameOf = partyNames(db);
  return (party) => {
    if (!isSameParty(party, own)) return nameOf(party);
    return party.side === 'city' ? '市发改委其他电脑' : '本镇区其他电脑';
  };
}

/**
 * Who is meant in 安全审计: the office by its id, which goes on when it is renamed; a leader by his name besides, as he was
 * called then.
 */
export function auditedPeer(db: ReadDb, party: Party): { readonly peer: string; readonly leader?: string } {
  const peer = party.townId || 'city';
  return leaderOf(party) === '' ? { peer } : { peer, leader: partyNames(db)(party) };
}

/** Who keeps the note of a meeting, by its partition. */
export function keeperName(db: ReadDb, partition: string): string {
  const townId = keeperTownId(partition);
  return townId === '' ? '如皋市' : townNames(db)(townId);
}
