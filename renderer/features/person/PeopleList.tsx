import { PlusOutlined } from '@ant-design/icons';
import { Button, Checkbox } from 'antd';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import type { Person } from '../../../shared/person/contract.ts';
import { linkKindLabels, linkKinds } from '../../../shared/person/rules.ts';
import { LocalTable } from '../../local-table.tsx';
import { useOwnDesk } from '../../own-desk.ts';
import { useCall } from '../../queries.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page, PageHeader } from '../../ui/Page.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';

const columns: readonly DataColumn<Person>[] = [
  { key: 'name', title: '姓名', width: 120, value: (row) => row.name, sortable: true, always: true },
  {
    key: 'category',
    title: '类别',
    width: 130,
    value: (row) => linkKindLabels[row.category],
    filter: linkKinds.map((value) => ({ value, label: linkKindLabels[value] })),
  },
  { key: 'unit', title: '单位', width: 180, grow: true, value: (row) => row.unit, sortable: true },
  { key: 'post', title: '职务', width: 180, grow: true, value: (row) => row.post },
  {
    key: 'linkedCount',
    title: '挂钩企业',
    width: 100,
    align: 'right',
    value: (row) => row.linkedCount,
    sortable: true,
  },
  { key: 'phone', title: '电话', width: 140, value: (row) => row.phone },
  { key: 'inOfficeFrom', title: '任职起', width: 120, value: (row) => row.inOfficeFrom, hidden: true },
  { key: 'inOfficeTo', title: '任职止', width: 120, value: (row) => row.inOfficeTo, hidden: true },
];

/** 挂钩联系: the people, each with the number of enterprises linked today. */
export function PeopleList(): ReactNode {
  const navigate = useNavigate();
  const [includeFormer, setIncludeFormer] = useState(false);
  const { side, isLeader } = useOwnDesk();
  const list = useCall('person.list', { includeFormer });
  const add = isLeader ? null : (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate('/people/new')}>
      新建人员
    </Button>
  );
  return (
    <Page
      body="fill"
      header={
        <PageHeader
          title="挂钩联系"
          subtitle="市领导、镇区主要领导、重点责任部门与企业的挂钩"
          actions={add}
        />
      }
    >
      <LocalTable
        tableId="people"
        label="挂钩联系人员"
        columns={columns}
        rowKey={(row) => row.id}
        list={list}
        searchPlaceholder="姓名、单位、职务"
        onOpen={(row) => void navigate(`/people/${row.id}`)}
        toolbar={
          <Checkbox checked={includeFormer} onChange={(event) => setIncludeFormer(event.target.checked)}>
            包括已离任
          </Checkbox>
        }
        empty={
          <EmptyState
            title="还没有挂钩联系人员"
            explanation={
              side === 'city'
                ? '市领导在这里录入，随数据包下发到各镇（区、街道）；镇区主要领导和重点责任部门由各镇（区、街道）录入，随数据包报来。录入后在企业台账里建立挂钩。'
                : '镇区主要领导和重点责任部门在这里录入；市领导由市发改委录入，随数据包下发。录入后在企业台账里建立挂钩。'
            }
            actions={add}
          />
        }
      />
    </Page>
  );
}
