/** 变更记录: every field of the enterprise and all that belongs to it: who, when, which laptop, old → new. */
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import { useCall } from '../../queries.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { HistoryList } from '../../ui/HistoryList.tsx';
import { toSaves } from '../../ui/historySaves.ts';
import { Panel } from '../../ui/Page.tsx';

const firstLimit = 100;
const fullLimit = 2000;

export function HistoryPanel({ enterpriseId }: { readonly enterpriseId: string }): ReactNode {
  const [limit, setLimit] = useState(firstLimit);
  const history = useCall('enterprise.history', { id: enterpriseId, limit }, { keepPrevious: true });
  const saves = toSaves(history.data ?? []);
  return (
    <Panel title="变更记录" extra="只增不改，任何一次修改都可查">
      {history.error ? <ErrorNotice error={history.error} onRetry={() => void history.refetch()} /> : null}
      {history.data === undefined ? null : <HistoryList entries={saves} />}
      {saves.length >= limit && limit < fullLimit ? (
        <Button onClick={() => setLimit(fullLimit)}>显示更早的记录</Button>
      ) : null}
    </Panel>
  );
}
