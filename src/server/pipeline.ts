import type { Api } from '../contract/api.ts';
import { type Credential, presented } from '../contract/authenticate.ts';
import type { Admission, Answerer, Principal } from '../contract/call.ts';
import type { Contract } from '../contract/contract.ts';
import { owner } from '../contract/owner.ts';
import type { PlainRequest, PlainResponse } from '../contract/message.ts';
import { readPreferences } from '../contract/preferences.ts';
import { Problem } from '../contract/problem.ts';
import { validateRequest } from '../contract/validate.ts';
import type { Journal } from './journal.ts';
import { notServed } from './not-served.ts';
import { keptRequest, keptResponse, keptWords } from './redact.ts';
import { answered, Dropped, dropped, failed, type Outcome, refused } from './outcome.ts';
import { authorityOf, splitTarget } from './target.ts';
import { type Trail, startTrail } from './trail.ts';

export interface PipelineOptions {
  readonly contracts: readonly Contract[];
  /** Whom a credential stands for; undefined when it is not accepted. */
  readonly authenticate: (credential: Credential, api: Api) => Principal | undefined;
  /** Refuses whoever may not ask, before the rest of the request is looked at. */
  readonly admit?: Admission | undefined;
  readonly answerer: Answerer;
  readonly journal: Journal;
  /** Refuses requests to Mockplane's own API that a foreign page has sent. */
  readonly guard?: ((request: PlainRequest) => void) | undefined;
}

/**
 * From a request to its response.
 *
 * @throws Dropped when a fault rule asks to drop the connection; anything else that goes wrong is answered
 */
export type Pipeline = (request: PlainRequest) => Promise<PlainResponse>;

/** Match, authenticate, validate, answer, check the response, record. */
export function createPipeline(options: PipelineOptions): Pipeline {
  const { journal } = options;
  return async (request) => {
    const began = performance.now();
    const trail = startTrail();
    const outcome = await run(options, request, trail);
    const { response, by, refusal, violations } = outcome;
    // Mockplane's own API is not part of what it mocks: an inspector that watches would fill the journal.
    if (!trail.contract?.api.isOwn) {
      journal.record({
        at: Date.now(),
        method: request.method,
        target: request.target,
        api: trail.contract?.api.name,
        operation: trail.operation?.id,
        status: response?.status ?? 0,
        answeredBy: by,
        ...keptWords({ refusal, notes: trail.notes, violations, trail: trail.entries }),
        durationMilliseconds: performance.now() - began,
        request: keptRequest(request),
        response: response ? keptResponse(response) : { headers: {}, body: '', bodyBytes: 0 },
      });
    }
    if (!response) throw new Dropped(by);
    return request.method === 'HEAD' ? withoutBody(response) : response;
  };
}

async function run(options: PipelineOptions, request: PlainRequest, trail: Trail): Promise<Outcome> {
  const { authenticate, admit, answerer, guard } = options;
  try {
    const { path, search } = splitTarget(request.target);
    const { contract, operation, path: pathValues } = match(options.contracts, request, path, trail);
    const { api, schemas } = contract;
    trail.pass('match', operation.id);
    if (api.isOwn && guard) admitCaller(guard, request);

    const credentials = presented(operation, request.headers);
    const principal =
      operation.security.length === 0
        ? { username: owner }
        : first(credentials.credentials, (credential) => authenticate(credential, api));
    if (!principal) throw api.unauthorized(credentials, operation);
    admit?.(operation, pathValues, principal);
    trail.pass('authenticate', principal.username);

    const valid = await validateRequest(operation, schemas, api.refusals, request, pathValues, search);
    trail.notes = valid.notes;
    trail.preferences = readPreferences(request.headers['prefer']);
    trail.pass('validate', valid.notes.length === 0 ? 'fits the contract' : `tolerated: ${valid.notes.join(', ')}`);

    const { query, header, body } = valid;
    const { preferences } = trail;
    const answer = await answerer({
      operation,
      principal,
      path: valid.path,
      query,
      header,
      body: body.value,
      files: body.files,
      preferences,
      signal: request.signal,
    });
    trail.pass('answer', answer.by);
    return answered(answer, trail);
  } catch (error) {
    if (error instanceof Dropped) return dropped(error, trail);
    if (request.signal?.aborted || isAbort(error))
      return dropped(new Dropped('nobody', 'nobody waited for the answer'), trail);
    return error instanceof Problem ? refused(error, trail) : failed(error, trail);
  }
}

/** RFC 9112 section 3.2.2: an absolute target names the host too, and over the header. */
function admitCaller(guard: (request: PlainRequest) => void, request: PlainRequest): void {
  guard(request);
  const authority = authorityOf(request.target);
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
  if (request.defect) throw request.defect;
  refuseUndecodable(path);
  const found = contract?.matcher.match(request.method, contract.api.canonicalPath?.(path, owner) ?? path);
  if (!contract || !found) throw notServed(contracts, request.method, path);
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
