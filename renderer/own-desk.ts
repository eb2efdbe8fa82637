/** Which desk this is, for screens that differ by it. */
import type { OutputOf } from '../shared/contract.ts';
import type { DeskSide } from '../shared/rpc.ts';
import { useCall } from './queries.ts';

export interface OwnDesk {
  readonly side: DeskSide;
  /** 挂钩领导's own laptop: it shows what is linked to him, and changes nothing. */
  readonly isLeader: boolean;
}

/** Whether the city's signing key lies here: invitations, certificates and revocations are made with it. */
export function useHoldsCityKey(): boolean {
  return useCall('session.info', {}).data?.holdsCityKey ?? false;
}

export function useOwnDesk(): OwnDesk {
  const session = useCall('session.state', {}).data;
  return { side: session?.side ?? 'town', isLeader: session?.isLeader ?? false };
}
const none: OutputOf<'town.list'> = [];

/** The towns by which the city's lists are filtered; none on a desk that has the enterprises of one alone. */
export function useTownsToTellApart(): OutputOf<'town.list'> {
  const { side, isLeader } = useOwnDesk();
  const isCity = side === 'city' && !isLeader;
  // What another screen asked for is answered here too, whether it is wanted or not.
  const towns = useCall('town.list', {}, { enabled: isCity }).data;
  return isCity && towns ? towns : none;
}
