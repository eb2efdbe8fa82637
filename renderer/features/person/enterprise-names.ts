import { useCall } from '../../queries.ts';

interface EnterpriseNames {
  readonly names: ReadonlyMap<string, string>;
  /** Of those asked for, the ones that are not in the ledger; none while that is not known. */
  readonly gone: readonly string[];
  /** Those that another town keeps now: they are only read here. */
  readonly handedOver: readonly string[];
}

/** What these enterprises are called now. */
export function useEnterpriseNames(ids: readonly string[]): EnterpriseNames {
  const found = useCall(
    'enterprise.names',
    { ids: [...ids] },
    { enabled: ids.length > 0, keepPrevious: true },
  );
  const names = new Map(found.data?.map(({ id, name }) => [id, name]));
  const isKnown = found.data !== undefined && !found.isPlaceholderData;
  return {
    names,
    gone: isKnown ? ids.filter((id) => !names.has(id)) : [],
    handedOver: isKnown ? found.data.flatMap(({ id, editable }) => (editable ? [] : [id])) : [],
  };
}
