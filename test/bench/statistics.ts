/** A number that was measured several times. */
export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** The median and the two ends; undefined of nothing. */
export function spread(values: readonly number[]): Spread | undefined {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted((left, right) => left - right);
  const middle = sorted.length >> 1;
  const median = sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  return { median, least: sorted[0]!, most: sorted.at(-1)! };
}

/** Each by its counterpart of the same round, so that what slows a whole round down cancels out. */
export function ratios(values: readonly number[], floors: readonly number[]): number[] {
  return values.flatMap((value, round) => (floors[round] ? [value / floors[round]] : []));
}

/** The items with another one first each round, so that none always comes after the same neighbour. */
export function rotate<Item>(items: readonly Item[], round: number): Item[] {
  const by = items.length === 0 ? 0 : round % items.length;
  return [...items.slice(by), ...items.slice(0, by)];
}
