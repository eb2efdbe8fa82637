/** 加入情况 of a town, in the same words on every screen. Pure. */
export const joinings = ['已加入', '已邀请', '邀请已过期', '未邀请', '未加入'] as const;
export type Joining = (typeof joinings)[number];

export const joiningTones = {
  已加入: 'good',
  已邀请: 'info',
  邀请已过期: 'warn',
  未邀请: 'plain',
  未加入: 'plain',
} as const;

/**
 * `invitation` is the state of the town's latest one; known where they are made, on the laptop with the city's key.
 */
export function joiningOf(
  hasLaptop: boolean,
  invitation: 'open' | 'used' | 'expired' | undefined,
  knowsInvitations = true,
): Joining {
  if (hasLaptop) return '已加入';
  if (invitation === undefined) return knowsInvitations ? '未邀请' : '未加入';
  return invitation === 'open' ? '已邀请' : '邀请已过期';
}
