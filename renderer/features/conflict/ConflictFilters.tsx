/** By town and by enterprise; kept in the address, so that a dossier can lead to its own conflicts. */
import { Button, Select } from 'antd';
import type { ReactNode } from 'react';
import { useSearchParams } from 'react-router';
import type { Conflict } from '../../../shared/conflict/contract.ts';

export interface ConflictFilter {
  readonly shown: readonly Conflict[];
  readonly total: number;
  readonly town: string;
  readonly enterprise: string;
  readonly towns: readonly Choice[];
  readonly enterprises: readonly Choice[];
  readonly set: (town: string, enterprise: string) => void;
}

interface Choice {
  readonly value: string;
  readonly label: string;
}

export function useConflictFilter(conflicts: readonly Conflict[]): ConflictFilter {
  const [search, setSearch] = useSearchParams();
  const town = search.get('town') ?? '';
  const enterprise = search.get('enterprise') ?? '';
  const ofTown = conflicts.filter((conflict) => town === '' || conflict.townId === town);
  return {
    town,
    enterprise,
    total: conflicts.length,
    shown: ofTown.filter((conflict) => enterprise === '' || conflict.partition === enterprise),
    towns: choices(conflicts, ({ townId, townName }) => ({ value: townId, label: townName })),
    enterprises: choices(ofTown, ({ partition, enterpriseName }) => ({
      value: enterpriseName === '' ? '' : partition,
      label: enterpriseName,
    })),
    set: (nextTown, nextEnterprise) => {
      const wanted = { town: nextTown, enterprise: nextEnterprise };
      setSearch(Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== '')), {
        replace: true,
      });
    },
  };
}

/** Each once, with the number of its conflicts. */
function choices(conflicts: readonly Conflict[], of: (conflict: Conflict) => Choice): readonly Choice[] {
  const groups = Map.groupBy(conflicts, (conflict) => of(conflict).value);
  return [...groups].flatMap(([value, [first, ...others]]) =>
    value === '' || !first ? [] : [{ value, label: `${of(first).label}（${others.length + 1}）` }],
  );
}

export function ConflictFilters({ filter }: { readonly filter: ConflictFilter }): ReactNode {
  const { town, enterprise, towns, enterprises, shown, total, set } = filter;
  const isFiltered = town !== '' || enterprise !== '';
  return (
    <div className="desk-settle-filters">
      {towns.length > 1 || town !== '' ? (
        <Select
          aria-label="镇区"
          allowClear
          placeholder="全部镇区"
          value={town === '' ? null : town}
          options={[...towns]}
          onChange={(next?: string) => set(next ?? '', '')}
          style={{ width: 170 }}
        />
      ) : null}
      {enterprises.length > 1 || enterprise !== '' ? (
        <Select
          aria-label="企业"
          allowClear
          showSearch={{ optionFilterProp: 'label' }}
          placeholder="全部企业"
          value={enterprise === '' ? null : enterprise}
          options={[...enterprises]}
          onChange={(next?: string) => set(town, next ?? '')}
          style={{ width: 280 }}
        />
      ) : null}
      <span className="desk-none">{isFiltered ? `${shown.length} / ${total} 处` : `共 ${total} 处`}</span>
      {isFiltered ? (
        <Button type="link" size="small" onClick={() => set('', '')}>
          看全部
        </Button>
      ) : null}
    </div>
  );
}
