/** 检查处置报备 of one enterprise, inside its dossier. */
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Panel } from '../../ui/Page.tsx';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { filingColumns } from './columns.tsx';

const shown = [
  'number',
  'inspectionDate',
  'inspectingUnit',
  'domain',
  'thisConclusion',
  'status',
  'pressing',
];
const columns = shown.flatMap((key) => filingColumns.filter((column) => column.key === key));
const limit = 200;

interface FilingPanelProps {
  readonly enterpriseId: string;
  /** Those begun before are brought to their end all the same. */
  readonly editable: boolean;
}

export function FilingPanel({ enterpriseId, editable }: FilingPanelProps): ReactNode {
  const navigate = useNavigate();
  const list = useCall('filing.list', { filter: { enterpriseId }, offset: 0, limit });
  const total = list.data?.total ?? 0;
  return (
    <Panel
      title="检查处置报备"
      extra={
        editable ? (
          <Button
            type="primary"
            size="small"
            icon={<PlusOutlined />}
            onClick={() => void navigate(`/filings/new?enterprise=${encodeURIComponent(enterpriseId)}`)}
          >
            新建报备
          </Button>
        ) : null
      }
    >
      <SmallTable
        label="检查处置报备"
        columns={columns}
        rowKey={(row) => row.id}
        rows={list.data?.rows}
        error={list.error}
        onRetry={() => void list.refetch()}
        onOpen={(row) => void navigate(`/filings/${row.id}`)}
        empty={
          <EmptyState
            title="本企业还没有检查处置报备"
            explanation="对企业检查处置前填写报备表（附件6），联系市领导按检查日期自动填写，可直接打印。"
          />
        }
      />
      {total > limit ? (
        <p className="desk-none">
          共 {total} 份，这里列出最近 {limit} 份；其余请在“检查处置报备”中按企业名称查找。
        </p>
      ) : null}
    </Panel>
  );
}
