/** What became of a text, piece by piece (Myers' O(ND)). Pure. */

export interface Piece {
  readonly text: string;
  readonly kind: 'kept' | 'new' | 'gone';
}

/** Beyond so many single changes the middle counts as rewritten: nobody reads such marks, and they would cost seconds. */
const maximumChanges = 300;

/** Kept and gone together are `before`, kept and new together are `after`; what is gone stands before what is new. */
export function difference(before: string, after: string): Piece[] {
  const a = tokens(before);
  const b = tokens(after);
  const start = commonStart(a, b);
  const end = commonEnd(a, b, start);
  const middleA = a.slice(start, a.length - end);
  const middleB = b.slice(start, b.length - end);
  const pieces: Piece[] = [];
  push(pieces, 'kept', a.slice(0, start));
  let [x, y] = [0, 0];
  for (const [i, j] of commonPairs(middleA, middleB)) {
    push(pieces, 'gone', middleA.slice(x, i));
    push(pieces, 'new', middleB.slice(y, j));
    push(pieces, 'kept', middleA.slice(i, i + 1));
    [x, y] = [i + 1, j + 1];
  }
  push(pieces, 'gone', middleA.slice(x));
  push(pieces, 'new', middleB.slice(y));
  push(pieces, 'kept', a.slice(a.length - end));
  return pieces;
}

function push(pieces: Piece[], kind: Piece['kind'], parts: readonly string[]): void {
  if (parts.length === 0) return;
  const last = pieces.at(-1);
  const text = parts.join('');
  if (last?.kind === kind) pieces[pieces.length - 1] = { kind, text: last.text + text };
  else pieces.push({ kind, text });
}

/** Numbers and Latin words whole, everything else by character: a mark through half a number misleads. */
function tokens(text: string): string[] {
  return text.match(/[\p{Script=Latin}\p{N}]+|./gsu) ?? [];
}

function commonStart(a: readonly string[], b: readonly string[]): number {
  let length = 0;
  while (length < a.length && length < b.length && a[length] === b[length]) length += 1;
  return length;
}

function commonEnd(a: readonly string[], b: readonly string[], start: number): number {
  const most = Math.min(a.length, b.length) - start;
  let length = 0;
  while (length < most && a[a.length - 1 - length] === b[b.length - 1 - length]) length += 1;
  return length;
}

type Pair = [inA: number, inB: number];

/** A longest common subsequence, in order; empty when the texts differ too much. */
function commonPairs(a: readonly string[], b: readonly string[]): Pair[] {
  /** By diagonal (x − y), the furthest x reached; one copy for each number of changes. */
  const trace: Map<number, number>[] = [];
  let reached = new Map<number, number>([[1, 0]]);
  for (let changes = 0; changes <= Math.min(a.length + b.length, maximumChanges); changes += 1) {
    trace.push(reached);
    const next = new Map<number, number>();
    for (let k = -changes; k <= changes; k += 2) {
      let x = stepsDown(reached, k, changes) ? (reached.get(k + 1) ?? 0) : (reached.get(k - 1) ?? 0) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      next.set(k, x);
      if (x >= a.length && x - k >= b.length) return walkBack(trace, a.length, b.length);
    }
    reached = next;
  }
  return [];
}

function stepsDown(reached: ReadonlyMap<number, number>, k: number, changes: number): boolean {
  return k === -changes || (k !== changes && (reached.get(k - 1) ?? -1) < (reached.get(k + 1) ?? -1));
}

function walkBack(trace: readonly ReadonlyMap<number, number>[], lengthA: number, lengthB: number): Pair[] {
  const pairs: Pair[] = [];
  let [x, y] = [lengthA, lengthB];
  for (let changes = trace.length - 1; changes >= 0; changes -= 1) {
    const reached = trace[changes] ?? new Map<number, number>();
    const k = x - y;
    const from = stepsDown(reached, k, changes) ? k + 1 : k - 1;
    const fromX = reached.get(from) ?? 0;
    const fromY = fromX - from;
    while (x > fromX && y > fromY && x > 0 && y > 0) {
      x -= 1;
      y -= 1;
      pairs.push([x, y]);
    }
    [x, y] = [fromX, fromY];
  }
  return pairs.reverse();
}
