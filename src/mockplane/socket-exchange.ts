import type { SocketExchange } from '../apis/hrana/session.ts';
import type { ServerMessage } from '../apis/hrana/wire.ts';
import type { PlainRequest } from '../contract/http-message.ts';
import type { Redactor } from '../pipeline/redact.ts';
import type { Exchange } from '../sandbox/journal/exchange.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';

/** A message and its response as the journal keeps them. The method is `WS`; the path ends in the message's type. */
export function toExchange(
  { type, message, reply, text, refusal, faults, fault, milliseconds, meter }: SocketExchange,
  { target, headers }: PlainRequest,
  { name, journal }: Pick<Sandbox, 'name' | 'journal'>,
  redact: Redactor,
  sequence: number,
): Exchange {
  const sent = Buffer.from(message);
  const length = String(Buffer.byteLength(text));
  return {
    id: journal.next(),
    sequence,
    sandbox: name,
    at: Date.now(),
    method: 'WS',
    api: 'hrana',
    operation: undefined,
    status: fault?.status ?? statusOf(reply),
    answeredBy: fault?.by ?? (refusal === undefined ? 'sandbox' : 'refused'),
    faults,
    durationMilliseconds: milliseconds,
    ...redact.text({ target: `${target}#${type}`, refusal, notes: [], violations: [], trail: [] }),
    request: redact.request({ method: 'WS', target, headers, body: sent }),
    response:
      fault?.type === 'dropped'
        ? { headers: {}, body: '', bodyBytes: 0 }
        : redact.response({ status: 200, headers: { 'content-length': length }, body: text }),
    ...(meter.count() > 0 && { sql: redact.sql(meter.total()) }),
  };
}

/** The status that the same would have over HTTP: SQL that failed has 200 there, too. */
function statusOf(reply: ServerMessage | undefined): number {
  if (reply === undefined) return 400;
  return reply.type === 'hello_error' ? 401 : 200;
}
