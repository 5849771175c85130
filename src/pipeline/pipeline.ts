import type { Api } from '../contract/api.ts';
import { type Credential, readCredentials } from '../contract/credentials.ts';
import type { Authorize, Answerer, Principal } from '../contract/call.ts';
import type { Contract } from '../contract/contract.ts';
import { defaultUser } from '../sandbox/baseline.ts';
import type { PlainRequest, PlainResponse } from '../contract/http-message.ts';
import { parsePreferences } from '../contract/preferences.ts';
import { Problem } from '../contract/problem.ts';
import { validateRequest } from '../contract/validate.ts';
import type { Journal } from '../sandbox/journal/journal.ts';
import { notFound } from './match.ts';
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

export interface PipelineOptions {
  readonly contracts: readonly Contract[];
  /** Whom a credential stands for; undefined when it is not accepted. */
  readonly authenticate: (credential: Credential, api: Api) => Principal | undefined;
  /** Refuses whoever may not ask, before the rest of the request is looked at. */
  readonly admit?: Authorize | undefined;
  readonly answerer: Answerer;
  readonly journal: Journal;
  /** Takes out what the journal must not keep; by names and forms alone unless given. */
  readonly redact?: Redactor | undefined;
  /** Refuses requests to Mockplane's own API that a foreign page has sent. */
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
  const { journal, redact = createRedactor('') } = options;
  const finish = (request: PlainRequest, trail: Trail, began: number, outcome: PipelineResult): PlainResponse => {
    const { response, by, refusal, violations } = outcome;
    // Mockplane's own API is not part of what it mocks: an inspector that watches would fill the journal.
    if (!trail.contract?.api.isAdmin) {
      journal.record({
        id: journal.next(),
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
    const outcome = run(options, request, trail);
    return andThen(outcome, (known) => finish(request, trail, began, known));
  };
}

/** Most requests are answered without waiting for anything, and then without a promise. */
function run(options: PipelineOptions, request: PlainRequest, trail: Trail): PipelineResult | Promise<PipelineResult> {
  try {
    const outcome = processRequest(options, request, trail);
    return outcome instanceof Promise
      ? outcome.catch((error: unknown) => resultOfError(error, request, trail))
      : outcome;
  } catch (error) {
    return resultOfError(error, request, trail);
  }
}

function processRequest(
  options: PipelineOptions,
  request: PlainRequest,
  trail: Trail,
): PipelineResult | Promise<PipelineResult> {
  const { authenticate, admit, answerer, guard } = options;
  const { path, search } = splitTarget(request.target);
  const { contract, operation, path: pathValues } = match(options.contracts, request, path, trail);
  const { api } = contract;
  trail.pass('match', operation.id);
  if (api.isAdmin && guard) checkCaller(guard, request);

  const credentials = readCredentials(operation, request.headers);
  const principal =
    operation.security.length === 0
      ? { username: defaultUser }
      : first(credentials.credentials, (credential) => authenticate(credential, api));
  if (!principal) throw api.unauthorized(credentials, operation);
  admit?.(operation, pathValues, principal);
  trail.pass('authenticate', principal.username);

  const valid = validateRequest(operation, api.refusals, request, pathValues, search);
  return andThen(valid, ({ path: values, query, header, body, notes }) => {
    trail.notes = notes;
    const preferences = parsePreferences(request.headers['prefer']);
    trail.preferences = preferences;
    trail.pass('validate', notes.length === 0 ? 'fits the contract' : `tolerated: ${notes.join(', ')}`);
    const answer = answerer({
      operation,
      principal,
      path: values,
      query,
      header,
      body: body.value,
      files: body.files,
      preferences,
      signal: request.signal,
    });
    return andThen(answer, (given) => {
      trail.pass('answer', given.by);
      return answerResult(given, trail);
    });
  });
}

/** How a request ends that was not answered as it wished. */
function resultOfError(error: unknown, request: PlainRequest, trail: Trail): PipelineResult {
  if (error instanceof ConnectionDropped) return droppedResult(error, trail);
  if (error instanceof Problem) return problemResult(error, trail);
  if (isAbort(error) || request.signal?.().aborted) {
    return droppedResult(new ConnectionDropped('nobody', 'nobody waited for the answer'), trail);
  }
  return internalErrorResult(error, trail);
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

/**
 * Finds the operation in the API that the path belongs to.
 *
 * @throws Problem for what no operation could make sense of, 404 and 405
 */
function match(contracts: readonly Contract[], request: PlainRequest, path: string, trail: Trail) {
  const contract = contracts.find(({ api }) => path === api.prefix || path.startsWith(`${api.prefix}/`));
  trail.contract = contract;
  if (request.transportProblem) throw request.transportProblem;
  refuseUndecodable(path);
  const found = contract?.matcher.match(request.method, contract.api.canonicalPath?.(path, defaultUser) ?? path);
  if (!contract || !found) throw notFound(contracts, request.method, path);
  trail.operation = found.operation;
  return { ...found, contract };
}

function refuseUndecodable(path: string): void {
  if (!path.includes('%')) return;
  try {
    decodeURIComponent(path);
  } catch {
    throw new Problem(400, 'path is not valid percent-encoding');
  }
}

/** What those who wait are given when the sandbox closes. */
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
