/**
 * Who may write what. Depends only on the operation, the author's certified side and this table,
 * never on when the operation arrived. design/exchange.md, Merge.
 */
import type { DeskSide } from '../rpc.ts';
import type { EntitySpec } from './entity.ts';
import { cityInternalPartition, cityPartition, townPartition } from './operation.ts';

/** Raised whenever the table below changes its meaning. */
export const authorityVersion = 1;

export interface Author {
  readonly deviceId: string;
  readonly side: DeskSide;
  /** '' at the city. */
  readonly townId: string;
}

export type HoldReason = 'unknown-author' | 'not-owner' | 'foreign-partition';

/** Why an operation is held instead of shown, or null when it may be applied. */
export function holdReason(
  author: Author | undefined,
  partition: string,
  spec: EntitySpec,
  fieldNames: readonly string[],
): HoldReason | null {
  if (!author) return 'unknown-author';
  if (author.side === 'city') return null;
  if (partition === cityPartition || partition === cityInternalPartition) return 'foreign-partition';
  if (partition.startsWith('town:') && partition !== townPartition(author.townId)) return 'foreign-partition';
  const foreign = fieldNames.some((name) => spec.fields[name]?.owner === 'city');
  return foreign ? 'not-owner' : null;
}
