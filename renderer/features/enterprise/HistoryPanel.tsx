/** 变更记录: every field of the enterprise and all that belongs to it: who, when, which laptop, old → new. */
import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { ReadableHistoryEntry } from '../../../shared/enterprise/contract.ts';
import { useCall } from '../../queries.ts';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { type HistoryEntry, HistoryList } from '../../ui/HistoryList.tsx';
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

/** Changes of one save stand together. */
export function toSaves(entries: readonly ReadableHistoryEntry[]): HistoryEntry[] {
  const saves = Map.groupBy(entries, (entry) => entry.opId);
  return [...saves.entries()].flatMap(([key, changes]) => {
    const [first] = changes;
    if (!first) return [];
    return {
      key,
      atMs: first.writtenAtMs,
      who: `${first.unit} ${first.officer}`.trim(),
      deviceName: first.deviceName,
      action: actionOf(first, changes),
      changes: changes.flatMap(({ field, fieldLabel, oldTexts, newText }) => {
        const before = oldTexts.filter((text) => text !== '').join(' ／ ');
        // A form sends its empty fields too, and 删除 is said by the action.
        const saysNothing = (before === '' && newText === '') || field === 'deleted';
        return saysNothing ? [] : [{ label: fieldLabel, before, after: newText }];
      }),
    };
  });
}

function actionOf(first: ReadableHistoryEntry, changes: readonly ReadableHistoryEntry[]): string {
  const removed = changes.find((change) => change.field === 'deleted');
  const verb = removed ? (removed.newValue === true ? '删除' : '恢复') : first.isCreation ? '新建' : '修改';
  const state =
    first.state === 'held' ? '（待确认，未生效）' : first.state === 'pending' ? '（待升级后生效）' : '';
  return `${verb}${first.entityLabel}${state}`;
}
