import { clearTimeout, setTimeout } from 'node:timers';
import { nearestName } from '../../contract/nearest.ts';
import { parseMilliseconds } from '../../sandbox/clock/duration.ts';
import { deviates } from '../../sandbox/journal/deviation.ts';
import type { ExchangeSource, Journal } from '../../sandbox/journal/journal.ts';
import { messages } from './messages.ts';
import type { operations } from '../../contract/generated/admin.ts';
import { Problem } from '../../contract/problem.ts';
import type { Exchange } from '../../sandbox/journal/exchange.ts';
import type { Handler, Input } from '../../sandbox/handler.ts';
import type { AdminContext } from './context.ts';
import { exchangeEvents } from './exchange-stream.ts';
import { toExchange, toExchangeDetails } from './exchange-view.ts';

type Filter = Input<operations['listExchanges']>['query'];

/** The page size unless `limit` is given. */
const defaultLimit = 100;

/** The value of `sandbox` that selects the exchanges of all sandboxes. */
const allSandboxes = '*';

/** The maximum time to wait for a match, in milliseconds. */
const longestWait = 60_000;

/**
 * Lists the latest matching exchanges, or with `after` the first ones after that exchange. With `wait` it waits for the
 * first match.
 *
 * @throws Problem 400 for an unknown operation, and for a wait of more than a minute
 */
export const listExchanges: Handler<operations['listExchanges'], AdminContext> = (
  { query, signal },
  { sandbox, sandboxes, operations: ids },
) => {
  const { operation } = query;
  if (operation !== undefined && !ids().has(operation)) {
    const detail = messages.unknownOperation(operation, nearestName(operation, ids()));
    throw refusal('operation', messages.notAnOperation, detail);
  }
  const wait = parseMilliseconds(query.wait ?? '0')!;
  if (wait > longestWait) throw refusal('wait', messages.waitTooLong);
  const { journal } = query.sandbox === allSandboxes ? sandboxes : sandbox;
  const list = () => ({ status: 200 as const, body: pageOf(journal, query) });
  const listed = list();
  if (wait === 0 || listed.body.exchanges.length > 0) return listed;
  const isMatch = (exchange: Exchange): boolean => isAfter(exchange, journal, query) && matches(exchange, query);
  return nextMatch(journal, isMatch, wait, signal?.()).then(list);
};

type ListedJournal = ExchangeSource & Pick<Journal, 'entries'>;

function pageOf(journal: ListedJournal, query: Filter) {
  const { after, limit = defaultLimit } = query;
  const matching = journal.entries(after).filter((each) => matches(each, query));
  const page = after === undefined ? matching.slice(-limit) : matching.slice(0, limit);
  const last = page.at(-1);
  const next = last && last !== matching.at(-1) ? journal.numberOf(last) : undefined;
  return { exchanges: page.map(toExchange), ...(next !== undefined && { next }) };
}

function isAfter(exchange: Exchange, journal: ExchangeSource, { after }: Filter): boolean {
  return after === undefined || journal.numberOf(exchange) > after;
}

/** Resolves at the first match, after a time, or when the caller disconnects or the journal is closed. */
function nextMatch(
  journal: ExchangeSource,
  isMatch: (exchange: Exchange) => boolean,
  milliseconds: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      unsubscribe();
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    const unsubscribe = journal.subscribe((exchange) => {
      if (isMatch(exchange)) end();
    }, end);
    signal?.addEventListener('abort', end, { once: true });
    if (signal?.aborted) end();
  });
}

function refusal(parameter: string, message: string, detail = `query parameter ${parameter} ${message}`): Problem {
  return new Problem(400, detail, { violations: [{ pointer: `/query/${parameter}`, message }] });
}

/** Returns one exchange in full. @throws Problem 404 when the journal does not have it */
export const getExchange: Handler<operations['getExchange'], AdminContext> = ({ path }, { sandbox: { journal } }) => {
  const exchange = journal.get(path.exchangeId);
  if (!exchange) throw new Problem(404, messages.exchangeNotFound(String(path.exchangeId)));
  return { status: 200, body: toExchangeDetails(exchange) };
};

/** Deletes all exchanges. */
export const clearExchanges: Handler<operations['clearExchanges'], AdminContext> = (
  _input,
  { sandbox: { journal } },
) => ({
  status: 200,
  body: { deleted: journal.clear() },
});

/** Streams the exchanges from now on, or after the one that the reader has seen last, as server-sent events. */
export const streamExchanges: Handler<operations['streamExchanges'], AdminContext> = (
  { query, header, signal },
  { sandbox, sandboxes },
) => ({
  status: 200,
  body: exchangeEvents(
    query.sandbox === allSandboxes ? sandboxes.journal : sandbox.journal,
    signal?.(),
    header['Last-Event-ID'],
  ),
});

function matches(exchange: Exchange, { operation, status, method, api, deviation, text }: Filter): boolean {
  return (
    (operation === undefined || exchange.operation === operation) &&
    (status === undefined || exchange.status === status) &&
    (method === undefined || exchange.method === method) &&
    (api === undefined || exchange.api === api) &&
    (deviation === undefined || deviates(exchange, deviation)) &&
    (text === undefined || containsText(exchange, text.toLowerCase()))
  );
}

/** Whether a part of an exchange that a caller or a handler wrote contains a text. @param text in lower case */
function containsText(exchange: Exchange, text: string): boolean {
  const { target, request, response, sql } = exchange;
  const parts = [
    target,
    exchange.refusal ?? '',
    request.body,
    response.body,
    ...(sql?.statements ?? []).map((each) => each.sql),
  ];
  return parts.some((part) => part.toLowerCase().includes(text));
}
