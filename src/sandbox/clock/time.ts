/** A moment, in milliseconds since the epoch. */
export type Moment = number;

/** The calendar month of a moment, in UTC: `2023-11`. Usage is counted by month (inferred: in UTC). */
export function monthOf(moment: Moment): string {
  return new Date(moment).toISOString().slice(0, 7);
}

/** The start of a moment's calendar month, in UTC. */
export function startOfMonth(moment: Moment): Moment {
  return Date.parse(`${monthOf(moment)}-01T00:00:00Z`);
}

/** When a month begins. @param month `2023-11` */
export function parseMonth(month: string): Moment {
  return Date.parse(`${month}-01T00:00:00Z`);
}

/** When the month after a moment's begins. */
export function endOfMonth(moment: Moment): Moment {
  const date = new Date(moment);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1);
}

const hour = 3_600_000;

/** When a moment's hour began. */
export function startOfHour(moment: Moment): Moment {
  return Math.floor(moment / hour) * hour;
}

/** The first and the last moment that a date can be written with in four digits of a year. */
const first = Date.parse('0000-01-01T00:00:00.000Z');
export const lastMoment: Moment = Date.parse('9999-12-31T23:59:59.999Z');

/** Whether a number of milliseconds is a moment that can be written. */
export function isMoment(milliseconds: number): boolean {
  return milliseconds >= first && milliseconds <= lastMoment;
}

/** Formats a moment as in the admin contract: in UTC, with milliseconds. */
export function formatTime(moment: Moment): string {
  return new Date(Math.min(Math.max(moment, first), lastMoment)).toISOString();
}

/** The form of a time, as messages state it. A time without a zone would be another moment on each machine. */
export const timeForm = 'must be a time in UTC such as 2023-11-16T10:00:00Z';

const time = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:[0-5]\d(?:\.\d{1,3})?Z$/;

/** Parses a time as in the admin contract: in UTC, to the millisecond. @returns NaN for any other text */
export function parseTime(text: string): Moment {
  const moment = Date.parse(text);
  const [, day] = time.exec(text) ?? [];
  // `Date.parse` takes the 30th of February for the 2nd of March, and 24:00 for the next day.
  return day !== undefined && !Number.isNaN(moment) && formatTime(moment).startsWith(day) ? moment : NaN;
}
