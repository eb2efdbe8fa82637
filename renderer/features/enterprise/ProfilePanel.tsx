/** 基本情况, and what the city keeps of it. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { sampleAssignmentLabel } from '../../../shared/annex7/sample-assignment.ts';
import { creditCodeProblem } from '../../../shared/enterprise/credit-code.ts';
import type { Dossier } from '../../../shared/enterprise/contract.ts';
import { poolText } from '../../../shared/enterprise/rules.ts';
import type { ProfileField } from '../../../shared/enterprise/schema.ts';
import { useOwnDesk } from '../../own-desk.ts';
import { DescriptionGrid, type Fact } from '../../ui/DescriptionGrid.tsx';
import { useOpenForm } from '../../ui/openForm.ts';
import { Panel } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';
import { ProposeDialog } from './ProposeDialog.tsx';

export function ProfilePanel(props: { readonly dossier: Dossier; readonly isCity: boolean }): ReactNode {
  const { dossier, isCity } = props;
  const fact = (field: ProfileField, label: string, value: ReactNode = dossier[field]): Fact => ({
    label,
    value: marked(field, value),
  });
  const marked = (field: ProfileField | 'townId' | 'pool', value: ReactNode): ReactNode =>
    dossier.conflicts.includes(field) ? <Disputed enterpriseId={dossier.id}>{value}</Disputed> : value;
  return (
    <>
      <Panel title="基本情况">
        <DescriptionGrid
          columns={2}
          facts={[
            { ...fact('name', '企业名称'), wide: true },
            fact(
              'creditCode',
              '统一社会信用代码',
              dossier.creditCode && <CreditCode code={dossier.creditCode} />,
            ),
            fact('shortName', '简称'),
            fact('foundedOn', '成立日期'),
            fact('industry', '行业'),
            { ...fact('formerNames', '曾用名', dossier.formerNames.join('、')), wide: true },
            { ...fact('mainProduct', '主导产品'), wide: true },
            { ...fact('address', '地址'), wide: true },
            fact('legalRepresentative', '法定代表人'),
            fact('contactName', '联系人'),
            fact('contactPhone', '联系电话'),
            {
              ...fact(
                'note',
                '备注',
                dossier.note && <span className="desk-kept-lines">{dossier.note}</span>,
              ),
              wide: true,
            },
          ]}
        />
      </Panel>
      <Panel title="市里维护" extra={isCity ? undefined : <ProposeButton dossier={dossier} />}>
        <DescriptionGrid
          columns={2}
          facts={[
            {
              label: '所属镇区',
              value: marked(
                'townId',
                dossier.townId === '' ? (
                  '未分派'
                ) : (
                  <span className="desk-cell-tags">
                    {dossier.townName}
                    {dossier.sampleAssignment ? (
                      <StatusTag tone="warn">{sampleAssignmentLabel}</StatusTag>
                    ) : null}
                  </span>
                ),
              ),
            },
            { label: '市培育库', value: marked('pool', poolText(dossier.pool) || '未入库') },
          ]}
        />
      </Panel>
    </>
  );
}

/** A town proposes what it may not write. */
function ProposeButton({ dossier }: { readonly dossier: Dossier }): ReactNode {
  const formKey = `suggestion:enterprise:${dossier.id}`;
  const [form, setForm] = useOpenForm();
  return (
    <>
      由市发改委维护
      {dossier.editable ? (
        <Button size="small" onClick={() => setForm(formKey)}>
          提出修改建议
        </Button>
      ) : null}
      {dossier.editable && form === formKey ? (
        <ProposeDialog dossier={dossier} onClose={() => setForm('')} />
      ) : null}
    </>
  );
}

/** What the city and the town wrote differently: one of the two is shown until somebody decides. */
function Disputed(props: { readonly enterpriseId: string; readonly children: ReactNode }): ReactNode {
  const { enterpriseId, children } = props;
  const { isLeader } = useOwnDesk();
  const tag = <StatusTag tone="warn">另有一种写法，待确定</StatusTag>;
  return (
    <span>
      {children === '' ? <span className="desk-none">未填写</span> : children}{' '}
      {isLeader ? tag : <Link to={`/conflicts?enterprise=${enterpriseId}`}>{tag}</Link>}
    </span>
  );
}

function CreditCode({ code }: { readonly code: string }): ReactNode {
  const problem = creditCodeProblem(code);
  return (
    <span className="desk-cell-tags">
      <span className="desk-code">{code}</span>
      {problem ? <StatusTag tone="bad">{problem.reason}</StatusTag> : null}
    </span>
  );
}
