import type { ExchangeSource } from '../../sandbox/journal/journal.ts';
import { toExchange } from './exchange-view.ts';

/** A line that keeps the connection open is sent so often, in real time. */
const beatMilliseconds = 15_000;

/**
 * The exchanges from now on as server-sent events. Nothing is queued: a reader has a place in the source and takes what
 * comes after it, so one that is slow holds no memory, and is told what is no longer kept.
 *
 * @param signal aborts when the caller has gone
 */
export function exchangeEvents(source: ExchangeSource, signal: AbortSignal | undefined): AsyncIterable<string> {
  const start = source.last();
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

  /** What there is to send now. */
  const due = (): string | undefined => {
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
        // Sent at once, so that the caller has the headers and knows that it is heard.
        if (!isOver) return { done: false, value: ': following\n\n' };
      }
      for (;;) {
        if (isOver) return { done: true, value: undefined };
        const value = due();
        if (value !== undefined) return { done: false, value };
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      }
    },
    // A generator would keep whoever waits waiting.
    return() {
      end();
      return Promise.resolve({ done: true, value: undefined });
    },
  };
}
