/** 企业台账 with what other features do with the ticked enterprises: features never import one another. */
import type { ReactNode } from 'react';
import { EnterpriseList } from './features/enterprise/EnterpriseList.tsx';
import { LinkSelection } from './features/person/LinkSelection.tsx';

const selectionActions = [LinkSelection];

export function Ledger(): ReactNode {
  return <EnterpriseList selectionActions={selectionActions} />;
}
