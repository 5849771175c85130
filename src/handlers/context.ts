import type { BaseContext } from './base-context.ts';
import type { Transition } from './transition.ts';

/** The clock of the sandbox, which tests advance. */
export interface HandlerClock {
  now(): Date;
  /**
   * Schedules a transition of a row. It is kept with the state.
   *
   * @param delay a duration such as `2h` or `1d12h`, or milliseconds. `--transitions immediate` makes it happen at once,
   *   `--transitions manual` when you step it
   * @throws RangeError for an invalid delay, or when no row has the key
   */
  schedule<Row extends object>(transition: Transition<Row>, key: string | number, delay: string | number): void;
}

/** The parts that a handler receives. @typeParam ErrorStatus the statuses of errors in the document */
export interface HandlerContext<ErrorStatus extends number = number> extends BaseContext {
  readonly clock: HandlerClock;
  /**
   * Refuses the request with an error in the shape that the document has. Nothing that the handler has written is
   * stored.
   *
   * @example
   * const book = store(books).get(path.id) ?? problem(404, 'there is no such book');
   */
  readonly problem: (status: ErrorStatus, message: string) => never;
}
