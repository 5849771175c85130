import type { Api } from '../../../src/contract/api.ts';
import type { Answer, Call } from '../../../src/contract/call.ts';
import { type Contract, loadContract } from '../../../src/contract/contract.ts';
import type { Document } from '../../../src/contract/document.ts';
import type { PlainRequest, PlainResponse } from '../../../src/contract/http-message.ts';
import { Problem } from '../../../src/contract/problem.ts';
import { problemBody } from '../../../src/contract/problem-details.ts';
import { challengesOf } from '../../../src/contract/security.ts';
import { createPipeline } from '../../../src/pipeline/pipeline.ts';
import { createJournal } from '../../../src/sandbox/journal/journal.ts';

/** An API as a user's document has it: the document alone decides. */
export const corpusApi: Api = {
  name: 'corpus',
  document: 'corpus',
  title: 'Corpus',
  prefixes: [''],
  isAdmin: false,
  followsDocument: true,
  invalidStatus: () => 422,
  transport: { bodyLimit: 1_000_000, crossOrigin: true },
  errorSchema: '/components/schemas/Problem',
  errorMediaType: 'application/problem+json',
  refusals: () => undefined,
  errorBody: problemBody,
  unauthorized(presented, operation) {
    const challenge = challengesOf(operation, 'Corpus');
    const because = 'because' in presented ? presented.because : 'rejected';
    return new Problem(401, because, challenge === undefined ? {} : { headers: { 'www-authenticate': challenge } });
  },
};

export type Paths = Readonly<Record<string, object>>;

/** A contract with some paths and components. */
export function contractOf(paths: Paths, components: object = {}, isLenient = false): Contract {
  return loadContract(corpusApi, documentOf(paths, components), isLenient);
}

export function documentOf(paths: Paths, components: object = {}, rest: object = {}): Document {
  const { schemas = {}, ...others } = components as { schemas?: object };
  return {
    openapi: '3.1.0',
    info: { title: 'Corpus', version: '1.0.0' },
    paths,
    components: { schemas: { Problem: { type: 'object' }, ...schemas }, ...others },
    ...rest,
  } as unknown as Document;
}

/** A response that any value fits. */
export const anything = { description: 'Done.', content: { 'application/json': {} } };

/** An operation that answers with the call it got. */
export function echo(operationId: string, rest: object = {}): object {
  return { operationId, summary: operationId, responses: { '200': anything }, ...rest };
}

export interface Sent {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface Reply extends PlainResponse {
  readonly json: unknown;
  /** The tolerated deviations of the request. */
  readonly notes: readonly string[];
}

export type Ask = (line: string, sent?: Sent) => Promise<Reply>;

/** Shows a call as JSON. */
function shown({ path, query, header, cookie, body, files }: Call): object {
  const names = [...files].map(([field, file]) => [field, file.name, file.mediaType, file.bytes.byteLength]);
  return {
    ...given('path', path),
    ...given('query', query),
    ...given('header', header),
    ...given('cookie', cookie ?? {}),
    ...(body !== undefined && { body }),
    ...(names.length > 0 && { files: names }),
  };
}

function given(name: string, values: object): object {
  return Object.keys(values).length === 0 ? {} : { [name]: values };
}

/** Sends requests through the pipeline; by default the answer shows the call. */
export function asker(
  contract: Contract,
  answer: (call: Call) => Answer = (call) => ({ status: 200, body: shown(call), by: 'echo' }),
): Ask {
  const pipeline = createPipeline({
    locate: () => ({
      destination: {
        sandbox: 'default',
        edition: '2023',
        contracts: [contract],
        authenticate: ({ token }) => (token === 'rejected' ? undefined : { username: token }),
        authorize: undefined,
        answerer: answer,
        journal: createJournal(),
        hold: () => () => {},
      },
    }),
  });
  return async (line, { headers = {}, body = '' } = {}) => {
    const [method, target] = line.split(/ (.*)/s) as [string, string];
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    const request: PlainRequest = { method, target, headers, body: bytes };
    let notes: readonly string[] = [];
    const response = await pipeline(request, (exchange) => {
      notes = exchange.notes;
    });
    return { ...response, notes, json: parsed(response.body) };
  };
}

function parsed(body: string | Uint8Array): unknown {
  try {
    return JSON.parse(String(body));
  } catch {
    return undefined;
  }
}
