/**
 * Which of many short texts contain a given piece of text. For every pair of adjacent characters (hashed into a fixed
 * number of buckets) one bit per text says whether the text has it; only the texts that have all pairs of the piece
 * are read. 100,000 names need 13 MB of bits.
 */
const buckets = 1024;

export class PairIndex {
  readonly #texts: readonly string[];
  readonly #wordsPerBucket: number;
  readonly #bits: Uint32Array;

  constructor(texts: readonly string[]) {
    this.#texts = texts;
    this.#wordsPerBucket = Math.ceil(texts.length / 32);
    this.#bits = new Uint32Array(buckets * this.#wordsPerBucket);
    texts.forEach((text, number) => {
      const word = number >>> 5;
      const bit = 1 << (number & 31);
      forEachPair(text, (bucket) => {
        const at = bucket * this.#wordsPerBucket + word;
        this.#bits[at] = (this.#bits[at] ?? 0) | bit;
      });
    });
  }

  /** Numbers of the first `limit` texts that contain `piece`, ascending. */
  find(piece: string, limit: number): number[] {
    const pairs = new Set<number>();
    forEachPair(piece, (bucket) => void pairs.add(bucket * this.#wordsPerBucket));
    const found: number[] = [];
    for (let word = 0; word < this.#wordsPerBucket && found.length < limit; word += 1) {
      let candidates = -1;
      for (const start of pairs) candidates &= this.#bits[start + word] ?? 0;
      while (candidates !== 0 && found.length < limit) {
        const lowest = 31 - Math.clz32(candidates & -candidates);
        candidates &= candidates - 1;
        const number = word * 32 + lowest;
        if (this.#texts[number]?.includes(piece)) found.push(number);
      }
    }
    return found;
  }
}

function forEachPair(text: string, visit: (bucket: number) => void): void {
  for (let at = 1; at < text.length; at += 1) {
    visit((Math.imul(text.charCodeAt(at - 1), 37) + text.charCodeAt(at)) & (buckets - 1));
  }
}
