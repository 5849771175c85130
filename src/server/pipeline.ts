import type { Api } from '../contract/api.ts';
import { type Credential, presented } from '../contract/authenticate.ts';
import type { Answer, Answerer, Principal } from '../contract/call.ts';
import { checkResponse } from '../contract/check.ts';
import type { Contract } from '../contract/contract.ts';
import type { Match } from '../contract/match.ts';
import type { PlainRequest, PlainResponse } from '../contract/message.ts';
import type { Operation } from '../contract/operation.ts';
import { readPreferences, type Preferences } from '../contract/preferences.ts';
import { Problem, type Violation } from '../contract/problem.ts';
import { validateRequest } from '../contract/validate.ts';
import type { Exchange } from './exchange.ts';
import type { Journal } from './journal.ts';
import { notServed } from './not-served.ts';

export interface PipelineOptions {
  readonly contracts: readonly Contract[];
  /** Whom a credential stands for; undefined when it is not accepted. */
  readonly authenticate: (credential: Credential, api: Api) => Principal | undefined;
  readonly answerer: Answerer;
  readonly journal: Journal;
}

/** From a request to its response. It never rejects: whatever goes wrong is answered. */
export type Pipeline = (request: PlainRequest) => Promise<PlainResponse>;

/** What is found out about a request on its way. */
interface Trail {
  contract: Contract | undefined;
  operation: Operation | undefined;
  notes: readonly string[];
  preferences: Preferences | undefined;
}

/** Match, authenticate, validate, answer, check the response, record. */
export function createPipeline(options: PipelineOptions): Pipeline {
  const { contracts, authenticate, answerer, journal } = options;

  const answer = async (request: PlainRequest, trail: Trail): Promise<Answer> => {
    const { path, search } = splitTarget(request.target);
    trail.contract = contracts.find(({ api }) => path === api.prefix || path.startsWith(`${api.prefix}/`));
    refuseUnreadable(request, path);

    const { contract, operation, path: pathValues } = match(contracts, trail.contract, request.method, path);
    trail.operation = operation;

    const credentials = presented(operation, request.headers);
    const principal = first(credentials.credentials, (credential) => authenticate(credential, contract.api));
    if (!principal) throw contract.api.unauthorized(credentials, operation);

    const { schemas, api } = contract;
    const valid = await validateRequest(operation, schemas, api.refusals, request, pathValues, search);
    trail.notes = valid.notes;

    const preferences = readPreferences(request.headers['prefer']);
    const { query, header } = valid;
    const call = { operation, principal, path: valid.path, query, header, body: valid.body.value, preferences };
    trail.preferences = preferences;
    return answerer(call);
  };

  return async (request) => {
    const began = performance.now();
    const trail: Trail = { contract: undefined, operation: undefined, notes: [], preferences: undefined };
    let outcome: Outcome;
    try {
      outcome = answered(await answer(request, trail), trail);
    } catch (error) {
      outcome = error instanceof Problem ? refused(error, trail) : failed(error, trail);
    }
    journal.record({
      at: Date.now(),
      method: request.method,
      target: request.target,
      api: trail.contract?.api.name,
      operation: trail.operation?.id,
      status: outcome.response.status,
      answeredBy: outcome.by,
      refusal: outcome.refusal,
      notes: trail.notes,
      violations: outcome.violations,
      milliseconds: performance.now() - began,
    } satisfies Exchange);
    return request.method === 'HEAD' ? withoutBody(outcome.response) : outcome.response;
  };
}

interface Outcome {
  readonly response: PlainResponse;
  readonly by: string;
  readonly refusal: string | undefined;
  readonly violations: readonly Violation[];
}

function answered({ status, body, by }: Answer, trail: Trail): Outcome {
  const operation = trail.operation!;
  const violations = checkResponse(operation, status, body);
  if (violations.length > 0) return withheld(violations, trail);
  const applied = trail.preferences && appliedPreferences(trail.preferences);
  const extra: Record<string, string> = applied ? { 'preference-applied': applied } : {};
  const mediaType = operation.responses.get(status)?.content?.mediaType;
  return { response: respond(status, extra, mediaType, body, by, operation), by, refusal: undefined, violations };
}

function refused(problem: Problem, trail: Trail): Outcome {
  const { contract, operation } = trail;
  const { status, headers, message } = problem;
  if (!contract) {
    const body = { type: 'about:blank', title: titles[status] ?? 'Refused', status, detail: message };
    const response = respond(status, headers, 'application/problem+json', body, 'refused', undefined);
    return { response, by: 'refused', refusal: message, violations: problem.violations };
  }
  const body = contract.api.errorBody(problem, operation);
  // What the transport refuses (404, 405, 413 and what cannot be read) no operation documents; the shape still holds.
  const documented = operation?.responses.has(status);
  const violations = documented ? checkResponse(operation!, status, body) : contract.checkError(body);
  if (violations.length > 0) return withheld(violations, trail);
  const response = respond(status, headers, 'application/json', body, 'refused', operation);
  return { response, by: 'refused', refusal: message, violations: problem.violations };
}

/** A reply that breaks the contract does not leave; what leaves says where it broke. */
function withheld(violations: readonly Violation[], trail: Trail): Outcome {
  const operation = trail.operation;
  const detail = `The answer to ${operation?.id ?? 'the request'} breaks the contract: ${violations
    .map(({ pointer, message }) => `${pointer} ${message}`)
    .join('; ')}`;
  const body = { type: 'about:blank', title: 'Contract violation', status: 500, detail, violations };
  const response = respond(500, {}, 'application/problem+json', body, 'refused', operation);
  return { response, by: 'refused', refusal: detail, violations };
}

/** A defect of ours: the caller learns that it happened, the log what. */
function failed(error: unknown, trail: Trail): Outcome {
  const detail =
    'Mockplane failed to answer. This is a defect of Mockplane, not of the request; its log has the details.';
  const body = { type: 'about:blank', title: 'Internal error', status: 500, detail };
  const response = respond(500, {}, 'application/problem+json', body, 'refused', trail.operation);
  const refusal = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { response, by: 'refused', refusal, violations: [] };
}

const titles: Record<number, string> = { 400: 'Bad request', 404: 'Not found', 413: 'Content too large' };

function respond(
  status: number,
  extra: Readonly<Record<string, string>>,
  mediaType: string | undefined,
  body: unknown,
  by: string,
  operation: Operation | undefined,
): PlainResponse {
  const text = body === undefined ? '' : JSON.stringify(body);
  const headers: Record<string, string> = { ...extra, 'mockplane-answer': by };
  if (operation) headers['mockplane-operation'] = operation.id;
  if (text !== '' && mediaType) headers['content-type'] = mediaType;
  headers['content-length'] = String(Buffer.byteLength(text));
  return { status, headers, body: text };
}

/** The length that GET would have stays, as HTTP asks. */
function withoutBody(response: PlainResponse): PlainResponse {
  return { ...response, body: '' };
}

/** Finds the operation in the API that the path belongs to. */
function match(
  contracts: readonly Contract[],
  contract: Contract | undefined,
  method: string,
  path: string,
): Match & { contract: Contract } {
  const found = contract?.matcher.match(method, path);
  if (!contract || !found) throw notServed(contracts, method, path);
  return { ...found, contract };
}

/** The path and the query of a request target; an absolute form (`GET http://host/path`) loses its origin. */
function splitTarget(target: string): { path: string; search: string } {
  const relative = /^https?:\/\/[^/?#]*/i.test(target) ? target.replace(/^https?:\/\/[^/?#]*/i, '') || '/' : target;
  const [beforeFragment = ''] = relative.split('#', 1);
  const question = beforeFragment.indexOf('?');
  if (question < 0) return { path: beforeFragment, search: '' };
  return { path: beforeFragment.slice(0, question), search: beforeFragment.slice(question + 1) };
}

/** @throws Problem for what no operation could make sense of */
function refuseUnreadable(request: PlainRequest, path: string): void {
  if (request.defect) throw request.defect;
  if (!path.includes('%')) return;
  try {
    decodeURIComponent(path);
  } catch {
    throw new Problem(400, 'path is not valid percent-encoding');
  }
}

function first<T, R>(items: readonly T[], find: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const found = find(item);
    if (found !== undefined) return found;
  }
  return undefined;
}

function appliedPreferences({ code, example, dynamic }: Preferences): string {
  const parts = [
    ...(code === undefined ? [] : [`code=${code}`]),
    ...(example === undefined ? [] : [`example=${example}`]),
    ...(dynamic ? ['dynamic=true'] : []),
  ];
  return parts.join(', ');
}
