/** What a screen is: a line of the table in routes.tsx. */
import { type ComponentType, lazy, type ReactNode } from 'react';
import type { DeskSide } from '../shared/rpc.ts';

export type NavGroupName = '日常工作' | '台账' | '交换' | '系统';

/** The order of the groups in the navigation. */
export const navGroups: readonly NavGroupName[] = ['日常工作', '台账', '交换', '系统'];

export interface Screen {
  /** `/enterprises`, `/enterprises/:enterpriseId`. */
  readonly path: string;
  /** Title of the window and, with `nav`, of the navigation entry. */
  readonly label: string;
  /**
   * Loaded when first visited: `lazyScreen(() => import('./features/…').then((module) => module.MonthPage))`. Only the
   * two screens the day begins with come with the desk itself.
   */
  readonly Component: ComponentType;
  /**
   * Built behind the lock screen too. Only for a screen that keeps nothing of how things stood when it was built but the
   * day: a form takes its first values then, and behind the lock screen it is not known who is at work.
   */
  readonly builtAhead?: boolean;
  /** Only on this desk. */
  readonly side?: DeskSide;
  /** For what the office does; a leader's laptop says so in its place, and has no entry for it. */
  readonly office?: true;
  /** On a leader's laptop alone. */
  readonly leader?: true;
  /** Listed in the navigation. Screens of one record are not. */
  readonly nav?: { readonly group: NavGroupName; readonly icon: ReactNode };
}

export function lazyScreen(load: () => Promise<ComponentType>): ComponentType {
  return lazy(async () => ({ default: await load() }));
}
