import { assemble } from '../../src/mockplane/assemble.ts';
import type { Clock } from '../../src/sandbox/clock/clock.ts';
import { apis } from '../../src/apis/apis.ts';
import { createInProcessHost } from '../../src/sql/local/in-process-host.ts';
import { loadContract } from '../../src/contract/contract.ts';
import type { MockplaneOptions } from '../../src/mockplane/options.ts';
import { createFetch } from '../../src/server/fetch.ts';
import { type Json, mountOf } from '../helpers/documents.ts';
import { type MediaType, type Operation, operationOf } from '../helpers/operations.ts';
import { credential, requestOf } from '../helpers/requests.ts';
import { eventsIn } from './events.ts';

// Loaded once: a schema that was compiled for one sandbox serves the next.
const contracts = apis.map((api) => loadContract(api));

/** When every sandbox begins: in the story of the examples. */
export const beganAt = '2023-11-16T10:00:00.000Z';

/** The story of the 2026 edition is told later. */
export const beganAt2026 = '2026-09-15T12:00:00.000Z';

/** How a request differs from the one that the operation's own examples make. */
export interface Departure {
  readonly path?: Readonly<Record<string, string>>;
  /** In place of all query parameters; empty for none. */
  readonly query?: string;
  /** The name of another example of the body. */
  readonly example?: string;
  /** A body as JSON. */
  readonly json?: unknown;
  /** A body as it is; empty for none. */
  readonly raw?: string | Blob | FormData | URLSearchParams;
  /** Beside the usual ones, or in their place; an empty one is not sent. */
  readonly headers?: Readonly<Record<string, string>>;
  /** In place of the usual token; empty for none. */
  readonly token?: string;
  /** How many events of a stream to wait for; none unless given. */
  readonly events?: number;
}

/** The response. */
export interface Answered {
  /** The document that the operation is in. */
  readonly api: string;
  readonly operation: string;
  readonly status: number;
  /** Undefined when there is none; the events of a stream. */
  readonly body: Json | undefined;
  /** The origin of the response: `sandbox`, `refused`, `example created`. */
  readonly by: string;
}

/** Asks an operation, by its id. */
export type Ask = (id: string, departure?: Departure) => Promise<Answered>;

/** A sandbox of its own on a stopped clock, and what a walk may do with it. */
export interface Sandbox {
  /** Asks an operation of the documents that are served at the root. */
  readonly ask: Ask;
  /** Asks an operation of another document, or of one of several that have it. */
  readonly askOf: (api: string, id: string, departure?: Departure) => Promise<Answered>;
  readonly clock: Clock;
  readonly close: () => void;
}

/** @param onAnswered is told of every response */
export function openSandbox(
  options: MockplaneOptions = {},
  onAnswered: (answered: Answered) => void = () => {},
): Sandbox {
  const { pipeline, policy, sandbox, close } = assemble(
    contracts,
    { seed: 'coverage', clock: { now: beganAt, running: false }, ...options },
    { engines: createInProcessHost() },
  );
  const fetch = createFetch(pipeline, policy);
  const send = async (operation: Operation, departure: Departure = {}): Promise<Answered> => {
    const response = await fetch(...requestFor(operation, departure));
    const answered = await read(operation, response, departure.events);
    onAnswered(answered);
    return answered;
  };
  return {
    ask: (id, departure) => send(operationOf(id), departure),
    askOf: (api, id, departure) => send(operationOf(id, api), departure),
    clock: sandbox.clock,
    close,
  };
}

/** @throws Error for a response of another operation: the walk does not go where it was meant to */
async function read({ api, id }: Operation, response: Response, events = 0): Promise<Answered> {
  const { status, headers } = response;
  // A body that is too large is refused before anyone asks whose it is.
  const operation = status === 413 ? id : headers.get('mockplane-operation');
  if (operation !== id) throw new Error(`${id} was asked, ${operation ?? 'no operation'} answered ${status}.`);
  const by = headers.get('mockplane-answer') ?? '';
  if (headers.get('content-type') === 'text/event-stream')
    return { api, operation, status, body: await eventsIn(response, events), by };
  const text = await response.text();
  return { api, operation, status, body: text === '' ? undefined : valueOf(text, headers), by };
}

function valueOf(text: string, headers: Headers): Json {
  return headers.get('content-type')?.startsWith('application/json') === true ||
    headers.get('content-type')?.includes('+json') === true
    ? (JSON.parse(text) as Json)
    : text;
}

function requestFor(operation: Operation, departure: Departure): [target: string, init: RequestInit] {
  const usual = requestOf(operation);
  const { token, path = {}, query = usual.path.split('?')[1] ?? '' } = departure;
  const target = operation.parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce(
      (whole, { name, example }) => whole.replace(`{${name}}`, encodeURIComponent(path[name] ?? String(example))),
      mountOf(operation.api) + operation.path,
    );
  const body = bodyFor(operation, departure, usual.body);
  const headers = new Headers(usual.headers);
  if (token !== undefined) {
    for (const name of Object.keys(credential(operation))) headers.delete(name);
    if (token !== '')
      for (const [name, value] of Object.entries(credential(operation, token))) headers.set(name, value);
  }
  // A form brings its own type, with the boundary in it.
  if (body === '' || typeof body === 'object') headers.delete('content-type');
  for (const [name, value] of Object.entries(departure.headers ?? {})) {
    if (value === '') headers.delete(name);
    else headers.set(name, value);
  }
  return [
    query === '' ? target : `${target}?${query}`,
    { method: operation.method, headers, ...(body !== undefined && body !== '' && { body }) },
  ];
}

function bodyFor(
  { id, bodies: [content] }: Operation,
  { example, json, raw }: Departure,
  usual: Departure['raw'],
): Departure['raw'] {
  if (raw !== undefined) return raw;
  if (json !== undefined) return JSON.stringify(json);
  if (example === undefined) return usual;
  return JSON.stringify(exampleOf(id, content, example));
}

function exampleOf(id: string, content: MediaType | undefined, name: string): Json {
  const found = content?.examples.find((each) => each.name === name);
  if (!found) throw new Error(`The body of ${id} has no example ${name}.`);
  return found.value;
}
