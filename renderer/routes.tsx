/** Every screen of the program, one entry each. Navigation and router are both made from this table. */
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
  /** Loaded when first visited: `lazyScreen(() => import('./features/…').then((module) => module.EnterpriseList))`. */
  readonly Component: ComponentType;
  /** Only on this desk. */
  readonly side?: DeskSide;
  /** Listed in the navigation. Screens of one record are not. */
  readonly nav?: { readonly group: NavGroupName; readonly icon: ReactNode };
}

export const screens: readonly Screen[] = [];

/** A screen that is fetched when it is first opened. */
export function lazyScreen(load: () => Promise<ComponentType>): ComponentType {
  return lazy(async () => ({ default: await load() }));
}
