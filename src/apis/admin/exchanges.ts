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

/** Lists the latest matching exchanges, or with `after` the first ones after that exchange. */
export const listExchanges: Handler<operations['listExchanges'], AdminContext> = (
  { query },
  { sandbox: { journal } },
) => {
  const { after, limit = defaultLimit } = query;
  const matching = journal.entries().filter((exchange) => matches(exchange, query));
  const page = after === undefined ? matching.slice(-limit) : matching.slice(0, limit);
  const next = matching.at(-1)?.id === page.at(-1)?.id ? undefined : page.at(-1)?.id;
  return { status: 200, body: { exchanges: page.map(toExchange), ...(next !== undefined && { next }) } };
};

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
  { header, signal },
  { sandbox: { journal } },
) => ({
  status: 200,
  body: exchangeEvents(journal, signal?.(), header['Last-Event-ID']),
});

function matches(exchange: Exchange, { operation, status, method, api, after = 0 }: Filter): boolean {
  return (
    exchange.id > after &&
    (operation === undefined || exchange.operation === operation) &&
    (status === undefined || exchange.status === status) &&
    (method === undefined || exchange.method === method) &&
    (api === undefined || exchange.api === api)
  );
}
