import type { Person } from '../../../shared/person/contract.ts';
import { useCall } from '../../queries.ts';

/** People in office whom this desk may link: a town does not decide on city leaders. Undefined until known. */
export function useLinkablePeople(): readonly Person[] | undefined {
  const side = useCall('session.state', {}).data?.side ?? 'town';
  const people = useCall('person.list', { includeFormer: false });
  return people.data?.filter(({ category }) => side === 'city' || category !== 'city-leader');
}
