/** Whose a laptop is, in a plan and in a run: the city's office, a town's, or one leader's own. */
import { cityOffice, type Party } from '../../db/party.ts';

export interface Owner {
  /** '' at the city, and of a leader of the city. */
  readonly townId: string;
  /** 挂钩领导 whose own laptop it is; '' of an office. */
  readonly leaderId: string;
}

/** A leader of the city has no town either, and is not the city. */
export function isCityOffice({ townId, leaderId }: Owner): boolean {
  return townId === '' && leaderId === '';
}

export function isLeader({ leaderId }: Owner): boolean {
  return leaderId !== '';
}

/** `leader-1`, … : his record among the city's people, and whom a bundle for him is posted to. */
export function leaderIdOf(number: number): string {
  return `leader-${number}`;
}

/** Whom a bundle is posted to: 'city', a leader, or a town. */
export function partyNamed(name: string): Party {
  if (name === 'city') return cityOffice;
  return name.startsWith('leader-')
    ? { ...cityOffice, leaderId: name }
    : { side: 'town', townId: name, leaderId: '' };
}

/** One text for one party. */
export function partyText({ side, townId, leaderId = '' }: Party): string {
  return [side, townId, leaderId].filter((part) => part !== '').join(' ');
}
