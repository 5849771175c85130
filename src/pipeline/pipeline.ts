import { performance } from 'node:perf_hooks';
import type { Api } from '../contract/api.ts';
import { type Credential, type PresentedCredentials, readCredentials } from '../contract/credentials.ts';
import type { Authorize, Answerer, Principal } from '../contract/call.ts';
import { defaultUser } from '../sandbox/baseline.ts';
import type { PlainRequest, PlainResponse } from '../contract/http-message.ts';
import { chooseResponse, parsePreferences } from '../contract/preferences.ts';
import { Problem } from '../contract/problem.ts';
import { preferencesOf } from '../contract/query-preferences.ts';
import type { Operation } from '../contract/operation.ts';
import { validateRequest, type ValidRequest } from '../contract/validate.ts';
import type { Route } from '../sandbox/implementation.ts';
import type { Exchange } from '../sandbox/journal/exchange.ts';
import type { Journal } from '../sandbox/journal/journal.ts';
import { createMatch, type MatchedOperation, type MatchRequest, type ServedContracts } from './match.ts';
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

/** A sandbox as the pipeline sees it. */
export interface Destination extends ServedContracts {
  /** The sandbox's name. */
  readonly sandbox: string;
  /** Finds the user that a credential stands for; undefined if the sandbox does not accept it. */
  readonly authenticate: (credential: Credential, api: Api) => Principal | undefined;
  /** Finds the path in the document that a request means by its host or token; undefined if its own path stands. */
  readonly route?: ((request: PlainRequest, path: string) => Route | undefined) | undefined;
  /** Throws when the caller may not call the operation; undefined to allow everything. */
  readonly authorize: Authorize | undefined;
  readonly answerer: Answerer;
  readonly journal: Journal;
  /** Stores what earlier requests have written and wait for. @returns whether all of it was stored */
  readonly flush?: (() => boolean) | undefined;
  /** Keeps the sandbox from being dropped while a request waits. @returns a function that ends the wait */
  readonly hold: () => () => void;
}

/**
 * The target of a request. If the request names a sandbox that cannot take it, `error` says why and `destination`
 * records the refusal.
 */
export interface Located {
  readonly destination: Destination;
  readonly error?: unknown;
}

export interface PipelineOptions {
  /** Finds the sandbox by the request's credential, or for the admin API by its query. It never throws. */
  readonly locate: (request: PlainRequest, path: string, search: string) => Located;
  /** Numbers the exchanges of all sandboxes, from 1; by default those of this pipeline. */
  readonly nextSequence?: (() => number) | undefined;
  /** Redacts credentials for the journal; by default only by their names and formats. */
  readonly redact?: Redactor | undefined;
  /** Throws for a request to the admin API from a page of another site. */
  readonly guard?: ((request: PlainRequest) => void) | undefined;
  /** The place of the log, for the response to an unexpected error. */
  readonly log?: string | undefined;
}

/**
 * Turns a request into its response.
 *
 * @param onExchange called with the exchange of this request before its response is returned
 * @throws ConnectionDropped when a fault drops the connection or the caller has disconnected; every other error becomes
 * a response
 */
export type Pipeline = (request: PlainRequest, onExchange?: ExchangeListener) => PlainResponse | Promise<PlainResponse>;

/** Receives the exchange of a request. */
export type ExchangeListener = (exchange: Exchange) => void;

/** Creates the pipeline: match, authenticate, validate, answer, check the response, record. */
export function createPipeline(options: PipelineOptions): Pipeline {
  const { redact = createRedactor(''), nextSequence = createCounter() } = options;
  const steps = { ...options, match: createMatch() };
  const finish = (
    request: PlainRequest,
    { sandbox, journal }: Destination,
    trail: Trail,
    startedAt: number,
    result: PipelineResult,
    onExchange: ExchangeListener | undefined,
  ): PlainResponse => {
    const { response, by, refusal, violations, sql, changes } = result;
    // Leave the admin API out of the journal: a watching inspector would fill it.
    if (!trail.contract?.api.isAdmin) {
      const text = redact.text({
        target: request.target,
        refusal,
        notes: trail.notes,
        violations,
        trail: trail.entries,
      });
      const usual: Exchange = {
        id: journal.next(),
        sandbox,
        sequence: nextSequence(),
        at: Date.now(),
        method: request.method,
        api: trail.contract?.api.name,
        operation: trail.operation?.id,
        status: response?.status ?? 0,
        answeredBy: by,
        faults: trail.faults,
        durationMilliseconds: performance.now() - startedAt,
        target: text.target,
        refusal: text.refusal,
        notes: text.notes,
        violations: text.violations,
        trail: text.trail,
        request: redact.request(request),
        response: response ? redact.response(response) : { headers: {}, body: '', bodyBytes: 0 },
      };
      const exchange =
        sql || changes
          ? { ...usual, ...(sql && { sql: redact.sql(sql) }), ...(changes && { changes: redact.changes(changes) }) }
          : usual;
      journal.record(exchange);
      onExchange?.(exchange);
    }
    if (!response) throw new ConnectionDropped(by);
    return request.method === 'HEAD' ? withoutBody(response) : response;
  };
  return (request, onExchange) => {
    const startedAt = performance.now();
    const trail = startTrail(startedAt);
    const { path, search } = splitTarget(request.target);
    const { destination, error } = options.locate(request, path, search);
    trail.sandbox = destination.sandbox;
    const arrival: Arrival = { request, path, search, destination, error };
    const result = run(steps, arrival, trail);
    const end = (settled: PipelineResult): PlainResponse =>
      finish(request, destination, trail, startedAt, settled, onExchange);
    if (!(result instanceof Promise)) return end(result);
    const release = destination.hold();
    return result.then(end).finally(release);
  };
}

function createCounter(): () => number {
  let count = 0;
  return () => ++count;
}

/** A request with its destination. */
interface Arrival extends Located {
  readonly request: PlainRequest;
  readonly path: string;
  readonly search: string;
}

/** The options with the parts that a pipeline has of its own. */
interface PipelineSteps extends PipelineOptions {
  readonly match: MatchRequest;
}

/** Runs the steps, without a promise if none of them waits, which is the usual case. */
function run(options: PipelineSteps, arrival: Arrival, trail: Trail): PipelineResult | Promise<PipelineResult> {
  try {
    const result = processRequest(options, arrival, trail);
    return result instanceof Promise
      ? result.catch((error: unknown) => resultOfError(error, arrival, trail, options.log))
      : result;
  } catch (error) {
    // A refusal may tell of what is not yet stored.
    const isStored = arrival.destination.flush?.() !== false;
    return resultOfError(isStored ? error : new Problem(notStored, notStoredMessage), arrival, trail, options.log);
  }
}

/** Insufficient Storage (RFC 4918). */
const notStored = 507;
const notStoredMessage = 'earlier requests could not be stored; send the request again';

function processRequest(
  { guard, match }: PipelineSteps,
  { request, path, search, destination, error }: Arrival,
  trail: Trail,
): PipelineResult | Promise<PipelineResult> {
  const { authenticate, authorize, answerer } = destination;
  const route = destination.route?.(request, path);
  const matched = match(destination, request, route?.path ?? path, trail);
  const { contract, operation, path: pathValues } = matched;
  const { api } = contract;
  trail.pass('match', route ? `${operation.id}, ${route.by}` : operation.id);
  if (api.isAdmin && guard) checkCaller(guard, request);
  if (error !== undefined) throw error;
  if (route?.error) throw route.error;

  const presented = readCredentials(operation, request.headers, search, api.followsDocument);
  const principal =
    operation.allowsAnonymous && isMissing(presented)
      ? { username: defaultUser }
      : first(presented.credentials, (credential) => authenticate(credential, api));
  if (!principal) throw api.unauthorized(presented, operation);
  authorize?.(api, operation, pathValues, principal, request);
  trail.pass('authenticate', principal.username);

  const valid = validate(matched, request, search, trail.notes);
  const { prefer } = request.headers;
  const preferences = api.followsDocument ? preferencesOf(operation, prefer, search) : parsePreferences(prefer);
  trail.preferences = preferences;
  const accept = request.headers['accept'];
  if (api.followsDocument) trail.accept = accept;
  // Refuse before anything is done if the client takes none of the media types.
  if (api.followsDocument && accept !== undefined) chooseResponse(operation, preferences, { accept });
  const { notes } = trail;
  trail.pass('validate', notes.length === 0 ? 'fits the contract' : `tolerated: ${notes.join(', ')}`);
  const answer = answerer({
    api,
    operation,
    principal,
    path: valid.path,
    isPathOnly: valid === matched.validPath,
    query: valid.query,
    header: valid.header,
    cookie: valid.cookie,
    body: valid.body.value,
    files: valid.body.files,
    preferences,
    faults: trail.faults,
    accept,
    notes,
    host: request.headers['host'],
    signal: request.signal,
    userAgent: request.headers['user-agent'],
  });
  return andThen(answer, (given) => {
    trail.pass('answer', given.by);
    return answerResult(given, trail);
  });
}

/** Validates a request. One that is nothing but its path and credentials is validated once for each path. */
function validate(matched: MatchedOperation, request: PlainRequest, search: string, notes: string[]): ValidRequest {
  const { contract, operation, path, rawPath, validPath } = matched;
  const { api } = contract;
  const isPathOnly = search === '' && request.body.byteLength === 0;
  if (isPathOnly && validPath) return validPath;
  const valid = validateRequest(operation, api, request, path, search, notes, rawPath);
  const isRepeatable = isPathOnly && notes.length === 0 && !api.followsDocument && !readsHeaders(operation);
  if (isRepeatable) {
    // Other requests get the same values.
    for (const values of [valid.path, valid.query, valid.header, valid.cookie]) Object.freeze(values);
    matched.validPath = valid;
  }
  return valid;
}

/** Whether an operation has parameters that the path and the query do not hold. */
function readsHeaders({ parameters }: Operation): boolean {
  return parameters.some((parameter) => parameter.in === 'header' || parameter.in === 'cookie');
}

/** Turns an error into the result of the request. */
function resultOfError(error: unknown, { request }: Arrival, trail: Trail, log: string | undefined): PipelineResult {
  if (error instanceof ConnectionDropped) return droppedResult(error, trail);
  if (error instanceof Problem) return problemResult(error, trail);
  if (isAbort(error) || request.signal?.().aborted) {
    return droppedResult(new ConnectionDropped('nobody', 'nobody waited for the answer'), trail);
  }
  return internalErrorResult(error, trail, log);
}

/** Whether a request presents nothing, rather than something that cannot be read. */
function isMissing(presented: PresentedCredentials): boolean {
  return 'because' in presented && presented.because === 'missing';
}

/** Goes on with a value, at once where it is there. */
function andThen<T, R>(value: T | Promise<T>, next: (value: T) => R | Promise<R>): R | Promise<R> {
  return value instanceof Promise ? value.then(next) : next(value);
}

/** An absolute request target also names the host and overrides the header (RFC 9112 section 3.2.2), so check both. */
function checkCaller(guard: (request: PlainRequest) => void, request: PlainRequest): void {
  guard(request);
  const authority = targetAuthority(request.target);
  if (authority !== undefined) guard({ ...request, headers: { ...request.headers, host: authority } });
}

/** Whether an error ends a wait because the sandbox closes. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** Removes the body and keeps the `content-length` of GET, as HTTP requires for HEAD. */
function withoutBody({ status, headers }: PlainResponse): PlainResponse {
  return { status, headers, body: '' };
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const result = find(item);
    if (result !== undefined) return result;
  }
  return undefined;
}
