import { clearInterval, setInterval } from 'node:timers';
import type { ExchangeSource } from '../../sandbox/journal/journal.ts';
import { toExchange } from './exchange-view.ts';

/** How often a line is sent to keep the connection open, in milliseconds of real time. */
const beatMilliseconds = 15_000;

/**
 * Streams the exchanges from now on as server-sent events. The stream queues nothing: a reader keeps a position in the
 * source and takes the exchange after it. A slow reader therefore holds no memory, and a comment tells it how many
 * exchanges the source has dropped.
 *
 * @param signal aborts when the caller has disconnected
 * @param seen the id of the last exchange that the reader has. One that is not reached yet is from an earlier server,
 *   and the reader then gets everything.
 */
export function exchangeEvents(
  source: ExchangeSource,
  signal: AbortSignal | undefined,
  seen = source.last(),
): AsyncIterable<string> {
  const start = seen > source.last() ? 0 : seen;
  return { [Symbol.asyncIterator]: () => createReader(source, start, signal) };
}

function createReader(source: ExchangeSource, start: number, signal: AbortSignal | undefined): AsyncIterator<string> {
  let last = start;
  let isBeatDue = false;
  let isOver = false;
  let wake: (() => void) | undefined;
  let stop: (() => void) | undefined;

  const end = (): void => {
    isOver = true;
    stop?.();
    wake?.();
  };

  const begin = (): void => {
    const unsubscribe = source.subscribe(() => wake?.(), end);
    const timer = setInterval(() => {
      isBeatDue = true;
      wake?.();
    }, beatMilliseconds);
    timer.unref();
    signal?.addEventListener('abort', end, { once: true });
    stop = () => {
      unsubscribe();
      clearInterval(timer);
      signal?.removeEventListener('abort', end);
    };
    if (signal?.aborted) end();
  };

  /** Returns the next text to send; undefined when there is none. */
  const nextText = (): string | undefined => {
    const exchange = source.after(last);
    if (exchange) {
      const number = source.numberOf(exchange);
      const left = number - last - 1;
      last = number;
      const note = left > 0 ? `: ${left} exchanges are no longer kept and were left out\n\n` : '';
      return `${note}id: ${number}\nevent: exchange\ndata: ${JSON.stringify(toExchange(exchange))}\n\n`;
    }
    if (!isBeatDue) return undefined;
    isBeatDue = false;
    return ':\n\n';
  };

  return {
    async next() {
      if (!stop) {
        begin();
        // Send a first line at once, so that the caller gets the headers and knows that it is subscribed.
        if (!isOver) return { done: false, value: ': following\n\n' };
      }
      for (;;) {
        if (isOver) return { done: true, value: undefined };
        const value = nextText();
        if (value !== undefined) return { done: false, value };
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    // An async generator's `return` would wait for the pending `next`; this one ends it.
    return() {
      end();
      return Promise.resolve({ done: true, value: undefined });
    },
  };
}
