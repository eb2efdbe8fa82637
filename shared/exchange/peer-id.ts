/** Names a peer among all: for lists and addresses. */
import type { PeerId } from './contract.ts';

/** Who it is, of a peer with all that is known of it. */
export function idOf({ side, townId, leaderId }: PeerId): PeerId {
  return { side, townId, leaderId };
}

/** Names a peer in an address: `city`, a town's id, a leader's, or the city's own other laptops. */
export function peerKey({ side, townId, leaderId }: PeerId): string {
  return leaderId || townId || side;
}
