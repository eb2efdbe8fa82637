/** Whom a bundle is for or from: the laptops of one office, or a leader's own. design/exchange.md, Merge. */
import type { DeskSide } from '../shared/rpc.ts';

export interface Party {
  readonly side: DeskSide;
  /** '' at the city. */
  readonly townId: string;
  /** 挂钩领导 whose own laptop it is, a person's id; '' or absent: the laptops of the office. */
  readonly leaderId?: string;
}

/** 市发改委, with all its laptops. */
export const cityOffice = { side: 'city', townId: '', leaderId: '' } as const;

/** Whether both are the same office, or the same leader. */
export function isSameParty(one: Party, other: Party): boolean {
  return one.side === other.side && one.townId === other.townId && leaderOf(one) === leaderOf(other);
}

/** '' for an office. */
export function leaderOf({ leaderId }: Pick<Party, 'leaderId'>): string {
  return leaderId ?? '';
}
