import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { askAnew } from './tableQuery.ts';

/** 全部问题: leads to a list as a whole, not to what was looked for in it before. */
export function WholeListLink(props: { readonly to: string; readonly children: ReactNode }): ReactNode {
  return (
    <Link to={props.to} onClick={() => askAnew(props.to)}>
      {props.children}
    </Link>
  );
}
