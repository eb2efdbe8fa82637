/** 变更记录 at the foot of a record's page; read only when it is asked for. */
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useCall } from './queries.ts';
import { ErrorNotice } from './ui/ErrorNotice.tsx';
import { HistoryList } from './ui/HistoryList.tsx';
import { toSaves } from './ui/historySaves.ts';
import { Panel } from './ui/Page.tsx';

export function RecordHistory({ entityId }: { readonly entityId: string }): ReactNode {
  const [open, setOpen] = useState(false);
  const history = useCall('record.history', { entityId }, { enabled: open });
  return (
    <Panel
      title="变更记录"
      extra={
        <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? '收起' : '查看'}
        </Button>
      }
    >
      {open && history.error ? (
        <ErrorNotice error={history.error} onRetry={() => void history.refetch()} />
      ) : null}
      {open && history.data ? <HistoryList entries={toSaves(history.data)} /> : null}
    </Panel>
  );
}
