/** 走访服务 of one enterprise, inside its dossier. */
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ReactNode, useMemo } from 'react';
import { useNavigate } from 'react-router';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { useOpenForm } from '../../ui/openForm.ts';
import { Panel } from '../../ui/Page.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { useToday } from '../../ui/useToday.ts';
import { noChoices, visitColumns } from './columns.tsx';
import { PlanDialog } from './PlanDialog.tsx';

const shown = ['date', 'leader', 'status', 'said', 'openPromiseCount', 'problemCount'];
const limit = 200;

interface VisitPanelProps {
  readonly enterpriseId: string;
  readonly editable: boolean;
}

export function VisitPanel({ enterpriseId, editable }: VisitPanelProps): ReactNode {
  const navigate = useNavigate();
  const { isLeader } = useOwnDesk();
  const [form, setForm] = useOpenForm();
  const today = useToday();
  const columns = useMemo(
    () => visitColumns(noChoices, today).filter(({ key }) => shown.includes(key)),
    [today],
  );
  const list = useCall('visit.list', { filter: { enterpriseId }, offset: 0, limit });
  const name = useCall('enterprise.get', { id: enterpriseId }).data?.name ?? '';
  const total = list.data?.total ?? 0;
  const mayVisit = editable || isLeader;
  const key = `visit-plan:enterprise:${enterpriseId}`;
  const of = encodeURIComponent(enterpriseId);
  return (
    <Panel
      title="走访服务"
      extra={
        <>
          <Button size="small" onClick={() => void navigate(`/visits/paper?enterprise=${of}`)}>
            打印走访单
          </Button>
          {mayVisit ? (
            <>
              <Button size="small" onClick={() => setForm(key)}>
                安排走访
              </Button>
              <Button
                type="primary"
                size="small"
                icon={<PlusOutlined />}
                onClick={() => void navigate(`/visits/new?enterprise=${of}`)}
              >
                记录走访
              </Button>
            </>
          ) : null}
        </>
      }
    >
      <SmallTable
        label="走访服务"
        columns={columns}
        rowKey={(row) => row.id}
        rows={list.data?.rows}
        error={list.error}
        onRetry={() => void list.refetch()}
        onOpen={(row) => void navigate(`/visits/${row.id}`)}
        empty={
          <EmptyState
            title="还没有走访过本企业"
            explanation="走访时记下企业反映的情况、承诺的事项和提出的问题；下次走访先看到上次的承诺。"
          />
        }
      />
      {total > limit ? (
        <p className="desk-none">
          共 {total} 次，这里列出最近 {limit} 次；其余请在“走访服务”中按企业名称查找。
        </p>
      ) : null}
      {mayVisit && form === key && name !== '' ? (
        <PlanDialog
          formKey={key}
          enterprises={[{ id: enterpriseId, name }]}
          onClose={() => setForm('')}
          onDone={() => setForm('')}
        />
      ) : null}
    </Panel>
  );
}
