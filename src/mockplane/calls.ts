import type { Contract } from '../contract/contract.ts';
import { lazy } from '../contract/lazy.ts';
import { nearestName } from '../contract/nearest.ts';
import type { Exchange } from '../sandbox/journal/exchange.ts';
import type { Journal } from '../sandbox/journal/journal.ts';

/** The calls that the code under test has made. */
export interface Calls {
  /** The calls to an operation that the journal has, oldest first. @throws RangeError for an unknown operation */
  calls(operation: string): Exchange[];
  /**
   * Resolves with the next call to an operation, once it is answered. Rejects when the Mockplane is closed before.
   *
   * @throws RangeError for an unknown operation
   */
  nextCall(operation: string): Promise<Exchange>;
}

/** Creates the functions that look for calls in a journal. @param contracts the contracts of the mocked APIs */
export function createCalls(contracts: readonly Contract[], journal: Journal): Calls {
  const ids = lazy(() => new Set(contracts.flatMap(({ operations }) => operations.map(({ id }) => id))));
  const check = (operation: string): void => {
    if (ids().has(operation)) return;
    const near = nearestName(operation, ids());
    throw new RangeError(`there is no operation ${operation}${near === undefined ? '' : `; did you mean ${near}?`}`);
  };
  return {
    calls(operation) {
      check(operation);
      return journal.entries().filter((exchange) => exchange.operation === operation);
    },
    nextCall(operation) {
      check(operation);
      const call = new Promise<Exchange>((resolve, reject) => {
        const end = journal.subscribe(
          (exchange) => {
            if (exchange.operation !== operation) return;
            end();
            resolve(exchange);
          },
          () => reject(new Error(`the Mockplane was closed before a call to ${operation}`)),
        );
      });
      // A test that ends without waiting for the call is no unhandled rejection.
      call.catch(() => undefined);
      return call;
    },
  };
}
