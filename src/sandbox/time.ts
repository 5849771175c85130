import type { Moment } from './clock.ts';

/** The first and the last moment that a date can be written with in four digits of a year. */
const first = Date.parse('0000-01-01T00:00:00.000Z');
export const lastMoment: Moment = Date.parse('9999-12-31T23:59:59.999Z');

/** A moment as the admin contract writes it: in UTC, to the millisecond. */
export function writeTime(moment: Moment): string {
  return new Date(Math.min(Math.max(moment, first), lastMoment)).toISOString();
}

/** The moment that such a text, or one without milliseconds, stands for. */
export function readTime(text: string): Moment {
  return Date.parse(text);
}
