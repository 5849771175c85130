/** Draws numbers from a seed: the same seed gives the same numbers. */
export interface Random {
  /** From 0 up to, but not including, 1. */
  next(): number;
  /** A whole number between two bounds, both included. */
  integer(from: number, to: number): number;
  pick<T>(items: readonly T[]): T;
}

/** Creates a generator of numbers (sfc32, seeded by a hash of the text). */
export function createRandom(seed: string): Random {
  let [a, b, c, d] = hash(seed);
  const next = (): number => {
    const sum = (a + b + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    c |= 0;
    return (sum >>> 0) / 4_294_967_296;
  };
  // The first numbers still resemble the seed.
  for (let index = 0; index < 12; index++) next();
  return {
    next,
    integer: (from, to) => from + Math.floor(next() * (to - from + 1)),
    pick: (items) => items[Math.floor(next() * items.length)]!,
  };
}

/** Four numbers of 32 bits from a text (FNV-1a with four offsets). */
function hash(text: string): [number, number, number, number] {
  const state: [number, number, number, number] = [0x811c9dc5, 0x9e3779b9, 0x85ebca6b, 0xc2b2ae35];
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    for (let lane = 0; lane < 4; lane++) state[lane] = Math.imul(state[lane]! ^ (code + lane), 0x01000193);
  }
  return state;
}
