/** 本月变化: what the month's bundles brought, by town and enterprise. */
import { Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { ChangesTable } from '../../changes-table.tsx';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Panel } from '../../ui/Page.tsx';

export function MonthChanges({ month }: { readonly month: string }): ReactNode {
  const changes = useCall('month.changes', { month }, { keepPrevious: true });
  const [chosen, setTown] = useState('');
  const towns = new Map((changes.data ?? []).map(({ townId, townName }) => [townId, townName]));
  // Another month may have nothing of the town that was chosen.
  const town = towns.has(chosen) ? chosen : '';
  const rows = changes.data?.filter(({ townId }) => town === '' || townId === town);
  return (
    <Panel>
      {towns.size < 2 ? null : (
        <div className="desk-month-views">
          <Select
            aria-label="镇（区、街道）"
            value={town}
            onChange={setTown}
            options={[
              { value: '', label: '全部镇区' },
              ...[...towns].map(([value, label]) => ({ value, label })),
            ]}
            style={{ width: 150 }}
          />
        </div>
      )}
      <ChangesTable
        label="本月变化"
        changes={rows}
        error={changes.error}
        onRetry={() => void changes.refetch()}
        empty={<EmptyState title="本月的数据包还没有带来变化" />}
      />
    </Panel>
  );
}
