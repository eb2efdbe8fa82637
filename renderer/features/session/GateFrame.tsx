import type { ReactNode } from 'react';
import { programName } from './workspace.ts';

/** The calm sheet before the desk is open: name of the program, one panel, and the line about secrets. */
export function GateFrame(props: {
  readonly workspace?: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}): ReactNode {
  return (
    <main className="desk-gate">
      <div className={props.wide === true ? 'desk-gate-sheet desk-gate-wide' : 'desk-gate-sheet'}>
        <div className="desk-gate-head">
          <h1>{programName}</h1>
          {props.workspace === undefined || props.workspace === '' ? null : <p>{props.workspace}</p>}
        </div>
        <div className="desk-gate-body">{props.children}</div>
        <p className="desk-gate-secrets">本机为非涉密计算机，不得录入涉密信息</p>
      </div>
    </main>
  );
}
