import type { CallAdmin } from './admin-client.ts';
import { databaseOf, mintToken } from './request-token.ts';
import { checkRecordedBody } from './recorded-body.ts';
import type { RecordedCall } from './har.ts';
import type { Violation } from './schemas.ts';

/** The verdict on a recorded call. `foreign` calls are for no API of the server. */
export interface ReplayedCall {
  readonly call: RecordedCall;
  readonly verdict: 'fits' | 'breaks' | 'foreign';
  /** Why it breaks the contract. */
  readonly reason?: string | undefined;
  readonly violations: readonly Violation[];
}

export interface ReplayOptions {
  readonly callAdmin: CallAdmin;
  /** The sandbox of the token. */
  readonly sandbox: string;
  readonly token: string;
  /** The address of the server's root. */
  readonly base: string;
}

/** Headers of a recorded call that decide whether it fits; a browser sets the others by itself. */
const sent = /^(content-type|accept)$/i;

/**
 * Holds recorded calls to the contract, one after the other. Each is sent with the preference for an example of its
 * recorded status (`Prefer: code=200`), so that the server validates the request, finds the status in the contract, and
 * changes no state. Then it checks the recorded response body.
 */
export async function replay(calls: readonly RecordedCall[], options: ReplayOptions): Promise<ReplayedCall[]> {
  const replayed: ReplayedCall[] = [];
  const tokens = new Map<string, string>();
  for (const call of calls) {
    // A database takes its own tokens only.
    const database = databaseOf(call.target);
    const key = database?.join('/') ?? '';
    const token =
      tokens.get(key) ?? (database ? await mintToken(database, options.token, options.base) : options.token);
    tokens.set(key, token);
    replayed.push(await replayOne(call, { ...options, token }));
  }
  return replayed;
}

async function replayOne(call: RecordedCall, options: ReplayOptions): Promise<ReplayedCall> {
  const { callAdmin, sandbox, token, base } = options;
  const { method, target, headers, body, status } = call;
  // A WebSocket stands in the journal with the method WS.
  if (/^(CONNECT|TRACE|TRACK|WS)$/.test(method)) return foreign(call);
  const scheme = target.startsWith('/backend/') ? 'Token' : 'Bearer';
  const { exchanges: before } = await callAdmin('listExchanges', { query: { sandbox, limit: 1 } });
  const response = await fetch(base.replace(/\/$/, '') + target, {
    method,
    cache: 'no-store',
    redirect: 'manual',
    headers: [
      ...headers.filter(([name]) => sent.test(name)).map(([name, value]): [string, string] => [name, value]),
      ['authorization', `${scheme} ${token}`],
      ['x-api-key', token],
      // A call that got no response is held to the contract all the same.
      ...(status > 0 ? [['prefer', `code=${status}`] as [string, string]] : []),
    ],
    ...(body !== '' && !/^(GET|HEAD)$/.test(method) && { body }),
  });
  await response.body?.cancel();
  const after = before.at(-1)?.id ?? 0;
  const { exchanges } = await callAdmin('listExchanges', { query: { sandbox, after, limit: 1000 } });
  const found = exchanges.findLast((each) => each.method === method && each.answeredBy !== 'nobody');
  if (found === undefined || found.api === undefined) return foreign(call);
  const { refusal, violations, answeredBy } = found;
  // A request that was refused when it was recorded may be refused again, in the same way.
  const isRefused = answeredBy === 'refused' && response.status !== status;
  if (isRefused) return { call, verdict: 'breaks', reason: refusal, violations };
  const inResponse = await checkRecordedBody(call, found.operation, options);
  return inResponse.length === 0
    ? { call, verdict: 'fits', violations: [] }
    : { call, verdict: 'breaks', reason: 'The recorded response does not fit the contract.', violations: inResponse };
}

function foreign(call: RecordedCall): ReplayedCall {
  return { call, verdict: 'foreign', violations: [] };
}
