/** The drafts of this laptop, without those that are only waiting to be deleted. */
import type { InputOf, OutputOf } from '../shared/contract.ts';
import { type CallOptions, useCall } from './queries.ts';
import { isUnwanted } from './ui/draftKeeper.ts';

/** Those whose key begins with `prefix`, or with one of several, latest first; undefined until they are read. */
export function useDrafts(
  prefix: InputOf<'draft.list'>['prefix'],
  options: CallOptions = {},
): OutputOf<'draft.list'> | undefined {
  return useCall('draft.list', { prefix }, options).data?.filter(({ key }) => !isUnwanted(key));
}
