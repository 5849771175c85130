import { createDraw } from '../../src/sandbox/draw.ts';

/** Numbers that follow from a seed (mulberry32). */
export interface Random {
  /** From 0 up to, and without, a limit; whole. */
  below(limit: number): number;
  pick<T>(items: readonly T[]): T;
}

export function createRandom(seed: number): Random {
  const next = createDraw(seed);
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, pick: (items) => items[below(items.length)]! };
}
