/** Numbers that follow from a seed. */
export interface Random {
  /** From 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** Undefined where there is none. */
  one<T>(items: readonly T[]): T | undefined;
  bytes(length: number): Uint8Array<ArrayBuffer>;
}

/** Mulberry32: enough to choose what to do, and when to stop. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * limit);
  };
  return {
    below,
    one: (items) => (items.length === 0 ? undefined : items[below(items.length)]),
    bytes: (length) => Uint8Array.from({ length }, () => below(256)),
  };
}
