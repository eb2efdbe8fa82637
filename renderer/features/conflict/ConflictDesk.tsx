/** 待定冲突: what two desks wrote without seeing each other. All of it is kept until somebody decides. */
import type { ReactNode } from 'react';
import type { Conflict } from '../../../shared/conflict/contract.ts';
import { conflictKey } from '../../../shared/conflict/rules.ts';
import { DraftHint } from '../../draft-hint.tsx';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { useOpenForm } from '../../ui/openForm.ts';
import { useTicks } from '../../ui/returning.ts';
import { useSteadyClicks } from '../../ui/steadyClicks.ts';
import { BulkSettle } from './BulkSettle.tsx';
import { ConflictDetail } from './ConflictDetail.tsx';
import { ConflictFilters, useConflictFilter } from './ConflictFilters.tsx';
import { ConflictRows } from './ConflictRows.tsx';
import { ownValueKey, ownValuePrefix } from './OwnValue.tsx';

export function ConflictDesk(): ReactNode {
  const list = useCall('conflict.list', {});
  const side = useCall('session.state', {}).data?.side ?? 'town';
  return (
    <Page
      body="fill"
      header={
        <PageHeader title="待定冲突" subtitle="几方写法不同，都已保留；定下一种后随下次数据包告知对方" />
      }
    >
      {list.error ? <ErrorNotice error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data?.length === 0 ? (
        <EmptyState
          title="没有待定的冲突"
          explanation="导入数据包后，如有几方写法不同的地方，会列在这里；其他内容照常使用。"
        />
      ) : null}
      {list.data?.length === 0 ? <Unfinished conflicts={[]} /> : null}
      {list.data && list.data.length > 0 ? <Desk conflicts={list.data} ownSide={side} /> : null}
    </Page>
  );
}

/** Wordings of one's own that were left half typed, other than the one that is open. */
function Unfinished(props: { readonly conflicts: readonly Conflict[]; readonly open?: string }): ReactNode {
  return (
    <DraftHint
      keys={[ownValuePrefix]}
      withNames
      opens={(key) => props.conflicts.some((each) => each.mine && ownValueKey(each) === key)}
      {...(props.open === undefined ? {} : { except: props.open })}
    />
  );
}

interface DeskProps {
  readonly conflicts: readonly Conflict[];
  readonly ownSide: 'city' | 'town';
}

function Desk({ conflicts, ownSide }: DeskProps): ReactNode {
  const filter = useConflictFilter(conflicts);
  const [selected, setSelected] = useTicks('conflicts');
  const shown = filter.shown;
  const [form, setForm] = useOpenForm();
  // Which one is open stands in the address: a lock comes back to it.
  const current = shown.find((conflict) => ownValueKey(conflict) === form) ?? shown[0];
  const open = (conflict: Conflict | undefined): void => setForm(conflict ? ownValueKey(conflict) : '');
  const steady = useSteadyClicks(current ? [conflictKey(current)] : []);
  // What was settled or changed since is selected no more.
  const chosen = shown.filter((conflict) => selected.includes(conflictKey(conflict)));
  /** Goes on to the one after, so that a row of them needs no pointing. */
  const onSettled = (settled: Conflict): void => {
    const at = shown.indexOf(settled);
    const next = shown[at + 1] ?? shown[at - 1];
    open(next);
  };
  return (
    <div className="desk-settle">
      <Unfinished conflicts={conflicts} {...(current ? { open: ownValueKey(current) } : {})} />
      <div className="desk-settle-bar">
        <ConflictFilters filter={filter} />
        <BulkSettle conflicts={chosen} ownSide={ownSide} onDone={() => setSelected([])} />
      </div>
      <div className="desk-settle-body">
        <ConflictRows
          conflicts={shown}
          selected={selected}
          onSelected={setSelected}
          current={current}
          onOpen={open}
        />
        <div className="desk-settle-detail" onClickCapture={steady}>
          {current ? (
            <ConflictDetail
              key={conflictKey(current)}
              conflict={current}
              onSettled={() => onSettled(current)}
            />
          ) : (
            <EmptyState title="筛选范围内没有待定的" explanation="换一个镇区或企业再看。" />
          )}
        </div>
      </div>
    </div>
  );
}
