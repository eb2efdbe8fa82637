import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { askAnew, type TableQuery } from './tableQuery.ts';

interface WholeListLinkProps {
  readonly to: string;
  /** What of it is told of; else the list as it begins. */
  readonly filters?: TableQuery['filters'];
  readonly children: ReactNode;
}

/** 全部问题: leads to a list as a whole, not to what was looked for in it before. */
export function WholeListLink(props: WholeListLinkProps): ReactNode {
  return (
    <Link to={props.to} onClick={() => askAnew(props.to, props.filters)}>
      {props.children}
    </Link>
  );
}
