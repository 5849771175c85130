import type { Answer } from '../contract/call.ts';
import { checkResponse } from '../contract/check.ts';
import type { PlainResponse } from '../contract/http-message.ts';
import type { Preferences } from '../contract/preferences.ts';
import { Problem, type Violation } from '../contract/problem.ts';
import { problemBody, problemMediaType } from '../contract/problem-details.ts';
import { isJson } from '../contract/media-type.ts';
import { defaultSandbox } from '../sandbox/tokens.ts';
import type { Trail } from './trail.ts';

/** How a request ends. */
export interface PipelineResult {
  /** Undefined where the connection is dropped. */
  readonly response: PlainResponse | undefined;
  readonly by: string;
  readonly refusal: string | undefined;
  readonly violations: readonly Violation[];
}

/** The connection ends without an answer: a fault rule asks for it, or nobody is there to hear one. */
export class ConnectionDropped extends Error {
  override readonly name = 'Dropped';
  readonly by: string;

  /** @param by whose doing it is, as the log shows it: `fault 3`, `nobody` */
  constructor(by: string, message = `the connection was dropped by ${by}`) {
    super(message);
    this.by = by;
  }
}

export function droppedResult({ by, message }: ConnectionDropped, trail: Trail): PipelineResult {
  trail.stop(message);
  return { response: undefined, by, refusal: message, violations: [] };
}

/** An answer, held to the contract once more before it leaves. */
export function answerResult({ status, body, stream, by }: Answer, trail: Trail): PipelineResult {
  const operation = trail.operation!;
  const violations = stream ? [] : checkResponse(operation, status, body);
  if (violations.length > 0) return contractViolationResult(violations, trail);
  trail.pass('check', `${status} fits the contract`);
  const applied = appliedPreferences(trail.preferences);
  const headers: Record<string, string> = applied === '' ? {} : { 'preference-applied': applied };
  const mediaType = operation.responses.get(status)?.content?.mediaType;
  const response = stream
    ? { status, headers: named({ ...headers, 'content-type': mediaType! }, by, trail), body: '', stream }
    : respond(status, headers, mediaType, body, by, trail);
  return { response, by, refusal: undefined, violations };
}

/** A refusal, in the shape of the API that was asked; where none was, as problem details. */
export function problemResult(problem: Problem, trail: Trail): PipelineResult {
  const { contract, operation } = trail;
  const { status, headers, message } = problem;
  trail.stop(message);
  const refusal = { by: 'refused', refusal: message, violations: problem.violations };
  if (!contract) {
    return { ...refusal, response: respond(status, headers, problemMediaType, problemBody(problem), 'refused', trail) };
  }
  const body = contract.api.errorBody(problem, operation);
  // What the transport refuses (404, 405, 413 and what cannot be read) no operation documents; the shape still holds.
  const isDocumented = operation?.responses.has(status) === true;
  const violations = isDocumented ? checkResponse(operation, status, body) : contract.checkError(body);
  if (violations.length > 0) return contractViolationResult(violations, trail);
  trail.pass('check', `${status} fits the contract`);
  return { ...refusal, response: respond(status, headers, contract.api.errorMediaType, body, 'refused', trail) };
}

/** A reply that breaks the contract does not leave; what leaves says where it broke. */
function contractViolationResult(violations: readonly Violation[], trail: Trail): PipelineResult {
  const places = violations.map(({ pointer, message }) => `${pointer} ${message}`).join('; ');
  const detail = `The answer to ${trail.operation?.id ?? 'the request'} breaks the contract: ${places}`;
  trail.stop(detail, 'check');
  const body = { ...problemBody(new Problem(500, detail, { violations })), title: 'Contract violation' };
  const response = respond(500, {}, problemMediaType, body, 'refused', trail);
  return { response, by: 'refused', refusal: detail, violations };
}

/** A defect of ours: the caller learns that it happened, the log what. */
export function internalErrorResult(error: unknown, trail: Trail): PipelineResult {
  const detail = 'Mockplane failed to answer. This is a defect of Mockplane, not of the request; its log has more.';
  trail.stop(detail);
  const response = respond(500, {}, problemMediaType, problemBody(new Problem(500, detail)), 'refused', trail);
  const refusal = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { response, by: 'refused', refusal, violations: [] };
}

function respond(
  status: number,
  extra: Readonly<Record<string, string>>,
  mediaType: string | undefined,
  body: unknown,
  by: string,
  trail: Trail,
): PlainResponse {
  const content = serialize(mediaType, body);
  const headers = named(extra, by, trail);
  if (content.length > 0 && mediaType) headers['content-type'] = mediaType;
  // A problem may quote a path; no browser is to take it for a page.
  if (mediaType === problemMediaType) headers['x-content-type-options'] = 'nosniff';
  // RFC 9110 section 8.6: this one has no length, not even of nothing.
  if (status !== 204) headers['content-length'] = String(Buffer.byteLength(content));
  return { status, headers, body: content };
}

/** Bytes are sent as they are, a text too unless the media type is JSON; any other value is written as JSON. */
function serialize(mediaType: string | undefined, body: unknown): string | Uint8Array {
  if (body === undefined) return '';
  if (body instanceof Uint8Array) return body;
  if (typeof body === 'string' && mediaType !== undefined && !isJson(mediaType)) return body;
  return JSON.stringify(body);
}

/** Every answer explains itself: which operation and edition it is, who gave it, and in which sandbox. */
function named(headers: Readonly<Record<string, string>>, by: string, trail: Trail): Record<string, string> {
  const all: Record<string, string> = { ...headers, 'mockplane-answer': by };
  if (trail.operation) all['mockplane-operation'] = trail.operation.id;
  if (trail.contract?.api.edition !== undefined) all['mockplane-edition'] = trail.contract.api.edition;
  if (trail.sandbox !== undefined && trail.sandbox !== defaultSandbox) all['mockplane-sandbox'] = trail.sandbox;
  return all;
}

function appliedPreferences({ code, example, dynamic }: Preferences): string {
  const parts: string[] = [];
  if (code !== undefined) parts.push(`code=${code}`);
  if (example !== undefined) parts.push(`example=${example}`);
  if (dynamic) parts.push('dynamic=true');
  return parts.join(', ');
}
