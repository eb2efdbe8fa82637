import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';

/** YYYY-MM of the months the city has closed; towns do not know of it. */
export function useClosedMonths(): readonly string[] {
  const { side, isLeader } = useOwnDesk();
  return useCall('month.closed', {}, { enabled: side === 'city' && !isLeader }).data ?? [];
}
