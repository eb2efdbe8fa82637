import { Steps } from 'antd';
import type { ReactNode } from 'react';
import { Link, useParams } from 'react-router';
import { localDateTime } from '../../../shared/clock.ts';
import type { Filing } from '../../../shared/filing/contract.ts';
import {
  filingDomainLabels,
  filingStatuses,
  filingStatusLabels,
  filingTriggerLabels,
  leaderText,
} from '../../../shared/filing/rules.ts';
import { AttachmentPanel } from '../../attachment-panel.tsx';
import { DraftHint } from '../../draft-hint.tsx';
import { useCall } from '../../queries.ts';
import { RecordHistory } from '../../record-history.tsx';
import { DescriptionGrid } from '../../ui/DescriptionGrid.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { Page, PageHeader, Panel } from '../../ui/Page.tsx';
import { Duties } from './Duties.tsx';
import { CaseNotes } from './CaseNotes.tsx';
import { Deliveries, isDeliveryOpen } from './Deliveries.tsx';
import { FilingActions, voidKey } from './FilingActions.tsx';
import { PaperVersions } from './PaperVersions.tsx';
import { isReasonOpen, Reminders } from './Reminders.tsx';
import { isStepOpen, StepButtons } from './StepButtons.tsx';

/** One filing: how far it is, its three clocks, what to mind, and the paper as it will be printed. */
export function FilingPage(): ReactNode {
  const { filingId = '' } = useParams();
  const filing = useCall('filing.get', { id: filingId });
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
          subtitle={filing.data.case.number}
          actions={<FilingActions filing={filing.data} />}
        />
      }
    >
      <div className="desk-filing">
        <div>
          <DraftHint
            keys={['step:', 'delivery:', 'reason:', 'void:']}
            opens={(key) => opens(filing.data, key)}
          />
          <CaseNotes filing={filing.data} />
          <Progress filing={filing.data} />
          <Panel title="三个时限">
            <Duties filing={filing.data} />
          </Panel>
          <Panel title="报送与签收">
            <Deliveries filing={filing.data} />
          </Panel>
          <Panel title="提醒">
            <Reminders filing={filing.data} />
          </Panel>
          <Facts filing={filing.data} />
          <AttachmentPanel
            enterpriseId={filing.data.enterpriseId}
            of={{ kind: 'filing', id: filingId }}
            editable={filing.data.editable}
            explanation="签字盖章的扫描件或照片、回执等，可一次选择多个，每个不超过 20 MB。JPG、PNG 照片自动压缩并去除拍摄地点。"
          />
          <RecordHistory entityId={filingId} />
        </div>
        <PaperVersions filing={filing.data} />
      </div>
    </Page>
  );
}

/** Whether a draft's dialog can be opened now. */
function opens(filing: Filing, key: string): boolean {
  if (key.startsWith('step:')) return isStepOpen(filing, key);
  if (key.startsWith('delivery:')) return isDeliveryOpen(filing, key);
  if (key.startsWith('reason:')) return isReasonOpen(filing, key);
  return key === voidKey(filing.id) && filing.editable && filing.standing === 'counts';
}

function Progress({ filing }: { readonly filing: Filing }): ReactNode {
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
      {filing.editable && filing.standing === 'counts' ? <StepButtons filing={filing} /> : null}
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
          { label: '检查处置单位', value: filing.inspectingUnit },
          { label: '检查日期', value: filing.inspectionDate },
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
