/** 企业台账: the list, and what can be done with it as a whole. */
import { ImportOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { useNavigate } from 'react-router';
import type { DeskSide } from '../../../shared/rpc.ts';
import { useCommand } from '../../commands.ts';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { DraftHint } from '../../draft-hint.tsx';
import { useSavedFile } from '../../saved-file.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { isFiltered, useTableQuery } from '../../ui/tableQuery.ts';
import { useTicks } from '../../ui/returning.ts';
import { useAfterPaint } from '../../ui/useAfterPaint.ts';
import { BulkActions } from './BulkActions.tsx';
import { LoadSampleButton } from './LoadSampleButton.tsx';
import { listColumns } from './listColumns.tsx';
import { toFilter, toSort } from './listQuery.ts';

/** Something that another feature does with the ticked enterprises. */
export type SelectionAction = (props: {
  readonly ids: readonly string[];
  readonly onDone: () => void;
}) => ReactNode;

export function EnterpriseList({
  selectionActions,
}: {
  readonly selectionActions: readonly SelectionAction[];
}): ReactNode {
  const { side, isLeader } = useOwnDesk();
  // A leader's laptop changes nothing anywhere: there it says nothing of one enterprise.
  const townId = useCall('session.state', {}).data?.townId;
  const ownTownId = isLeader ? '' : (townId ?? '');
  const navigate = useNavigate();
  const saved = useSavedFile();
  const [query, setQuery] = useTableQuery('enterprises', { sort: { key: 'name', order: 'asc' } });
  const [ticks, setChosen] = useTicks('enterprises');
  const filter = toFilter(query);
  const sort = toSort(query.sort);
  const page = { offset: (query.page - 1) * query.pageSize, limit: query.pageSize };
  const list = useCall('enterprise.list', { filter, sort, ...page }, { keepPrevious: true });
  // What left the list is ticked no more.
  const chosen = useMemo(() => {
    const listed = new Set(list.data?.map(({ id }) => id));
    return ticks.filter((id) => listed.has(id));
  }, [ticks, list.data]);
  // Asked once the rows are seen: the main process answers in turn, and the rows are what one waits for.
  const afterRows = { enabled: useAfterPaint(list.data !== undefined) };
  const count = useCall('enterprise.count', { filter }, { keepPrevious: true, ...afterRows });
  const towns = useCall('town.list', {}, afterRows).data;
  const reassigned = useCall('reassignment.count', {}, afterRows).data?.count ?? 0;
  const years = useCall('enterprise.planYears', {}, afterRows).data;
  const columns = useMemo(
    () => listColumns(side, towns ?? [], years ?? [], ownTownId),
    [side, towns, years, ownTownId],
  );
  const exportList = useCommand('enterprise.export', {
    onDone: (done) => {
      if (done) saved(`已导出 ${done.rows} 家企业`, done.path);
    },
  });
  const total = trueTotal(
    count.data?.total,
    list.isPlaceholderData ? 0 : page.offset + (list.data?.length ?? 0),
  );
  const isEmpty = total === 0 && !isFiltered(query);
  const newButton = (
    <Button icon={<PlusOutlined />} onClick={() => void navigate('/enterprises/new')}>
      新建企业
    </Button>
  );
  // In a town's empty ledger the bundle comes first: one primary button to a screen.
  const importButton = (
    <Button
      type={isEmpty && side === 'town' ? 'default' : 'primary'}
      icon={<ImportOutlined />}
      onClick={() => void navigate('/enterprises/import')}
    >
      导入名册
    </Button>
  );
  return (
    <Page
      body="fill"
      header={
        <PageHeader
          title="企业台账"
          subtitle="一企一册；现有级别只认有效期内的认定，附件7 只是申报计划"
          actions={
            <>
              {isEmpty ? null : (
                <Button type="text" onClick={() => void navigate('/enterprises/levels')}>
                  层级统计
                </Button>
              )}
              {reassigned > 0 && !isLeader ? (
                <Button type="text" onClick={() => void navigate('/enterprises/reassigned')}>
                  改派记录
                </Button>
              ) : null}
              {side === 'city' && !isLeader ? (
                <Button type="text" onClick={() => void navigate('/enterprises/removed')}>
                  已删除
                </Button>
              ) : null}
              {isEmpty || isLeader ? null : newButton}
              {isEmpty || isLeader ? null : importButton}
            </>
          }
        />
      }
    >
      {isLeader ? null : <DraftHint keys={['links:chosen:']} />}
      <DataTable
        tableId="enterprises"
        label="企业台账"
        columns={columns}
        rowKey={(row) => row.id}
        rows={list.data}
        total={total}
        query={query}
        onQuery={(next) => {
          setQuery(next);
          setChosen([]);
        }}
        loading={list.isFetching}
        error={list.error ?? count.error}
        onRetry={() => void Promise.all([list.refetch(), count.refetch()])}
        searchPlaceholder="名称、曾用名、代码、拼音或首字母"
        onOpen={(row) => void navigate(`/enterprises/${row.id}`)}
        onExport={(columnKeys) => exportList.mutate({ filter, sort, columns: [...columnKeys] })}
        exporting={exportList.isPending}
        {...(isLeader ? {} : { selection: { keys: chosen, onKeys: setChosen } })}
        toolbar={
          isLeader ? null : (
            <>
              {side === 'city' ? (
                <BulkActions ids={chosen} towns={towns ?? []} onDone={() => setChosen([])} />
              ) : null}
              {selectionActions.map((Action, index) => (
                <Action key={index} ids={chosen} onDone={() => setChosen([])} />
              ))}
            </>
          )
        }
        empty={
          <EmptyLedger side={side} isLeader={isLeader} newButton={newButton} importButton={importButton} />
        }
      />
    </Page>
  );
}

/** After an import the rows come before they are counted anew: a count of fewer than are shown is an old one. */
function trueTotal(counted: number | undefined, shown: number): number | undefined {
  return counted !== undefined && counted >= shown ? counted : undefined;
}

function EmptyLedger(props: {
  readonly side: DeskSide;
  readonly isLeader: boolean;
  readonly newButton: ReactNode;
  readonly importButton: ReactNode;
}): ReactNode {
  const navigate = useNavigate();
  if (props.isLeader) {
    return (
      <EmptyState
        title="还没有收到企业资料"
        explanation="与您挂钩联系的企业随数据包到达，请导入市发改委或镇区发来的数据包。"
        actions={
          <Button type="primary" onClick={() => void navigate('/exchange')}>
            导入数据包
          </Button>
        }
      />
    );
  }
  if (props.side === 'city') {
    return (
      <EmptyState
        title="台账还是空的"
        explanation="可以导入已有的企业名册（Excel 或 CSV），也可以先载入示例：附件7 的 40 家企业、54 项申报计划，分派标注“示例分派”。"
        actions={
          <>
            {props.importButton}
            <LoadSampleButton />
            {props.newButton}
          </>
        }
      />
    );
  }
  return (
    <EmptyState
      title="台账还是空的"
      explanation="本镇（区、街道）的企业由市发改委分派，随数据包下发：请先导入市里下发的数据包。市里尚未分派的企业可以自行新建或导入名册，随月度数据包报市里。"
      actions={
        <>
          <Button type="primary" onClick={() => void navigate('/exchange')}>
            导入市里下发的数据包
          </Button>
          {props.newButton}
          {props.importButton}
        </>
      }
    />
  );
}
