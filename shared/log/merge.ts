/** Which of several concurrent values is shown, and whether a person has to decide. Pure, order-free. */
import type { DeskSide } from '../rpc.ts';
import { canonicalJson } from './canonical.ts';
import type { FieldOwner, FieldSpec, JsonValue } from './entity.ts';

/** One write that no known write names as its parent. `value` is canonical JSON text. */
export interface Head {
  readonly opId: string;
  readonly value: string;
  readonly side: DeskSide;
  readonly hlcMs: number;
  readonly hlcCounter: number;
}

/** The head shown while several stand: the owning side's, then the later HLC, then the larger id. */
export function shownHead(heads: readonly Head[], owner: FieldOwner): Head | undefined {
  let best: Head | undefined;
  for (const head of heads) if (!best || precedes(head, best, owner)) best = head;
  return best;
}

type Joined = FieldSpec['joined'];

/**
 * Several different values stand side by side: a conflict for a person. Equal values are merged, and those that their
 * field joins (`joined`).
 */
export function isConflict(heads: readonly Head[], joined?: Joined): boolean {
  return isDifferent(heads) && joinedText(heads, joined) === undefined;
}

/** The value shown of a field, as canonical JSON text; undefined when nobody wrote it. */
export function shownText(
  heads: readonly Head[],
  { owner, joined }: Pick<FieldSpec, 'owner' | 'joined'>,
): string | undefined {
  return (isDifferent(heads) ? joinedText(heads, joined) : undefined) ?? shownHead(heads, owner)?.value;
}

function isDifferent(heads: readonly Head[]): boolean {
  return heads.length > 1 && heads.some((head) => head.value !== heads[0]?.value);
}

function joinedText(heads: readonly Head[], joined: Joined): string | undefined {
  const value = joined?.(heads.map((head) => JSON.parse(head.value) as JsonValue));
  return value === undefined ? undefined : canonicalJson(value);
}

function precedes(a: Head, b: Head, owner: FieldOwner): boolean {
  const byOwner = Number(b.side !== owner) - Number(a.side !== owner);
  if (owner !== 'both' && byOwner !== 0) return byOwner > 0;
  if (a.hlcMs !== b.hlcMs) return a.hlcMs > b.hlcMs;
  if (a.hlcCounter !== b.hlcCounter) return a.hlcCounter > b.hlcCounter;
  return a.opId > b.opId;
}
