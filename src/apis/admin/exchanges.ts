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

/** Lists the latest matching exchanges, or with `after` the first ones after that exchange. */
export const listExchanges: Handler<operations['listExchanges'], AdminContext> = (
  { query },
  { sandbox, sandboxes },
) => {
  const { after, limit = defaultLimit } = query;
  const isAll = query.sandbox === allSandboxes;
  const { journal } = isAll ? sandboxes : sandbox;
  const kept = journal.entries();
  const text = query.text?.toLowerCase();
  const matching = kept.filter(
    (each) =>
      (after === undefined || journal.numberOf(each) > after) &&
      matches(each, query) &&
      (text === undefined || containsText(each, text)),
  );
  const page = after === undefined ? matching.slice(-limit) : matching.slice(0, limit);
  const last = page.at(-1);
  const next = last && last !== matching.at(-1) ? journal.numberOf(last) : undefined;
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

function matches(exchange: Exchange, { operation, status, method, api }: Filter): boolean {
  return (
    (operation === undefined || exchange.operation === operation) &&
    (status === undefined || exchange.status === status) &&
    (method === undefined || exchange.method === method) &&
    (api === undefined || exchange.api === api)
  );
}

/** Whether a part of an exchange that a caller or a handler wrote contains a text. @param text in lower case */
function containsText({ target, refusal = '', request, response, sql }: Exchange, text: string): boolean {
  const parts = [target, refusal, request.body, response.body, ...(sql?.statements ?? []).map((each) => each.sql)];
  return parts.some((part) => part.toLowerCase().includes(text));
}
