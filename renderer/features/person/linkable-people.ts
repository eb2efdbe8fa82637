import type { Person } from '../../../shared/person/contract.ts';
import { useCall } from '../../queries.ts';

/** People in office whom this desk may link: a town does not decide on city leaders. Undefined until known. */
export function useLinkablePeople(): readonly Person[] | undefined {
  const session = useCall('session.state', {}).data;
  const people = useCall('person.list', { includeFormer: false });
  if (!session) return undefined;
  const { side, isLeader } = session;
  return people.data?.filter(({ category }) => !isLeader && (side === 'city' || category !== 'city-leader'));
}
