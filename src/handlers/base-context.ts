import type { Collection, Rows } from './collection.ts';

/** Opens the collections of the sandbox. */
export interface RowStore {
  /** The rows of a collection. */
  <Row extends object>(collection: Collection<Row>): Rows<Row>;
  /**
   * Runs a function whose writes are undone when it throws. All writes of a handler are stored together anyway, so you
   * need it only to catch an error and go on.
   */
  transaction<T>(run: () => T): T;
}

/** The rows and the time of the sandbox. */
export interface RowContext {
  readonly store: RowStore;
  readonly clock: { now(): Date };
}

/** The parts of the sandbox that do not depend on a request. */
export interface BaseContext extends RowContext {
  /** The name of the sandbox. */
  readonly sandbox: string;
  /** A number from 0 to below 1. The same seed gives the same numbers. */
  random(): number;
  /** A UUID of version 4. The same seed gives the same ones. */
  readonly uuid: () => string;
}
