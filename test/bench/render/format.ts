import type { Spread } from '../statistics.ts';

/** The text for a missing measurement. */
export const none = '–';

/** `0.63 (0.60–0.66)`: the median, and the least and the most of all rounds. */
export function part(value: Spread | undefined): string {
  return value ? `${value.median.toFixed(2)} (${value.least.toFixed(2)}–${value.most.toFixed(2)})` : none;
}

/** A number that is read at a glance: `14,200`, `37`, `4.2`. */
export function count(value: number | undefined): string {
  if (value === undefined) return none;
  const rounded = value >= 1_000 ? Number(value.toPrecision(3)) : value >= 10 ? Math.round(value) : value;
  return rounded.toLocaleString('en', { maximumFractionDigits: 1 });
}

/** `2026-11-22` → `22 November 2026`. */
export function day(date: string): string {
  const format = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const;
  return new Date(`${date}T00:00:00Z`).toLocaleDateString('en-GB', format);
}
