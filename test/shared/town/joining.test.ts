import { expect, it } from 'vitest';
import { joiningOf } from '../../../shared/town/joining.ts';

it('a town has joined once a laptop of it is known, whatever became of its invitations', () => {
  expect(joiningOf(true, undefined)).toBe('已加入');
  expect(joiningOf(true, 'expired')).toBe('已加入');
  expect(joiningOf(false, 'open')).toBe('已邀请');
  expect(joiningOf(false, 'expired')).toBe('邀请已过期');
  expect(joiningOf(false, undefined)).toBe('未邀请');
  expect(joiningOf(false, undefined, false)).toBe('未加入');
});
