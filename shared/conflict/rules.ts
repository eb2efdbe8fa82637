/** What can be said of values standing side by side without knowing what they mean. Pure. */
import type { DeskSide } from '../rpc.ts';
import type { Conflict, ConflictingValue } from './contract.ts';

/** Clocks of two laptops may differ by this much before anybody is told. */
export const clockToleranceMs = 10 * 60 * 1000;

export interface Stamp {
  readonly writtenAtMs: number;
  readonly receivedAtMs: number;
}

/**
 * Whether the clock of the writing laptop was off: a write later than its arrival here, or earlier than what it had seen.
 * What itself came from the future proves nothing.
 */
export function clockOf(write: Stamp, parents: readonly Stamp[]): ConflictingValue['clock'] {
  if (isFromFuture(write)) return 'ahead';
  const saw = parents.filter((parent) => !isFromFuture(parent)).map((parent) => parent.writtenAtMs);
  return Math.max(...saw) > write.writtenAtMs + clockToleranceMs ? 'behind' : 'fine';
}

function isFromFuture({ writtenAtMs, receivedAtMs }: Stamp): boolean {
  return writtenAtMs > receivedAtMs + clockToleranceMs;
}

export const clockTexts: Readonly<Record<ConflictingValue['clock'], string>> = {
  fine: '',
  ahead: '那台电脑时钟偏快',
  behind: '那台电脑时钟偏慢',
};

/** Equal values stand once, with all who wrote them; in the order in which they came. */
export function standingValues(values: readonly ConflictingValue[]): ConflictingValue[][] {
  return [...Map.groupBy(values, ({ value }) => JSON.stringify(value)).values()];
}

export type BulkRule = 'ours' | 'theirs' | 'latest' | 'shown';

export const bulkLabels: Readonly<Record<BulkRule, string>> = {
  ours: '全部采用本方',
  theirs: '全部采用对方',
  latest: '全部采用较新的',
  shown: '全部采用目前显示的',
};

/** The value a rule picks, or why it picks none: one sentence's end for the officer. */
export type BulkPick =
  | { readonly conflict: Conflict; readonly value: ConflictingValue }
  | { readonly conflict: Conflict; readonly left: string };

export function pickByRule(conflict: Conflict, rule: BulkRule, ownSide: DeskSide): BulkPick {
  if (!conflict.mine) return { conflict, left: '不归本机定' };
  if (conflict.kind === 'deletion') return { conflict, left: '删除与修改请逐条定' };
  const { values } = conflict;
  if (rule === 'shown')
    return pickOnly(
      conflict,
      values.filter((value) => value.isShown),
    );
  if (rule === 'latest') {
    if (values.some((value) => value.clock !== 'fine')) return { conflict, left: '有电脑时钟不准，先后不明' };
    const latest = Math.max(...values.map((value) => value.order));
    return pickOnly(
      conflict,
      values.filter((value) => value.order === latest),
    );
  }
  return pickOnly(
    conflict,
    values.filter((value) => (value.side === ownSide) === (rule === 'ours')),
  );
}

function pickOnly(conflict: Conflict, candidates: readonly ConflictingValue[]): BulkPick {
  const [value] = candidates;
  if (!value) return { conflict, left: '这一方没有填写' };
  return standingValues(candidates).length === 1
    ? { conflict, value }
    : { conflict, left: '这一方自己就有几种写法' };
}

/** Text that wants more than a line is read with its differences marked. */
export function isLongText(conflict: Conflict): boolean {
  return (
    conflict.kind === 'values' &&
    conflict.values.every(({ value }) => typeof value === 'string') &&
    conflict.values.some(({ text }) => text.length > 30)
  );
}

/** What names a conflict while it stands as it is: a new value makes another one of it. */
export function conflictKey({ entityType, entityId, field, values }: Conflict): string {
  return [entityType, entityId, field, ...values.map(({ opId }) => opId)].join('/');
}
