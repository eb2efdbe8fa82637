import { Alert, Button, Steps } from 'antd';
import type { ReactNode } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import { localDateTime } from '../../../shared/clock.ts';
import type { Filing } from '../../../shared/filing/contract.ts';
import {
  filingDomainLabels,
  filingStatuses,
  filingStatusLabels,
  filingTriggerLabels,
  leaderText,
} from '../../../shared/filing/rules.ts';
import { useCommand } from '../../commands.ts';
import { DraftHint } from '../../draft-hint.tsx';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { RecordHistory } from '../../record-history.tsx';
import { useSavedFile } from '../../saved-file.ts';
import { ConfirmAction } from '../../ui/ConfirmAction.tsx';
import { DescriptionGrid } from '../../ui/DescriptionGrid.tsx';
import { ErrorNotice } from '../../ui/ErrorNotice.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Page, PageHeader, Panel } from '../../ui/Page.tsx';
import { PaperPreview } from '../../ui/PaperPreview.tsx';
import { Duties } from './Duties.tsx';
import { isStepOpen, StepButtons } from './StepButtons.tsx';
import { WarningList } from './WarningList.tsx';

/** One filing: how far it is, its three clocks, what to mind, and the paper as it will be printed. */
export function FilingPage(): ReactNode {
  const { filingId = '' } = useParams();
  const filing = useCall('filing.get', { id: filingId });
  const preview = useCall('filing.preview', { id: filingId });
  if (filing.error) {
    return (
      <FailedPage
        back={{ to: '/filings', label: '检查处置报备' }}
        title="检查处置报备"
        error={filing.error}
        onRetry={() => void filing.refetch()}
      />
    );
  }
  if (!filing.data) return null;
  return (
    <Page
      header={
        <PageHeader
          back={{ to: '/filings', label: '检查处置报备' }}
          title={filing.data.enterpriseName}
          subtitle={`${filing.data.inspectingUnit}　${filing.data.inspectionDate}`}
          actions={<Actions filing={filing.data} />}
        />
      }
    >
      <div className="desk-filing">
        <div>
          <DraftHint keys={['step:']} opens={(key) => isStepOpen(filing.data, key)} />
          <PrintedNote printed={filing.data.printed} />
          <Progress filing={filing.data} />
          <Panel title="三个时限">
            <Duties filing={filing.data} />
          </Panel>
          <Panel title="提醒">
            <WarningList warnings={filing.data.warnings} />
          </Panel>
          <Facts filing={filing.data} />
          <RecordHistory entityId={filingId} />
        </div>
        <Panel title="打印预览">
          {preview.error ? (
            <ErrorNotice error={preview.error} onRetry={() => void preview.refetch()} />
          ) : (
            <PaperPreview html={preview.data?.html} label="报备表预览" />
          )}
        </Panel>
      </div>
    </Page>
  );
}

function Actions({ filing }: { readonly filing: Filing }): ReactNode {
  const { id } = filing;
  const { isLeader } = useOwnDesk();
  const navigate = useNavigate();
  const saved = useSavedFile();
  const remove = useCommand('filing.remove', {
    doneText: '已删除',
    onDone: () => void navigate('/filings', { replace: true }),
  });
  const exported = useCommand('filing.exportPaper', {
    onDone: (file) => {
      if (file) saved('已保存', file.path);
    },
  });
  const print = useCommand('filing.print');
  return (
    <>
      {isLeader ? null : (
        <ConfirmAction
          title="删除这份报备？"
          explanation="报备不再显示，变更记录会保留。"
          confirmLabel="删除"
          danger
          onConfirm={() => remove.mutateAsync({ id }).then(() => undefined)}
        >
          删除
        </ConfirmAction>
      )}
      {isLeader ? null : <Button onClick={() => void navigate(`/filings/${id}/edit`)}>修改</Button>}
      <Button loading={exported.isPending} onClick={() => exported.mutate({ id, format: 'docx' })}>
        导出 Word
      </Button>
      <Button loading={exported.isPending} onClick={() => exported.mutate({ id, format: 'pdf' })}>
        导出 PDF
      </Button>
      <Button type="primary" loading={print.isPending} onClick={() => print.mutate({ id })}>
        打印
      </Button>
    </>
  );
}

const madeAs: Readonly<Record<string, string>> = { print: '打印', pdf: '导出 PDF', docx: '导出 Word' };

function PrintedNote({ printed }: Pick<Filing, 'printed'>): ReactNode {
  if (printed === null) return null;
  const made = `${localDateTime(printed.atMs)} ${madeAs[printed.format] ?? printed.format}`;
  return (
    <Alert
      className="desk-error"
      type={printed.changed ? 'warning' : 'info'}
      showIcon
      title={
        printed.changed
          ? `打印后有修改：上次 ${made}，之后内容已改，请重新打印。`
          : `已于 ${made}，内容一致。`
      }
    />
  );
}

function Progress({ filing }: { readonly filing: Filing }): ReactNode {
  const { isLeader } = useOwnDesk();
  const { progress } = filing;
  const when: Readonly<Record<string, string>> = {
    reported: progress.reportedAtMs === null ? '' : localDateTime(progress.reportedAtMs),
    inspected: progress.inspectedOn,
    concluded: progress.concludedOn,
    sent: progress.sentAtMs === null ? '' : localDateTime(progress.sentAtMs),
  };
  const current = filingStatuses.indexOf(progress.status);
  return (
    <Panel title="办理进度">
      <Steps
        size="small"
        titlePlacement="vertical"
        current={current === filingStatuses.length - 1 ? filingStatuses.length : current}
        items={filingStatuses.map((status, index) => ({
          key: status,
          title: status === 'sent' ? '已报送领导' : filingStatusLabels[status],
          content: when[status] ?? '',
          // Passed over: an inspection that was not reported beforehand.
          ...(status === 'reported' && current > index && progress.reportedAtMs === null
            ? { status: 'wait' as const }
            : {}),
        }))}
      />
      {isLeader ? null : <StepButtons filing={filing} />}
    </Panel>
  );
}

/** What is kept beside the paper. */
function Facts({ filing }: { readonly filing: Filing }): ReactNode {
  return (
    <Panel title="报备信息">
      <DescriptionGrid
        columns={1}
        facts={[
          {
            label: '企业名称',
            value: (
              <Link to={`/enterprises/${encodeURIComponent(filing.enterpriseId)}`}>
                {filing.enterpriseName}
              </Link>
            ),
          },
          { label: '联系市领导', value: leaderText(filing.cityLeader) },
          {
            label: '检查类型',
            value: `${filingTriggerLabels[filing.trigger]}（${filingDomainLabels[filing.domain]}）`,
          },
          ...(filing.trigger === 'ordinary'
            ? []
            : [{ label: '文号或必要性', value: filing.triggerReference }]),
          ...(filing.rectificationDueDate === ''
            ? []
            : [{ label: '整改期限', value: filing.rectificationDueDate }]),
          ...(filing.note === ''
            ? []
            : [{ label: '备注', value: <span className="desk-kept-lines">{filing.note}</span> }]),
        ]}
      />
    </Panel>
  );
}
