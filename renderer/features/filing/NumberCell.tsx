/** 编号 in the register; one that is missing, or that two filings have, can be given anew. */
import { Button } from 'antd';
import type { ReactNode } from 'react';
import type { FilingRow } from '../../../shared/filing/register-contract.ts';
import { useCommand } from '../../commands.ts';
import { useOwnDesk } from '../../own-desk.ts';

export function NumberCell({ row }: { readonly row: FilingRow }): ReactNode {
  const { isLeader } = useOwnDesk();
  if (row.number !== '' && !row.isNumberShared) return <span title={row.number}>{row.number}</span>;
  return (
    <>
      {row.number === '' ? (
        isLeader ? (
          <span className="desk-none">无编号</span>
        ) : null
      ) : (
        <span className="desk-number-shared" title={`${row.number}：本单位另有一份报备用同一编号`}>
          {row.number}
        </span>
      )}
      {isLeader ? null : <NumberAnew id={row.id} label={row.number === '' ? '补编号' : '重新编号'} />}
    </>
  );
}

function NumberAnew({ id, label }: { readonly id: string; readonly label: string }): ReactNode {
  const number = useCommand('filing.number', { doneText: '已编号' });
  return (
    <Button
      type="link"
      size="small"
      loading={number.isPending}
      onClick={(event) => {
        // The row opens the filing.
        event.stopPropagation();
        number.mutate({ id });
      }}
    >
      {label}
    </Button>
  );
}
