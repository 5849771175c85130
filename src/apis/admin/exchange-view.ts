import type { components } from '../../contract/generated/admin.ts';
import type { Exchange, Message, Step, TrailEntry } from '../../sandbox/journal/exchange.ts';
import { formatTime } from '../../sandbox/clock/time.ts';

type Schemas = components['schemas'];

/** An exchange as lists and events show it. */
export function toExchange(exchange: Exchange): Schemas['Exchange'] {
  const { api, operation, refusal } = exchange;
  return {
    id: exchange.id,
    sandbox: exchange.sandbox,
    sequence: exchange.sequence,
    at: formatTime(exchange.at),
    method: exchange.method,
    target: exchange.target,
    ...(api !== undefined && { api: api as Schemas['APIName'] }),
    ...(operation !== undefined && { operation }),
    status: exchange.status,
    answeredBy: exchange.answeredBy,
    ...(refusal !== undefined && { refusal }),
    notes: [...exchange.notes],
    violations: exchange.violations.map(({ pointer, message }) => ({ pointer, message })),
    durationMilliseconds: exchange.durationMilliseconds,
  };
}

/** An exchange in full. */
export function toExchangeDetails(exchange: Exchange): Schemas['ExchangeDetails'] {
  return {
    ...toExchange(exchange),
    request: shown(exchange.request),
    response: shown(exchange.response),
    trail: wholeTrail(exchange.trail),
  };
}

function shown({ headers, body, bodyBytes }: Message): Schemas['Message'] {
  return { headers: { ...headers }, ...(body !== '' && { body }), bodyBytes };
}

const steps: readonly Step[] = ['match', 'authenticate', 'validate', 'answer', 'check'];

/** The stations that were passed, and those that the request did not come to. */
function wholeTrail(trail: readonly TrailEntry[]): Schemas['TrailStep'][] {
  return steps.map((step) => {
    const entry = trail.find((each) => each.step === step);
    return entry ? { ...entry } : { step, outcome: 'skipped' };
  });
}
