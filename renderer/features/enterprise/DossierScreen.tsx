/** 一企一册: everything the desk knows of one enterprise, at /enterprises/:enterpriseId?section=… */
import { Alert, Button, Dropdown, Tabs } from 'antd';
import { type ReactNode, useState } from 'react';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { sampleAssignmentLabel } from '../../../shared/annex7/sample-assignment.ts';
import type { Dossier } from '../../../shared/enterprise/contract.ts';
import { useCommand } from '../../commands.ts';
import { DraftHint } from '../../draft-hint.tsx';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { useConfirm } from '../../ui/ConfirmAction.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { MoreMenu } from '../../ui/MoreMenu.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { AttachmentPanel } from '../../attachment-panel.tsx';
import { AssignDialog, PoolDialog } from './BulkActions.tsx';
import { HistoryPanel } from './HistoryPanel.tsx';
import { LevelLadder } from './LevelLadder.tsx';
import { MeetingPanel } from './MeetingPanel.tsx';
import { PlanPanel } from './PlanPanel.tsx';
import { ProfilePanel } from './ProfilePanel.tsx';
import { SuggestionNotice } from './SuggestionNotice.tsx';
import { TitlePanel } from './TitlePanel.tsx';

/** A section that another feature draws. */
export type DossierSlot = (props: {
  readonly enterpriseId: string;
  /** Whether this desk may write about the enterprise. */
  readonly editable: boolean;
}) => ReactNode;

export interface DossierSlots {
  /** 挂钩联系 */
  readonly links: DossierSlot;
  /** 检查处置报备 */
  readonly filings: DossierSlot;
  /** 走访服务 */
  readonly visits: DossierSlot;
  /** 问题诉求 */
  readonly problems: DossierSlot;
  /** 年历 */
  readonly calendar: DossierSlot;
}

export function DossierScreen({ slots }: { readonly slots: DossierSlots }): ReactNode {
  const { enterpriseId = '' } = useParams();
  const dossier = useCall('enterprise.get', { id: enterpriseId });
  const { side, isLeader } = useOwnDesk();
  if (dossier.error) {
    return (
      <FailedPage
        back={{ to: '/enterprises', label: '企业台账' }}
        title="一企一册"
        error={dossier.error}
        onRetry={() => void dossier.refetch()}
      />
    );
  }
  if (!dossier.data) return null;
  return (
    <LoadedDossier
      key={enterpriseId}
      dossier={dossier.data}
      isCity={side === 'city' && !isLeader}
      slots={slots}
    />
  );
}

interface LoadedDossierProps {
  readonly dossier: Dossier;
  readonly isCity: boolean;
  readonly slots: DossierSlots;
}

function LoadedDossier({ dossier, isCity, slots }: LoadedDossierProps): ReactNode {
  const [search, setSearch] = useSearchParams();
  const sections = sectionsOf(dossier, isCity, slots);
  const current = sections.some(({ key }) => key === search.get('section'))
    ? (search.get('section') ?? 'profile')
    : 'profile';
  return (
    <Page
      header={
        <PageHeader
          back={{ to: '/enterprises', label: '企业台账' }}
          title={<span title={dossier.name}>{dossier.name}</span>}
          subtitle={<Place dossier={dossier} />}
          actions={<DossierActions dossier={dossier} isCity={isCity} />}
        />
      }
    >
      <HandedOverNotice handedOver={dossier.handedOver} />
      <ConflictNotice enterpriseId={dossier.id} />
      <SuggestionNotice enterpriseId={dossier.id} isCity={isCity} />
      <Unfinished dossier={dossier} isCity={isCity} />
      <LevelLadder dossier={dossier} />
      <Tabs
        className="desk-dossier-tabs"
        activeKey={current}
        onChange={(section) => setSearch({ section }, { replace: true })}
        items={sections.map(({ key, label, count, content }) => ({
          key,
          label: count === undefined || count === 0 ? label : `${label} ${count}`,
          children: content,
        }))}
        destroyOnHidden
      />
    </Page>
  );
}

/** With what the keys of all its drawers and dialogs begin. */
const draftKeys = (id: string): readonly string[] => [
  'title:',
  'plan:',
  'link:',
  'suggestion:title:',
  'suggestion:plan:',
  `suggestion:enterprise:${id}`,
  `attachment:new:${id}:`,
  planKey(id),
];

/** A leader plans visits at his own laptop too. */
const planKey = (id: string): string => `visit-plan:enterprise:${id}`;

/** What was typed in a drawer or dialog of any section and is not saved yet. */
function Unfinished({ dossier, isCity }: Pick<LoadedDossierProps, 'dossier' | 'isCity'>): ReactNode {
  const { isLeader } = useOwnDesk();
  const links = useCall('link.byEnterprise', { enterpriseId: dossier.id }, { enabled: !isLeader });
  if (isLeader) return <DraftHint keys={[planKey(dossier.id)]} />;
  const mayWrite = isCity || dossier.editable;
  const ids = [dossier.id, ...dossier.titles.map(({ id }) => id), ...dossier.planEntries.map(({ id }) => id)];
  const opens = (key: string): boolean | undefined => {
    const named = key.split(':');
    if (!key.startsWith('link:')) return mayWrite && ids.some((id) => named.includes(id));
    if (named.includes(dossier.id)) return mayWrite;
    return links.data?.some((link) => link.editable && named.includes(link.id));
  };
  return <DraftHint keys={draftKeys(dossier.id)} opens={opens} />;
}

/** What becomes of the records that are still here; nobody need do anything. */
function HandedOverNotice({ handedOver }: Pick<Dossier, 'handedOver'>): ReactNode {
  const { isLeader } = useOwnDesk();
  if (!handedOver) return null;
  const where = handedOver.toTown === '' ? '市里收回' : `改派到${handedOver.toTown}`;
  return (
    <Alert
      className="desk-page-alert"
      type="info"
      showIcon
      title={`本企业已于 ${handedOver.onDate} ${where}，本机的记录只读，市发改委确认收齐后才会清除。`}
      action={isLeader ? null : <Link to="/enterprises/reassigned">改派记录</Link>}
    />
  );
}

/** The enterprise stays usable meanwhile; this says only that somebody has to decide. */
function ConflictNotice({ enterpriseId }: { readonly enterpriseId: string }): ReactNode {
  const { isLeader } = useOwnDesk();
  const count = useCall('conflict.count', { partition: enterpriseId }).data?.count ?? 0;
  if (count === 0) return null;
  return (
    <Alert
      className="desk-page-alert"
      type="warning"
      showIcon
      title={`这家企业有 ${count} 处待定冲突：几种写法都已保留，页面上先按规则显示其中一种。`}
      action={isLeader ? null : <Link to={`/conflicts?enterprise=${enterpriseId}`}>去确定</Link>}
    />
  );
}

interface Section {
  readonly key: string;
  readonly label: string;
  readonly count?: number;
  readonly content: ReactNode;
}

function sectionsOf(dossier: Dossier, isCity: boolean, slots: DossierSlots): readonly Section[] {
  const { id, counts, editable } = dossier;
  const { links: Links, filings: Filings, visits: Visits, problems: Problems, calendar: Calendar } = slots;
  return [
    { key: 'profile', label: '基本情况', content: <ProfilePanel dossier={dossier} isCity={isCity} /> },
    {
      key: 'titles',
      label: '级别与称号',
      count: dossier.titles.length,
      content: <TitlePanel dossier={dossier} isCity={isCity} />,
    },
    {
      key: 'plans',
      label: '申报计划',
      count: dossier.planEntries.length,
      content: <PlanPanel dossier={dossier} isCity={isCity} />,
    },
    {
      key: 'links',
      label: '挂钩联系',
      count: counts.links,
      content: <Links enterpriseId={id} editable={editable} />,
    },
    {
      key: 'filings',
      label: '检查处置报备',
      count: counts.filings,
      content: <Filings enterpriseId={id} editable={editable} />,
    },
    {
      key: 'visits',
      label: '走访服务',
      count: counts.visits,
      content: <Visits enterpriseId={id} editable={editable} />,
    },
    {
      key: 'problems',
      label: '问题诉求',
      count: counts.problems,
      content: <Problems enterpriseId={id} editable={editable} />,
    },
    {
      key: 'calendar',
      label: '年历',
      content: <Calendar enterpriseId={id} editable={editable} />,
    },
    { key: 'meetings', label: '会议', content: <MeetingPanel enterpriseId={id} /> },
    {
      key: 'attachments',
      label: '附件',
      count: counts.attachments,
      content: <AttachmentPanel enterpriseId={id} editable={editable} />,
    },
    { key: 'history', label: '变更记录', content: <HistoryPanel enterpriseId={id} /> },
  ];
}

function Place({ dossier }: { readonly dossier: Dossier }): ReactNode {
  return (
    <span className="desk-cell-tags">
      {dossier.shortName}
      {dossier.handedOver ? null : dossier.townId === '' ? (
        <StatusTag tone="warn">未分派</StatusTag>
      ) : (
        <span>{dossier.townName}</span>
      )}
      {dossier.sampleAssignment ? <StatusTag tone="warn">{sampleAssignmentLabel}</StatusTag> : null}
      {dossier.editable ? null : <StatusTag tone="plain">{readOnlyReason(dossier)}</StatusTag>}
    </span>
  );
}

function readOnlyReason({ handedOver, townName }: Dossier): string {
  if (!handedOver) return townName === '' ? '只读' : `只读：由${townName}维护`;
  return handedOver.toTown === '' ? '只读：市里已收回' : `只读：已改派到${handedOver.toTown}`;
}

function DossierActions(props: { readonly dossier: Dossier; readonly isCity: boolean }): ReactNode {
  const { dossier, isCity } = props;
  const navigate = useNavigate();
  const towns = useCall('town.list', {}).data ?? [];
  const [open, setOpen] = useState<'assign' | 'pool' | null>(null);
  const close = (): void => setOpen(null);
  const remove = useCommand('enterprise.remove', {
    quiet: true,
    doneText: '已删除，变更记录保留',
    onDone: () => void navigate('/enterprises', { replace: true }),
  });
  const askRemove = useConfirm({
    title: `删除“${dossier.name}”？`,
    explanation: '企业将不再出现在台账和查找中，没有保存的草稿一并清除；变更记录会保留，需要时可由市里恢复。',
    confirmLabel: '删除',
    danger: true,
    onConfirm: () => remove.mutateAsync({ id: dossier.id }).then(() => undefined),
  });
  const shared = { ids: [dossier.id], onClose: close, onDone: close };
  return (
    <>
      {dossier.removable ? (
        <MoreMenu items={[{ key: 'remove', label: '删除', danger: true, onClick: askRemove }]} />
      ) : null}
      <Button onClick={() => void navigate(`/enterprises/${dossier.id}/paper`)}>打印</Button>
      {isCity ? (
        <Dropdown
          trigger={['click']}
          menu={{
            items: [
              { key: 'assign', label: '分派到镇区…' },
              { key: 'pool', label: '市培育库入库、出库…' },
            ],
            onClick: ({ key }) => setOpen(key === 'assign' ? 'assign' : 'pool'),
          }}
        >
          <Button>分派与入库</Button>
        </Dropdown>
      ) : null}
      {dossier.editable ? (
        <Button type="primary" onClick={() => void navigate(`/enterprises/${dossier.id}/edit`)}>
          修改
        </Button>
      ) : null}
      {open === 'assign' ? <AssignDialog {...shared} towns={towns} /> : null}
      {open === 'pool' ? <PoolDialog {...shared} /> : null}
    </>
  );
}
