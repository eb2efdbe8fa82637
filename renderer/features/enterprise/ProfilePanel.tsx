/** 基本情况, and what the city keeps of it. */
import type { ReactNode } from 'react';
import { sampleAssignmentLabel } from '../../../shared/annex7/sample-assignment.ts';
import { creditCodeProblem } from '../../../shared/enterprise/credit-code.ts';
import type { Dossier } from '../../../shared/enterprise/contract.ts';
import { poolText } from '../../../shared/enterprise/rules.ts';
import { DescriptionGrid } from '../../ui/DescriptionGrid.tsx';
import { Panel } from '../../ui/Page.tsx';
import { StatusTag } from '../../ui/StatusTag.tsx';

export function ProfilePanel(props: { readonly dossier: Dossier; readonly isCity: boolean }): ReactNode {
  const { dossier, isCity } = props;
  return (
    <>
      <Panel title="基本情况">
        <DescriptionGrid
          columns={2}
          facts={[
            { label: '企业名称', value: dossier.name, wide: true },
            { label: '统一社会信用代码', value: <CreditCode code={dossier.creditCode} /> },
            { label: '简称', value: dossier.shortName },
            { label: '成立日期', value: dossier.foundedOn },
            { label: '行业', value: dossier.industry },
            { label: '曾用名', value: dossier.formerNames.join('、'), wide: true },
            { label: '主导产品', value: dossier.mainProduct, wide: true },
            { label: '地址', value: dossier.address, wide: true },
            { label: '法定代表人', value: dossier.legalRepresentative },
            { label: '联系人', value: dossier.contactName },
            { label: '联系电话', value: dossier.contactPhone },
            { label: '备注', value: dossier.note, wide: true },
          ]}
        />
      </Panel>
      <Panel title="市里维护" extra={isCity ? undefined : '由市发改委维护'}>
        <DescriptionGrid
          columns={2}
          facts={[
            {
              label: '所属镇区',
              value:
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
            },
            { label: '市培育库', value: poolText(dossier.pool) || '未入库' },
          ]}
        />
      </Panel>
    </>
  );
}

function CreditCode({ code }: { readonly code: string }): ReactNode {
  if (code === '') return null;
  const problem = creditCodeProblem(code);
  return (
    <span className="desk-cell-tags">
      <span className="desk-code">{code}</span>
      {problem ? <StatusTag tone="bad">{problem.reason}</StatusTag> : null}
    </span>
  );
}
