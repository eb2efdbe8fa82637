/** With whom this desk exchanges bundles. design/exchange.md, Merge: leaders and second laptops, directly or by the city. */
import { type Device, listDevices } from '../../db/device.ts';
import { requireIdentity } from '../../db/identity.ts';
import { listInvitations } from '../../db/invitation.ts';
import { cityOffice, isSameParty, leaderOf, type Party } from '../../db/party.ts';
import type { ReadDb } from '../../db/sql.ts';
import { listTowns } from '../../db/town.ts';
import { AppError } from '../../shared/errors.ts';
import { peerNames } from '../party-names.ts';

export interface Peer extends Party {
  readonly leaderId: string;
  readonly name: string;
}

/** Everybody this desk writes to: offices first, then the leaders of its side. */
export function peersOf(db: ReadDb, own: Party): Peer[] {
  const nameOf = peerNames(db, own);
  return listed(db, own).map((party) => named(nameOf, party));
}

function listed(db: ReadDb, own: Party): Party[] {
  const isLeader = leaderOf(own) !== '';
  const office = { side: own.side, townId: own.townId };
  const knows = (party: Party): boolean => listDevices(db).some((device) => isThere(device, party));
  if (isLeader) return [cityOffice, ...(own.side === 'town' && knows(office) ? [office] : [])];
  const others = knows(own) || isInvited(db, own) || hasJoinedCity(db) ? [own] : [];
  if (own.side === 'town') return [cityOffice, ...others, ...leadersOf(db, own)];
  const towns = listTowns(db).map(({ id }): Party => ({ side: 'town', townId: id }));
  return [...towns, ...others, ...leadersOf(db)];
}

/** A laptop of that party, other than this one, that the city vouches for. */
export function isThere(device: Device, party: Party): boolean {
  return device.state === 'confirmed' && isSameParty(device, party);
}

/** Another laptop of the city was invited by one, which it knows by name only after its first bundle. */
function hasJoinedCity(db: ReadDb): boolean {
  const { side, invitation } = requireIdentity(db);
  return side === 'city' && invitation !== '';
}

function isInvited(db: ReadDb, party: Party): boolean {
  return listInvitations(db).some(
    (invited) => party.side === 'city' && isSameParty(invited, party) && invited.usedByDevice === '',
  );
}

/** Leaders with a laptop of their own, or invited to have one; of one town, or all. */
function leadersOf(db: ReadDb, town?: Party): Party[] {
  const devices = listDevices(db).filter(({ state }) => state === 'confirmed');
  const open = listInvitations(db).filter(({ usedByDevice }) => usedByDevice === '');
  const found = new Map<string, Party>();
  for (const party of [...devices, ...open]) {
    const { side, townId } = party;
    const leaderId = leaderOf(party);
    if (leaderId === '' || (town && (side !== town.side || townId !== town.townId))) continue;
    found.set(leaderId, { side, townId, leaderId });
  }
  return [...found.values()];
}

/** @throws AppError exchange.nobody-there when this desk does not write to them. */
export function peerOf(db: ReadDb, own: Party, asked: Party): Peer {
  const nameOf = peerNames(db, own);
  const isListed = listed(db, own).some((party) => isSameParty(party, asked));
  if (!isListed) throw new AppError('exchange.nobody-there', { peer: nameOf(asked) });
  return named(nameOf, asked);
}

export function named(nameOf: (party: Party) => string, party: Party): Peer {
  const { side, townId } = party;
  return { side, townId, leaderId: leaderOf(party), name: nameOf(party) };
}
