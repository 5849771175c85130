import type { operations } from '../../../contract/generated/admin.ts';
import type { Problem } from './schemas.ts';
import { defaultSandbox, readView } from './view.ts';

/** The operations that the inspector calls. The paths are relative to the page, which lies beside them. */
const routes = {
  getHealth: 'GET health',
  listSandboxes: 'GET sandboxes',
  getSnapshot: 'GET snapshot',
  putSnapshot: 'PUT snapshot',
  reset: 'POST reset',
  getClock: 'GET clock',
  updateClock: 'PATCH clock',
  advanceClock: 'POST clock/advance',
  getTransitions: 'GET transitions',
  setTransitions: 'PUT transitions',
  stepTransitions: 'POST transitions/step',
  listFaults: 'GET faults',
  createFault: 'POST faults',
  deleteFault: 'DELETE faults/{faultId}',
  deleteFaults: 'DELETE faults',
  listExchanges: 'GET exchanges',
  getExchange: 'GET exchanges/{exchangeId}',
  clearExchanges: 'DELETE exchanges',
} satisfies Partial<Record<keyof operations, string>>;

type Called = keyof typeof routes;
type Json<Part> = Part extends { content: { 'application/json': infer Body } } ? Body : never;
type Answers<Operation extends Called> = operations[Operation]['responses'];

/** The body of an operation's successful response. */
export type Answer<Operation extends Called> = {
  [Status in keyof Answers<Operation>]: Status extends 200 | 201 ? Json<Answers<Operation>[Status]> : never;
}[keyof Answers<Operation>];

/** The parameters and the body of a call. */
export interface Request<Operation extends Called> {
  readonly path?: operations[Operation]['parameters']['path'] | undefined;
  readonly query?: operations[Operation]['parameters']['query'] | undefined;
  readonly body?: Json<NonNullable<operations[Operation]['requestBody']>> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Calls an operation of the admin API: see `callAdmin`. */
export type CallAdmin = <Operation extends Called>(
  operation: Operation,
  request?: Request<Operation>,
) => Promise<Answer<Operation>>;

/** The server refused a call. */
export class AdminError extends Error {
  override readonly name = 'RefusedError';
  readonly status: number;
  /** The server's problem document; undefined when it sent none, as a host that is no Mockplane does. */
  readonly problem: Problem | undefined;

  constructor(status: number, problem: Problem | undefined) {
    super(problem?.detail ?? `The server returned the status ${status}.`);
    this.status = status;
    this.problem = problem;
  }
}

/**
 * Calls the admin API of the page's own server. A call is for the sandbox that the page's address names, unless its own
 * query names another.
 *
 * @throws AdminError for any response but a success, TypeError when the server cannot be reached
 */
export const callAdmin: CallAdmin = async (operation, { path, query, body, signal } = {}) => {
  const [method, template] = routes[operation].split(' ') as [string, string];
  const values: Record<string, unknown> = { ...path };
  const url = template.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(values[name])));
  const search = new URLSearchParams(
    Object.entries({ ...sandboxQuery(operation), ...query }).map(([name, value]) => [name, String(value)]),
  );
  const response = await fetch(search.size === 0 ? url : `${url}?${search.toString()}`, {
    method,
    cache: 'no-store',
    ...(body !== undefined && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    ...(signal && { signal }),
  });
  const isJson = /^application\/(problem\+)?json\b/.test(response.headers.get('content-type') ?? '');
  if (!response.ok || !isJson) throw new AdminError(response.status, isJson ? await problemOf(response) : undefined);
  return (await response.json()) as Answer<typeof operation>;
};

/** The query that names the page's sandbox; `default` needs none, and the list is of all sandboxes. */
function sandboxQuery(operation: Called): { sandbox?: string } {
  const { sandbox } = readView(location.search);
  return operation === 'listSandboxes' || sandbox === defaultSandbox ? {} : { sandbox };
}

async function problemOf(response: Response): Promise<Problem | undefined> {
  const body = (await response.json()) as Partial<Problem> | null;
  return typeof body?.detail === 'string' ? (body as Problem) : undefined;
}
