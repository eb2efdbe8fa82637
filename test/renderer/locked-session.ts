import type { SessionState } from '../../shared/session/contract.ts';

/** What the window is told of a town's desk that is locked. */
export const lockedSession: SessionState = {
  state: 'locked',
  side: 'town',
  townId: 't06',
  townName: '白蒲镇',
  isLeader: false,
  leaderName: null,
  officer: null,
  deviceName: null,
  problem: null,
  idleLockMinutes: null,
  lockedHow: null,
};
