/** 编号 in the register. One that is missing, or that two filings have, is given anew on the filing, where it is explained. */
import type { ReactNode } from 'react';
import type { FilingRow } from '../../../shared/filing/register-contract.ts';

export function NumberCell({ row }: { readonly row: FilingRow }): ReactNode {
  if (row.number === '') return <span className="desk-none">无编号</span>;
  if (!row.isNumberShared) return <span title={row.number}>{row.number}</span>;
  return (
    <span
      className="desk-number-shared"
      title={`${row.number}：该检查处置单位另有一份报备也是这个编号，打开后可以重新编号`}
    >
      {row.number} 重号
    </span>
  );
}
