import type { Api } from '../contract/api.ts';
import { type Credential, type PresentedCredentials, readCredentials } from '../contract/credentials.ts';
import type { Authorize, Answerer, Principal } from '../contract/call.ts';
import { defaultUser } from '../sandbox/baseline.ts';
import type { PlainRequest, PlainResponse } from '../contract/http-message.ts';
import { parsePreferences } from '../contract/preferences.ts';
import { Problem } from '../contract/problem.ts';
import { validateRequest } from '../contract/validate.ts';
import type { Journal } from '../sandbox/journal/journal.ts';
import { match, type ServedContracts } from './match.ts';
import { createRedactor, type Redactor } from './redact.ts';
import {
  answerResult,
  ConnectionDropped,
  droppedResult,
  internalErrorResult,
  type PipelineResult,
  problemResult,
} from './result.ts';
import { targetAuthority, splitTarget } from './request-target.ts';
import { type Trail, startTrail } from './trail.ts';

/** The sandbox that a request is for, as the pipeline needs it. */
export interface Destination extends ServedContracts {
  /** The sandbox's name. */
  readonly sandbox: string;
  /** The user whom a credential stands for; undefined when it is not accepted here. */
  readonly authenticate: (credential: Credential, api: Api) => Principal | undefined;
  /** Refuses callers who may not call the operation; none are refused without. */
  readonly authorize: Authorize | undefined;
  readonly answerer: Answerer;
  readonly journal: Journal;
}

/** Where a request goes; `problem` says why the sandbox that it names cannot take it, and `destination` then answers. */
export interface Located {
  readonly destination: Destination;
  readonly problem?: Problem | undefined;
}

export interface PipelineOptions {
  /** Finds the sandbox by the request's credential, or for the admin API by its query. It never throws. */
  readonly locate: (request: PlainRequest, path: string, search: string) => Located;
  /** Takes out what the journal must not keep; by names and forms alone unless given. */
  readonly redact?: Redactor | undefined;
  /** Refuses requests to the admin API that a page of another site has sent. */
  readonly guard?: ((request: PlainRequest) => void) | undefined;
}

/**
 * From a request to its response.
 *
 * @throws Dropped when a fault rule asks to drop the connection; anything else that goes wrong is answered
 */
export type Pipeline = (request: PlainRequest) => PlainResponse | Promise<PlainResponse>;

/** Match, authenticate, validate, answer, check the response, record. */
export function createPipeline(options: PipelineOptions): Pipeline {
  const { redact = createRedactor('') } = options;
  const finish = (
    request: PlainRequest,
    { sandbox, journal }: Destination,
    trail: Trail,
    began: number,
    result: PipelineResult,
  ): PlainResponse => {
    const { response, by, refusal, violations } = result;
    // The admin API is not part of what is mocked: an inspector that watches would fill the journal.
    if (!trail.contract?.api.isAdmin) {
      journal.record({
        id: journal.next(),
        sandbox,
        at: Date.now(),
        method: request.method,
        api: trail.contract?.api.name,
        operation: trail.operation?.id,
        status: response?.status ?? 0,
        answeredBy: by,
        durationMilliseconds: performance.now() - began,
        ...redact.text({ target: request.target, refusal, notes: trail.notes, violations, trail: trail.entries }),
        request: redact.request(request),
        response: response ? redact.response(response) : { headers: {}, body: '', bodyBytes: 0 },
      });
    }
    if (!response) throw new ConnectionDropped(by);
    return request.method === 'HEAD' ? withoutBody(response) : response;
  };
  return (request) => {
    const began = performance.now();
    const trail = startTrail();
    const { path, search } = splitTarget(request.target);
    const { destination, problem } = options.locate(request, path, search);
    trail.sandbox = destination.sandbox;
    const arrival: Arrival = { request, path, search, destination, problem };
    const result = run(options, arrival, trail);
    return andThen(result, (known) => finish(request, destination, trail, began, known));
  };
}

/** A request and where it goes. */
interface Arrival extends Located {
  readonly request: PlainRequest;
  readonly path: string;
  readonly search: string;
}

/** Most requests are answered without waiting for anything, and then without a promise. */
function run(options: PipelineOptions, arrival: Arrival, trail: Trail): PipelineResult | Promise<PipelineResult> {
  const { request } = arrival;
  try {
    const result = processRequest(options, arrival, trail);
    return result instanceof Promise ? result.catch((error: unknown) => resultOfError(error, request, trail)) : result;
  } catch (error) {
    return resultOfError(error, request, trail);
  }
}

function processRequest(
  { guard }: PipelineOptions,
  { request, path, search, destination, problem }: Arrival,
  trail: Trail,
): PipelineResult | Promise<PipelineResult> {
  const { authenticate, authorize, answerer } = destination;
  const { contract, operation, path: pathValues } = match(destination, request, path, trail);
  const { api } = contract;
  trail.pass('match', operation.id);
  if (api.isAdmin && guard) checkCaller(guard, request);
  if (problem) throw problem;

  const presented = readCredentials(operation, request.headers);
  const principal =
    operation.allowsAnonymous && isMissing(presented)
      ? { username: defaultUser }
      : first(presented.credentials, (credential) => authenticate(credential, api));
  if (!principal) throw api.unauthorized(presented, operation);
  authorize?.(api, operation, pathValues, principal);
  trail.pass('authenticate', principal.username);

  const valid = validateRequest(operation, api, request, pathValues, search);
  return andThen(valid, ({ path: values, query, header, body, notes }) => {
    trail.notes = notes;
    const preferences = parsePreferences(request.headers['prefer']);
    trail.preferences = preferences;
    trail.pass('validate', notes.length === 0 ? 'fits the contract' : `tolerated: ${notes.join(', ')}`);
    const answer = answerer({
      api,
      operation,
      principal,
      path: values,
      query,
      header,
      body: body.value,
      files: body.files,
      preferences,
      signal: request.signal,
      userAgent: request.headers['user-agent'],
    });
    return andThen(answer, (given) => {
      trail.pass('answer', given.by);
      return answerResult(given, trail);
    });
  });
}

/** Turns an error into the result of the request. */
function resultOfError(error: unknown, request: PlainRequest, trail: Trail): PipelineResult {
  if (error instanceof ConnectionDropped) return droppedResult(error, trail);
  if (error instanceof Problem) return problemResult(error, trail);
  if (isAbort(error) || request.signal?.().aborted) {
    return droppedResult(new ConnectionDropped('nobody', 'nobody waited for the answer'), trail);
  }
  return internalErrorResult(error, trail);
}

/** Whether a request presents nothing, rather than something that cannot be read. */
function isMissing(presented: PresentedCredentials): boolean {
  return 'because' in presented && presented.because === 'missing';
}

/** Goes on with a value, at once where it is there. */
function andThen<T, R>(value: T | Promise<T>, next: (value: T) => R | Promise<R>): R | Promise<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** RFC 9112 section 3.2.2: an absolute target names the host too, and over the header. */
function checkCaller(guard: (request: PlainRequest) => void, request: PlainRequest): void {
  guard(request);
  const authority = targetAuthority(request.target);
  if (authority !== undefined) guard({ ...request, headers: { ...request.headers, host: authority } });
}

/** The error that a wait ends with when the sandbox closes. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** The length that GET would have stays, as HTTP asks. */
function withoutBody({ status, headers }: PlainResponse): PlainResponse {
  return { status, headers, body: '' };
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
