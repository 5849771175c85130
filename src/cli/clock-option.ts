import { parseTime } from '../sandbox/clock/time.ts';
import { type MockplaneOptions, OptionError } from '../mockplane/options.ts';

/** A value with the option or the variable that has it. */
interface Sourced {
  readonly value: string;
  readonly place: string;
}

/**
 * Parses the initial clock: a time in UTC, `stopped`, or `TIME,stopped`.
 *
 * @returns the option `clock` of `startMockplane`
 * @throws OptionError for any other text
 */
export function parseClockOption(given: Sourced | undefined): MockplaneOptions['clock'] {
  if (given === undefined) return undefined;
  const { value, place } = given;
  if (value === 'stopped') return { running: false };
  const [now = '', ...rest] = value.split(',');
  if (!Number.isNaN(parseTime(now)) && (rest.length === 0 || (rest.length === 1 && rest[0] === 'stopped'))) {
    return { now, running: rest.length === 0 };
  }
  const forms = 'a time in UTC such as 2030-01-01T00:00:00Z, stopped, or both: 2030-01-01T00:00:00Z,stopped';
  throw new OptionError(`${place} takes ${forms}; not "${value}"`);
}
