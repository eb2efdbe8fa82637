/** What became of a save on its way to the other side. */
import { z } from 'zod';

/** The first three by the peer's acknowledgement; then what it set aside; then the owner's answer to a suggestion, or that its author took it back. */
export const saveState = z.enum([
  'unsent',
  'awaiting',
  'received',
  'held',
  'pending',
  'rejected',
  'accepted',
  'declined',
  'withdrawn',
]);
export type SaveState = z.output<typeof saveState>;

export const saveStateTexts: Readonly<Record<SaveState, string>> = {
  unsent: '待导出',
  awaiting: '已导出待回执',
  received: '对方已收',
  held: '对方暂存',
  pending: '待对方升级',
  rejected: '对方未收',
  accepted: '建议已采纳',
  declined: '建议未采纳',
  withdrawn: '建议已撤回',
};
