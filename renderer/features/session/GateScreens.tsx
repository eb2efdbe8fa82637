/** The screens before the desk that use forms, notices and dialogs. */
import '../../desk-setup.ts';
import type { ReactNode } from 'react';
import type { SessionState } from '../../../shared/session/contract.ts';
import { Kit } from '../../ui/Kit.tsx';
import { DamagedScreen } from './DamagedScreen.tsx';
import { FirstRun } from './FirstRun.tsx';

export function FirstRunScreen(): ReactNode {
  return (
    <Kit>
      <FirstRun />
    </Kit>
  );
}

export function DamagedDeskScreen(props: { readonly session: SessionState }): ReactNode {
  return (
    <Kit>
      <DamagedScreen session={props.session} />
    </Kit>
  );
}
