import type { SessionState } from '../../../shared/session/contract.ts';

export const programName = '专精特新培育工作台';

/** 市级工作台 · 市发改委, 镇区工作台 · 白蒲镇; empty before the first run. */
export function workspaceName(session: Pick<SessionState, 'side' | 'townName'>): string {
  switch (session.side) {
    case 'city':
      return '市级工作台 · 市发改委';
    case 'town':
      return `镇区工作台 · ${session.townName ?? ''}`;
    case null:
      return '';
  }
}
