import { Button, Tabs } from 'antd';
import type { ReactNode } from 'react';
import { Link as RouterLink, useNavigate, useParams, useSearchParams } from 'react-router';
import type { Link, Person } from '../../../shared/person/contract.ts';
import { linkKindLabels } from '../../../shared/person/rules.ts';
import { LocalTable } from '../../local-table.tsx';
import { useCommand } from '../../commands.ts';
import { DraftHint } from '../../draft-hint.tsx';
import { useHoldsCityKey, useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { RecordHistory } from '../../record-history.tsx';
import { useConfirm } from '../../ui/ConfirmAction.tsx';
import { DescriptionGrid } from '../../ui/DescriptionGrid.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { FailedPage } from '../../ui/FailedPage.tsx';
import { MoreMenu } from '../../ui/MoreMenu.tsx';
import { Page, PageHeader, Panel } from '../../ui/Page.tsx';
import { useOpenForm } from '../../ui/openForm.ts';
import type { DataColumn } from '../../ui/tableColumns.tsx';
import { LinkManyDialog } from './LinkManyDialog.tsx';
import { useLinkablePeople } from './linkable-people.ts';

const columns: readonly DataColumn<Link>[] = [
  {
    key: 'enterpriseName',
    title: '企业名称',
    width: 280,
    grow: true,
    value: (row) => row.enterpriseName,
    render: (row) => <RouterLink to={`/enterprises/${row.enterpriseId}`}>{row.enterpriseName}</RouterLink>,
    sortable: true,
    always: true,
  },
  { key: 'kind', title: '挂钩类别', width: 130, value: (row) => linkKindLabels[row.kind] },
  { key: 'fromDate', title: '开始日期', width: 120, value: (row) => row.fromDate, sortable: true },
  { key: 'toDate', title: '结束日期', width: 120, value: (row) => row.toDate || '至今', sortable: true },
  { key: 'note', title: '备注', width: 200, grow: true, value: (row) => row.note },
];

/** A section that another feature draws. */
export type PersonSlot = (props: { readonly personId: string }) => ReactNode;

export interface PersonSlots {
  /** 挂钩工作 */
  readonly work: PersonSlot;
  /** 年历 */
  readonly calendar: PersonSlot;
}

/** A leader and his or her enterprises, past ones too, at /people/:personId?section=… */
export function PersonPage({ slots }: { readonly slots: PersonSlots }): ReactNode {
  const { personId = '' } = useParams();
  const navigate = useNavigate();
  const holdsKey = useHoldsCityKey();
  const person = useCall('person.get', { id: personId });
  const links = useCall('link.byPerson', { personId });
  const remove = useCommand('person.remove', {
    doneText: '已删除',
    onDone: () => void navigate('/people', { replace: true }),
  });
  const askRemove = useConfirm({
    title: `删除${person.data?.name ?? ''}？`,
    explanation: '变更记录会保留。还有挂钩企业的人员不能删除；离任请填写“任职止”。',
    confirmLabel: '删除',
    danger: true,
    onConfirm: () => remove.mutateAsync({ id: personId }).then(() => undefined),
  });
  const [form, setForm] = useOpenForm();
  const linksKey = `links:person:${personId}`;
  const linkable = useLinkablePeople();
  const isLinkable = linkable?.some(({ id }) => id === personId);
  const mayLink = isLinkable ?? false;
  if (person.error) {
    return (
      <FailedPage
        back={{ to: '/people', label: '挂钩联系' }}
        title="挂钩联系人员"
        error={person.error}
        onRetry={() => void person.refetch()}
      />
    );
  }
  if (!person.data) return null;
  const { name, post, unit, phone, category, inOfficeFrom, inOfficeTo, editable } = person.data;
  return (
    <Page
      header={
        <PageHeader
          back={{ to: '/people', label: '挂钩联系' }}
          title={name}
          subtitle={linkKindLabels[category]}
          actions={
            editable ? (
              <>
                <MoreMenu items={[{ key: 'remove', label: '删除', danger: true, onClick: askRemove }]} />
                {holdsKey ? (
                  <Button onClick={() => void navigate(`/towns/invite?person=${personId}`)}>
                    为其制作邀请文件
                  </Button>
                ) : null}
                <Button type="primary" onClick={() => void navigate(`/people/${personId}/edit`)}>
                  修改
                </Button>
              </>
            ) : undefined
          }
        />
      }
    >
      <DraftHint keys={[`links:person:${personId}`]} opens={() => isLinkable} />
      <Panel title="基本情况">
        <DescriptionGrid
          columns={3}
          facts={[
            { label: '职务', value: post },
            { label: '单位', value: unit },
            { label: '电话', value: phone },
            { label: '任职起', value: inOfficeFrom },
            { label: '任职止', value: inOfficeTo || '在任' },
          ]}
        />
      </Panel>
      <Sections
        person={person.data}
        slots={slots}
        links={
          <Panel
            title="挂钩联系的企业"
            extra={
              mayLink ? (
                <Button type="primary" size="small" onClick={() => setForm(linksKey)}>
                  建立挂钩
                </Button>
              ) : undefined
            }
          >
            <div className="desk-panel-table">
              <LocalTable
                tableId="person-links"
                placeKey={`person-links ${personId}`}
                label="挂钩联系的企业"
                sheetLabel={`${name}挂钩联系的企业`}
                columns={columns}
                rowKey={(row) => row.id}
                list={links}
                empty={
                  <EmptyState
                    title="还没有挂钩企业"
                    explanation="点“建立挂钩”选择企业，可一次选多家；也可以在企业台账中勾选企业后建立。"
                  />
                }
              />
            </div>
          </Panel>
        }
      />
      <RecordHistory entityId={personId} />
      {mayLink && form === linksKey ? (
        <LinkManyDialog
          formKey={linksKey}
          person={person.data}
          onClose={() => setForm('')}
          onDone={() => setForm('')}
        />
      ) : null}
    </Page>
  );
}

interface SectionsProps {
  readonly person: Person;
  readonly slots: PersonSlots;
  readonly links: ReactNode;
}

/** Departments call on nobody; of another leader his laptop knows a part alone. */
function Sections({ person, slots, links }: SectionsProps): ReactNode {
  const { isLeader } = useOwnDesk();
  const [search, setSearch] = useSearchParams();
  const self = useCall('leader.work', {}, { enabled: isLeader }).data?.personId;
  const isWhole = isLeader ? self === person.id : person.category !== 'department';
  if (!isWhole) return links;
  const { work: Work, calendar: Calendar } = slots;
  const sections = [
    { key: 'links', label: '挂钩联系', children: links },
    { key: 'work', label: '挂钩工作', children: <Work personId={person.id} /> },
    { key: 'calendar', label: '年历', children: <Calendar personId={person.id} /> },
  ];
  const asked = search.get('section');
  return (
    <Tabs
      className="desk-dossier-tabs"
      activeKey={sections.find(({ key }) => key === asked)?.key ?? 'links'}
      onChange={(section) => setSearch({ section }, { replace: true })}
      items={sections}
      destroyOnHidden
    />
  );
}
