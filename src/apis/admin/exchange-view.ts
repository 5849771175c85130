import type { components } from '../../contract/generated/admin.ts';
import type { ExecutedSql, RowChanges } from '../../contract/call.ts';
import { type Exchange, type Message, steps, type TrailEntry } from '../../sandbox/journal/exchange.ts';
import { formatTime } from '../../sandbox/clock/time.ts';

type Schemas = components['schemas'];

/** Converts an exchange to the form of lists and events. */
export function toExchange(exchange: Exchange): Schemas['Exchange'] {
  const { api, operation, refusal, sql } = exchange;
  return {
    id: exchange.id,
    sandbox: exchange.sandbox,
    sequence: exchange.sequence,
    at: formatTime(exchange.at),
    method: exchange.method,
    target: exchange.target,
    ...(api !== undefined && { api }),
    ...(operation !== undefined && { operation }),
    status: exchange.status,
    answeredBy: exchange.answeredBy,
    ...(exchange.faults.length > 0 && { faults: exchange.faults.map((fault) => ({ ...fault })) }),
    ...(refusal !== undefined && { refusal }),
    notes: [...exchange.notes],
    violations: exchange.violations.map(({ pointer, message }) => ({ pointer, message })),
    durationMilliseconds: exchange.durationMilliseconds,
    ...(sql && { sql: toExecutedSql(sql) }),
  };
}

function toExecutedSql({ count, rowsRead, rowsWritten, statements }: ExecutedSql): Schemas['ExecutedSQL'] {
  return { count, rowsRead, rowsWritten, statements: statements.map((statement) => ({ ...statement })) };
}

/** Converts an exchange to its full form, with both messages and the trail. */
export function toExchangeDetails(exchange: Exchange): Schemas['ExchangeDetails'] {
  return {
    ...toExchange(exchange),
    request: toMessage(exchange.request),
    response: toMessage(exchange.response),
    trail: completeTrail(exchange.trail),
    ...(exchange.changes && { changes: toRowChanges(exchange.changes.read()) }),
  };
}

function toRowChanges({ rows, isComplete }: RowChanges): Schemas['RowChanges'] {
  return { rows: rows.map((row) => ({ ...row })), complete: isComplete };
}

function toMessage({ headers, body, bodyBytes }: Message): Schemas['Message'] {
  return { headers: { ...headers }, ...(body !== '' && { body }), bodyBytes };
}

/** Completes a trail: a step that the request did not reach is `skipped`. */
function completeTrail(trail: readonly TrailEntry[]): Schemas['TrailStep'][] {
  return steps.map((step) => {
    const entry = trail.find((each) => each.step === step);
    return entry ? { ...entry } : { step, outcome: 'skipped' };
  });
}
