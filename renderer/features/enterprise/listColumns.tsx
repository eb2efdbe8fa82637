/** The ledger's columns as the table draws them: the text is that of the export, the look is the screen's. */
import type { ReactNode } from 'react';
import { enterpriseColumns } from '../../../shared/enterprise/columns.ts';
import type { EnterpriseRow } from '../../../shared/enterprise/contract.ts';
import { levelOf } from '../../../shared/enterprise/levels.ts';
import { highestFirst, poolText } from '../../../shared/enterprise/rules.ts';
import type { DeskSide } from '../../../shared/rpc.ts';
import { StatusTag } from '../../ui/StatusTag.tsx';
import type { DataColumn } from '../../ui/tableColumns.tsx';
import { filterOptions } from './listQuery.ts';

/** A town sees one town only, its own; it telephones the enterprises, which the city does not. */
const hiddenOn: Readonly<Record<DeskSide, readonly string[]>> = {
  town: ['town'],
  city: ['contactName', 'contactPhone'],
};

export function listColumns(
  side: DeskSide,
  towns: readonly { readonly id: string; readonly name: string }[],
  years: readonly number[],
  ownTownId = '',
): readonly DataColumn<EnterpriseRow>[] {
  const filters = filterOptions(towns, years);
  return enterpriseColumns.map((column): DataColumn<EnterpriseRow> => {
    const { key } = column;
    const filter = filters[key];
    const render = key === 'name' && side === 'town' ? nameAt(ownTownId) : renderers[key];
    return {
      key,
      title: column.title,
      width: column.width,
      value: column.text,
      ...(column.sort === undefined ? {} : { sortable: true }),
      ...(filter === undefined ? {} : { filter }),
      ...(render === undefined ? {} : { render }),
      ...(key === 'name' ? { always: true, fixed: true, grow: true } : {}),
      ...(key === 'plan' ? { grow: true } : {}),
      ...(column.hidden === true || hiddenOn[side].includes(key) ? { hidden: true } : {}),
    };
  });
}

const renderers: Readonly<Record<string, (row: EnterpriseRow) => ReactNode>> = {
  name: (row) => <strong title={row.name}>{row.name}</strong>,
  town: (row) => (
    <span className="desk-cell-tags" title={row.townName + (row.sampleAssignment ? '（示例分派）' : '')}>
      {row.townId === '' ? <span className="desk-none">未分派</span> : row.townName}
      {row.sampleAssignment ? <span className="desk-none">（示例）</span> : null}
    </span>
  ),
  level: (row) => <LevelTags row={row} />,
  pool: (row) =>
    row.pool === null ? (
      <None />
    ) : (
      <span className={row.pool.member ? undefined : 'desk-none'}>{poolText(row.pool)}</span>
    ),
};

/** At a town: what it handed over is still here for a while, and only to be read. */
function nameAt(ownTownId: string): (row: EnterpriseRow) => ReactNode {
  return (row) => (
    <span className="desk-cell-tags" title={row.name}>
      <strong>{row.name}</strong>
      {ownTownId !== '' && row.townId !== ownTownId ? <StatusTag tone="plain">只读</StatusTag> : null}
    </span>
  );
}

/** The highest level held; an expired one only where nothing stands above it. */
function LevelTags({ row }: { readonly row: EnterpriseRow }): ReactNode {
  const [highest, ...others] = highestFirst(row.levels);
  const [expired] = row.expiredLevels;
  const expiredCounts =
    expired !== undefined && (highest === undefined || levelOf(expired).order > levelOf(highest).order);
  if (highest === undefined && !expiredCounts) return <None />;
  return (
    <span className="desk-cell-tags" title={titleOf(row)}>
      {highest === undefined ? null : <StatusTag tone="info">{levelOf(highest).shortLabel}</StatusTag>}
      {others.length === 0 ? null : <span className="desk-none">等 {row.levels.length} 项</span>}
      {expiredCounts ? <StatusTag tone="warn">已过期 {levelOf(expired).shortLabel}</StatusTag> : null}
    </span>
  );
}

function titleOf(row: EnterpriseRow): string {
  const held = highestFirst(row.levels).map((key) => levelOf(key).label);
  const expired = row.expiredLevels.map((key) => `${levelOf(key).label}（已过期）`);
  return [...held, ...expired].join('、');
}

function None(): ReactNode {
  return (
    <span className="desk-none" aria-label="无">
      —
    </span>
  );
}
