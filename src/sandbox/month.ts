import type { Moment } from './clock.ts';

/** The calendar month of a moment, in UTC: `2023-11`. Usage is counted by it (inferred: UTC). */
export function monthOf(moment: Moment): string {
  return new Date(moment).toISOString().slice(0, 7);
}

/** When a moment's month began. */
export function startOfMonth(moment: Moment): Moment {
  return Date.parse(`${monthOf(moment)}-01T00:00:00Z`);
}
