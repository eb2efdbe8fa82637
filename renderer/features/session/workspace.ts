import type { SessionState } from '../../../shared/session/contract.ts';

type Workspace = Pick<SessionState, 'side' | 'townName' | 'isLeader' | 'leaderName'>;

export const programName = '专精特新培育工作台';

/** 市级工作台 · 市发改委, 镇区工作台 · 白蒲镇, 挂钩领导 · 张三（白蒲镇）; empty before the first run. */
export function workspaceName({ isLeader, leaderName, ...session }: Workspace): string {
  if (isLeader) {
    const office = session.side === 'city' ? '市级' : (session.townName ?? '');
    return leaderName === null ? `挂钩领导的电脑 · ${office}` : `挂钩领导 · ${leaderName}（${office}）`;
  }
  switch (session.side) {
    case 'city':
      return '市级工作台 · 市发改委';
    case 'town':
      return `镇区工作台 · ${session.townName ?? ''}`;
    case null:
      return '';
  }
}
