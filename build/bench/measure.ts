/** Times, and what is said of many of them. */

/** One line of docs/performance.md. */
export interface Figure {
  readonly id: string;
  readonly what: string;
  readonly how: string;
  readonly figure: string;
  /** What it is measured against, in the same run. */
  readonly beside: string;
  /** '' when the plan sets none. */
  readonly limit: string;
  readonly ratio: string;
  /** null when there is no limit. */
  readonly holds: boolean | null;
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5);
}

/** `share` 0.95: the value that 95 of 100 do not exceed. */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new Error('nothing was measured');
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/** Milliseconds. */
export async function timed(work: () => unknown): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}

export interface Pair {
  readonly ours: number;
  readonly beside: number;
}

/** Measures two things in turn, each round beginning with the other one, so that both meet the same noise. */
export async function alternate(
  rounds: number,
  ours: (round: number) => Promise<number>,
  beside: (round: number) => Promise<number>,
): Promise<Pair[]> {
  const pairs: Pair[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      const first = await ours(round);
      pairs.push({ ours: first, beside: await beside(round) });
    } else {
      const first = await beside(round);
      pairs.push({ ours: await ours(round), beside: first });
    }
  }
  return pairs;
}

export interface Summary {
  readonly ours: number;
  readonly beside: number;
  /** Median of the rounds' own ratios: both sides of one round met the same noise. */
  readonly ratio: number;
  readonly lowest: number;
  readonly highest: number;
  readonly rounds: number;
}

/** Medians of the rounds. `ratioOf` is ours over beside unless told otherwise. */
export function summarise(
  pairs: readonly Pair[],
  ratioOf: (pair: Pair) => number = ({ ours, beside }) => ours / beside,
): Summary {
  const ratios = pairs.map(ratioOf);
  return {
    ours: median(pairs.map((pair) => pair.ours)),
    beside: median(pairs.map((pair) => pair.beside)),
    ratio: median(ratios),
    lowest: Math.min(...ratios),
    highest: Math.max(...ratios),
    rounds: pairs.length,
  };
}

export function ratioText({ ratio, lowest, highest, rounds }: Summary): string {
  return `${ratio.toFixed(2)}（${rounds} 轮 ${lowest.toFixed(2)}–${highest.toFixed(2)}）`;
}

export function msText(ms: number): string {
  if (ms >= 10_000) return `${(ms / 1000).toFixed(1)} s`;
  return ms >= 100 ? `${ms.toFixed(0)} ms` : `${ms.toFixed(2)} ms`;
}
