import type { DatabaseSync, SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import type { ClockState } from '../../../sandbox/clock/clock.ts';
import { openDatabase } from '../sqlite.ts';

/** The time that SQL sees. */
export interface SqlTime {
  /** Takes over where the clock stands. @returns whether connections need `define` from now on and did not before */
  set(clock: ClockState): boolean;
  /** Puts our functions in the place of SQLite's, once the clock was moved or stopped. */
  readonly define: (db: DatabaseSync) => void;
}

/** SQLite's functions that may ask what time it is. */
const dateFunctions = ['date', 'time', 'datetime', 'julianday', 'unixepoch', 'strftime', 'timediff'];

/**
 * Lets SQL follow a clock.
 *
 * Each function puts the time of the clock in the place of `now` and leaves the rest to SQLite, on a connection of its own. A
 * clock that was never touched needs none of it, so dates cost nothing then.
 */
export function createSqlTime(initial: ClockState): SqlTime {
  let clock = initial;
  let isMoved = needsFunctions(initial);
  let original: DatabaseSync | undefined;
  const statements = new Map<string, StatementSync>();

  const now = (): string =>
    new Date(clock.stoppedAt ?? Date.now() + clock.offset).toISOString().replace('T', ' ').replace('Z', '');

  const ask = (name: string, values: readonly SQLInputValue[]): SQLOutputValue => {
    const key = `${name}/${values.length}`;
    let statement = statements.get(key);
    if (!statement) {
      original ??= openDatabase(':memory:', { readBigInts: true, returnArrays: true });
      statement = original.prepare(`SELECT ${name}(${values.map(() => '?').join(',')})`);
      statements.set(key, statement);
    }
    return (statement.get(...values) as unknown as [SQLOutputValue])[0];
  };

  const call = (name: string, given: readonly SQLOutputValue[]): SQLInputValue => {
    // The format of strftime comes before the time.
    const first = name === 'strftime' ? 1 : 0;
    const values: SQLInputValue[] = [...given];
    if (values.length <= first && name !== 'timediff' && values.length === first) values.push('now');
    const moments = name === 'timediff' ? [0, 1] : [first];
    for (const index of moments) {
      const value = values[index];
      if (typeof value === 'string' && value.toLowerCase() === 'now') values[index] = now();
    }
    return ask(name, values);
  };

  const define = (db: DatabaseSync): void => {
    if (!isMoved) return;
    // SQLite takes its own for constant within a statement; an index on date(x) must stay possible.
    const options = { deterministic: true, varargs: true, useBigIntArguments: true };
    for (const name of dateFunctions) db.function(name, options, (...values) => call(name, values));
    db.function('current_timestamp', options, () => call('datetime', []));
    db.function('current_date', options, () => call('date', []));
    db.function('current_time', options, () => call('time', []));
  };

  return {
    set(next) {
      clock = next;
      const isNew = !isMoved && needsFunctions(next);
      isMoved ||= isNew;
      return isNew;
    },
    define,
  };
}

function needsFunctions({ offset, stoppedAt }: ClockState): boolean {
  return offset !== 0 || stoppedAt !== undefined;
}
