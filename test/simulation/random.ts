/** Chance from a seed. Every purpose draws from a source of its own, so that leaving one out moves no other. */
import nodeCrypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';

export interface Random {
  /** 0 ≤ x < 1 */
  next(): number;
  /** 0 ≤ n < below */
  below(below: number): number;
  chance(share: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  shuffled<Item>(items: readonly Item[]): Item[];
  /** A source that depends on this one's seed and the label only, not on what was drawn before. */
  of(label: string): Random;
}

export function seededRandom(seed: string): Random {
  const draw = sfc32(seed);
  const random: Random = {
    next: () => draw() / 2 ** 32,
    below: (below) => Math.floor((draw() / 2 ** 32) * below),
    chance: (share) => draw() / 2 ** 32 < share,
    pick: (items) => {
      if (items.length === 0) throw new Error('nothing to pick from');
      return items[random.below(items.length)] as (typeof items)[number];
    },
    shuffled: (items) => {
      const list = [...items];
      for (let at = list.length - 1; at > 0; at -= 1) {
        const other = random.below(at + 1);
        [list[at], list[other]] = [list[other]!, list[at]!];
      }
      return list;
    },
    of: (label) => seededRandom(`${seed}/${label}`),
  };
  return random;
}

let programs: Random = seededRandom('');
let isInstalled = false;

/**
 * From here on the program draws its numbers (ids, incarnations) from the seed: their order decides between equal
 * clocks, and a run must give the same result again.
 */
export function seedTheProgramsRandom(seed: string): void {
  programs = seededRandom(seed);
  if (isInstalled) return;
  isInstalled = true;
  const bytes = (length: number): Buffer => {
    const drawn = Buffer.allocUnsafe(length);
    for (let at = 0; at < length; at += 1) drawn[at] = programs.below(256);
    return drawn;
  };
  nodeCrypto.randomBytes = bytes as unknown as typeof nodeCrypto.randomBytes;
  syncBuiltinESMExports();
}

/** Chris Doty-Humphrey's sfc32, seeded by a hash of the text. */
function sfc32(seed: string): () => number {
  let [a, b, c, counter] = hash128(seed);
  const draw = (): number => {
    const result = (a + b + counter) >>> 0;
    counter = (counter + 1) >>> 0;
    a = (b ^ (b >>> 9)) >>> 0;
    b = (c + (c << 3)) >>> 0;
    c = (((c << 21) | (c >>> 11)) + result) >>> 0;
    return result;
  };
  for (let round = 0; round < 12; round += 1) draw();
  return draw;
}

/** FNV-1a with four starting values: it need not be strong, only different for different labels. */
function hash128(text: string): [number, number, number, number] {
  const one = (start: number): number => {
    let hash = (2_166_136_261 ^ start) >>> 0;
    for (let at = 0; at < text.length; at += 1)
      hash = Math.imul(hash ^ text.charCodeAt(at), 16_777_619) >>> 0;
    return hash;
  };
  return [one(1), one(0x9e37), one(0x79b9_7f4a), one(0x1234_5678)];
}
