import { effect } from '@preact/signals';
import type { CallAdmin } from './admin-client.ts';
import { type Log, logCapacity } from './log.ts';

/** The delay after typing and after new requests, so that a series of them costs one search. */
const settleMilliseconds = 300;
/** The longest text that the server searches. */
const longestText = 200;

/**
 * Searches the text of the filter in bodies, which only the server has, while the filter asks for it. The text is
 * searched as a whole, not word by word.
 */
export function searchBodies(log: Log, callAdmin: CallAdmin, sandbox: string): () => void {
  return effect(() => {
    const { text, within } = log.filter.value;
    // Search again when requests have come.
    void log.newest.value;
    const wanted = text.trim().slice(0, longestText);
    if (within === '' || wanted === '') {
      log.inBodies.value = new Set();
      return undefined;
    }
    const aborted = new AbortController();
    const timer = setTimeout(() => {
      callAdmin('listExchanges', {
        query: { sandbox, text: wanted, limit: logCapacity },
        signal: aborted.signal,
      })
        .then(({ exchanges }) => (log.inBodies.value = new Set(exchanges.map(({ sequence }) => sequence))))
        // The connection shows that the server cannot be reached.
        .catch(() => undefined);
    }, settleMilliseconds);
    return () => {
      clearTimeout(timer);
      aborted.abort();
    };
  });
}
