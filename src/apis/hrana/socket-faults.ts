import type { FaultTrace } from '../../contract/fault-trace.ts';
import { lazy } from '../../contract/lazy.ts';
import type { Operation } from '../../contract/operation.ts';
import { responseFor } from '../../contract/responses.ts';
import type { Clock } from '../../sandbox/clock/clock.ts';
import type { Fault, Faults } from '../../sandbox/faults/faults.ts';
import type { HranaDatabase } from './database.ts';
import { messages } from './messages.ts';
import type { SocketRequest, SocketResponse, StreamResult, Version, WireError } from './wire.ts';

/** The outcome of a fault rule that answers a request, or drops the connection. */
export type SocketFault = { readonly by: string; readonly status: number } & (
  | { readonly type: 'dropped' }
  | { readonly type: 'failed'; readonly error: WireError }
  | { readonly type: 'answered'; readonly response: SocketResponse }
);

/** Carries the outcome of a fault rule past the work that the rule prevents. */
export class FaultMet extends Error {
  readonly fault: SocketFault;

  constructor(fault: SocketFault) {
    super(fault.by);
    this.fault = fault;
  }
}

/**
 * Tries the fault rules on a request, and waits for the delay of the one that fires.
 *
 * @param traces takes the rules that matched
 * @param signal ends the wait, as if the connection were dropped
 * @returns undefined to carry out the request at once; resolves to carry it out later
 * @throws FaultMet to answer without it
 */
export type MeetFault = (
  request: SocketRequest,
  database: HranaDatabase,
  traces: FaultTrace[],
  signal: AbortSignal,
) => Promise<void> | undefined;

/** The requests that rules apply to, so that a statement counts once, however many messages a client wraps it in. */
const sqlRequests: ReadonlySet<SocketRequest['type']> = new Set([
  'execute',
  'batch',
  'sequence',
  'describe',
  'open_cursor',
]);

/** Whether fault rules apply to a request. */
export function runsSql({ type }: SocketRequest): boolean {
  return sqlRequests.has(type);
}

/** The operations that stand for a request, the one of the protocol's version first. */
const operationIds: Readonly<Record<Version, readonly string[]>> = {
  1: ['executePipeline', 'executePipelineV3'],
  2: ['executePipeline', 'executePipelineV3'],
  3: ['executePipelineV3', 'executePipeline'],
};

export interface MeetFaultOptions {
  /** The sandbox that the connection is for now. */
  readonly sandbox: () => { readonly faults: Pick<Faults, 'take'>; readonly clock: Pick<Clock, 'sleep'> };
  /** The operations of the contract. */
  readonly operations: () => readonly Operation[];
  readonly version: Version;
}

/** Creates the step that tries the rules of a sandbox on requests over a WebSocket. */
export function createMeetFault({ sandbox, operations, version }: MeetFaultOptions): MeetFault {
  const meant = lazy(() => operationIds[version].map((id) => operations().find((operation) => operation.id === id)!));

  return (request, { organization, name }, traces, signal) => {
    const { faults, clock } = sandbox();
    const [own, ...also] = meant();
    const path = { org_slug: organization, db_name: name };
    const { fault, passed } = faults.take({ operation: own!, also, path, query: {}, body: { requests: [request] } });
    traces.push(...passed);
    if (!fault) return undefined;
    const { id, action, delayMilliseconds } = fault;
    traces.push({ id, action, fired: true, ...(delayMilliseconds !== undefined && { delayMilliseconds }) });
    return act(fault, clock, request, signal);
  };

  async function act(
    fault: Fault,
    clock: Pick<Clock, 'sleep'>,
    request: SocketRequest,
    signal: AbortSignal,
  ): Promise<void> {
    const by = `fault ${fault.id}`;
    const { action, delayMilliseconds } = fault;
    if (delayMilliseconds) {
      await clock.sleep(delayMilliseconds, signal).catch(() => {
        throw new FaultMet({ type: 'dropped', by: 'nobody', status: 0 });
      });
    }
    if (action === 'drop') throw new FaultMet({ type: 'dropped', by, status: 0 });
    if (action !== 'respond') return;
    const operation = meant().find(({ id }) => id === fault.operation) ?? meant()[0]!;
    throw new FaultMet({ ...outcome(fault, operation, request), by, status: fault.status! });
  }
}

/** Turns the body that a rule answers with over HTTP into the outcome of one request. */
function outcome(
  { status, example, body }: Fault,
  operation: Operation,
  { type }: SocketRequest,
):
  | { readonly type: 'failed'; readonly error: WireError }
  | { readonly type: 'answered'; readonly response: SocketResponse } {
  const examples = responseFor(operation, status!)?.content?.examples;
  const value = body ?? (example === undefined ? examples?.values().next().value : examples?.get(example));
  const results = isObject(value) && Array.isArray(value['results']) ? (value['results'] as StreamResult[]) : undefined;
  if (!results) return { type: 'failed', error: errorOf(status!, value) };
  for (const result of results) {
    if (result.type === 'error') return { type: 'failed', error: result.error };
    if (result.response.type === type) return { type: 'answered', response: result.response as SocketResponse };
  }
  return { type: 'failed', error: { message: messages.faultWithoutResult(type), code: 'DATABASE_UNAVAILABLE' } };
}

/** The codes of errors that have none over HTTP. */
const codes: Readonly<Record<number, string>> = { 400: 'PROTOCOL_ERROR', 401: 'AUTH_FAILED', 403: 'AUTH_FORBIDDEN' };

/** @param body a text, `{ error }` or `{ message, code }` */
function errorOf(status: number, body: unknown): WireError {
  const given = isObject(body) ? body : { message: body };
  const message = given['message'] ?? given['error'];
  const { code } = given;
  return {
    message: typeof message === 'string' && message !== '' ? message : `status ${status}`,
    code: typeof code === 'string' ? code : (codes[status] ?? 'DATABASE_UNAVAILABLE'),
  };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
