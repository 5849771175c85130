import type { Answer, CheckedResponse, ExecutedSql, RecordedChanges } from '../contract/call.ts';
import { checkHeaders, checkResponse } from '../contract/check.ts';
import { documentedAnswer } from '../contract/documented-answer.ts';
import { faultHeader } from '../contract/fault-trace.ts';
import type { PlainResponse } from '../contract/http-message.ts';
import type { Preferences } from '../contract/preferences.ts';
import { Problem, type Violation } from '../contract/problem.ts';
import { problemBody, problemMediaType } from '../contract/problem-details.ts';
import { isJson } from '../contract/media-type.ts';
import { responseFor } from '../contract/responses.ts';
import { defaultSandbox } from '../sandbox/tokens.ts';
import type { Trail } from './trail.ts';

/** The result of a request. */
export interface PipelineResult {
  /** Undefined if the connection is dropped. */
  readonly response: PlainResponse | undefined;
  readonly by: string;
  readonly refusal: string | undefined;
  readonly violations: readonly Violation[];
  readonly sql?: ExecutedSql | undefined;
  readonly changes?: RecordedChanges | undefined;
}

/** Ends the connection without an answer: a fault drops it, or the caller has disconnected. */
export class ConnectionDropped extends Error {
  override readonly name = 'Dropped';
  readonly by: string;

  /** @param by the cause, as the log shows it: `fault 3`, `nobody` */
  constructor(by: string, message = `the connection was dropped by ${by}`) {
    super(message);
    this.by = by;
  }
}

export function droppedResult({ by, message }: ConnectionDropped, trail: Trail): PipelineResult {
  trail.stop(message);
  return { response: undefined, by, refusal: message, violations: [] };
}

/** The result of an answer, after a check against the contract. */
export function answerResult(answer: Answer, trail: Trail): PipelineResult {
  const { status, body, shown, written, stream, by, sql, changes, checked, keep } = answer;
  if (checked) return rememberedResult(status, by, checked, trail);
  const operation = trail.operation!;
  const documented = trail.contract?.api.followsDocument
    ? documentedAnswer(operation, answer, trail.accept)
    : undefined;
  const added = documented?.headers ?? answer.headers;
  const violations = [
    ...(stream ? [] : checkResponse(operation, status, body, documented?.content?.mediaType)),
    ...(documented && added ? checkHeaders(operation, status, added) : []),
  ];
  if (violations.length > 0) return contractViolationResult(violations, trail);
  const detail = `${status} fits the contract${shown === undefined || documented ? '' : '; a switch sends another body'}`;
  trail.pass('check', detail);
  const applied = appliedPreferences(trail.preferences);
  const headers = withPreferences(added, applied);
  const mediaType = documented ? documented.mediaType : responseFor(operation, status)?.content?.mediaTypeOf(body);
  if (stream) {
    const explained = withExplanation({ ...headers, 'content-type': mediaType! }, by, trail);
    const response = { status, headers: explained, body: '', stream };
    return { response, by, refusal: undefined, violations, sql, changes };
  }
  const isShown = shown !== undefined;
  const sentType = isShown && !documented ? 'application/json' : mediaType;
  const content = serialize(sentType, isShown ? shown : body, isShown ? undefined : written);
  const length = Buffer.byteLength(content);
  const response = toResponse(status, headers, sentType, content, length, by, trail);
  if (!keep) return { response, by, refusal: undefined, violations, sql, changes };
  const kept = keepResponse(response, { ...added }, sentType, length, detail, by, trail);
  keep(kept);
  return { response: { ...response, sameBody: kept }, by, refusal: undefined, violations, sql, changes };
}

/** Above this length a body is encoded once. Node sends a shorter text with its head in one go. */
const longText = 16_384;

function keepResponse(
  { status, body }: PlainResponse,
  headers: Readonly<Record<string, string>>,
  mediaType: string | undefined,
  length: number,
  detail: string,
  by: string,
  trail: Trail,
): CheckedResponse {
  const content = typeof body === 'string' && length > longText ? Buffer.from(body) : body;
  const plain = { ...trail, faults: [], preferences: {} };
  const { headers: sent } = toResponse(status, headers, mediaType, content, length, by, plain);
  return { headers, sent, mediaType, body: content, length, detail };
}

/** The result of an answer that was checked and serialized for an earlier call. */
function rememberedResult(status: number, by: string, checked: CheckedResponse, trail: Trail): PipelineResult {
  const { headers, sent, mediaType, body, length, detail } = checked;
  trail.pass('check', detail);
  const { faults, preferences } = trail;
  const applied = appliedPreferences(preferences);
  const response =
    faults.length === 0 && applied === ''
      ? { status, headers: sent, body }
      : toResponse(status, withPreferences(headers, applied), mediaType, body, length, by, trail);
  return { response: { ...response, sameBody: checked }, by, refusal: undefined, violations: [] };
}

function withPreferences(headers: Readonly<Record<string, string>> | undefined, applied: string) {
  return { ...headers, ...(applied !== '' && { 'preference-applied': applied }) };
}

/** The result of a refusal, in the error shape of the API; problem details if no API was matched. */
export function problemResult(problem: Problem, trail: Trail): PipelineResult {
  const { contract, operation } = trail;
  const { status, headers, message } = problem;
  trail.stop(message);
  const refusal = { by: 'refused', refusal: message, violations: problem.violations };
  if (!contract) {
    return { ...refusal, response: respond(status, headers, problemMediaType, problemBody(problem), 'refused', trail) };
  }
  const { api } = contract;
  if (api.errorAnswer) {
    const { body, mediaType } = api.errorAnswer(problem, operation);
    trail.pass('check', `${status} fits the contract`);
    return { ...refusal, response: respond(status, headers, mediaType, body, 'refused', trail) };
  }
  const body = api.errorBody(problem, operation);
  // No operation documents the refusals of the transport (404, 405, 413, unreadable requests). They must still have the
  // API's error shape.
  const isDocumented = operation !== undefined && responseFor(operation, status) !== undefined;
  const violations = isDocumented ? checkResponse(operation, status, body) : contract.checkError(body);
  if (violations.length > 0) return contractViolationResult(violations, trail);
  trail.pass('check', `${status} fits the contract`);
  const mediaType = typeof body === 'string' ? 'text/plain' : api.errorMediaType;
  return { ...refusal, response: respond(status, headers, mediaType, body, 'refused', trail) };
}

/** The result of an answer that breaks the contract: a 500 that lists the violations replaces it. */
function contractViolationResult(violations: readonly Violation[], trail: Trail): PipelineResult {
  const places = violations.map(({ pointer, message }) => `${pointer} ${message}`).join('; ');
  const detail = `The answer to ${trail.operation?.id ?? 'the request'} breaks the contract: ${places}`;
  trail.stop(detail, 'check');
  const body = { ...problemBody(new Problem(500, detail, { violations })), title: 'Contract violation' };
  const response = respond(500, {}, problemMediaType, body, 'refused', trail);
  return { response, by: 'refused', refusal: detail, violations };
}

/**
 * The result of an unexpected error. The response states only that it happened.
 *
 * @param log the place of the log, which has the error
 */
export function internalErrorResult(error: unknown, trail: Trail, log = 'its log'): PipelineResult {
  const detail = `Mockplane failed to answer. This is a defect of Mockplane, not of the request; ${log} has more.`;
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
  return toResponse(status, extra, mediaType, content, Buffer.byteLength(content), by, trail);
}

/** @param length of the content, in bytes */
function toResponse(
  status: number,
  extra: Readonly<Record<string, string>>,
  mediaType: string | undefined,
  content: string | Uint8Array,
  length: number,
  by: string,
  trail: Trail,
): PlainResponse {
  const headers = withExplanation(extra, by, trail);
  if (content.length > 0 && mediaType && mediaType !== anyMediaType) headers['content-type'] = mediaType;
  // A problem may quote the path. Keep browsers from rendering it as a page.
  if (mediaType === problemMediaType) headers['x-content-type-options'] = 'nosniff';
  // A 204 has no `content-length`, not even 0 (RFC 9110 section 8.6).
  if (status !== 204) headers['content-length'] = String(length);
  return { status, headers, body: content };
}

/** The contract's word for a body whose type the service does not name. */
const anyMediaType = '*/*';

/** Sends bytes as they are, and a string too unless the media type is JSON. Any other value becomes JSON. */
function serialize(mediaType: string | undefined, body: unknown, written?: string | Uint8Array): string | Uint8Array {
  if (written instanceof Uint8Array) return written;
  if (body === undefined) return '';
  if (body instanceof Uint8Array) return body;
  if (typeof body === 'string' && mediaType !== undefined && !isJson(mediaType)) return body;
  return written ?? JSON.stringify(body);
}

/** Adds the headers that explain the answer: its source, operation, edition and sandbox. */
function withExplanation(headers: Readonly<Record<string, string>>, by: string, trail: Trail): Record<string, string> {
  const all: Record<string, string> = { ...headers, 'mockplane-answer': toAscii(by) };
  if (trail.faults.length > 0) all['mockplane-fault'] = faultHeader(trail.faults);
  if (trail.operation) all['mockplane-operation'] = toAscii(trail.operation.id);
  if (trail.contract?.api.edition !== undefined) all['mockplane-edition'] = trail.contract.api.edition;
  if (trail.sandbox !== undefined && trail.sandbox !== defaultSandbox) all['mockplane-sandbox'] = trail.sandbox;
  if (trail.preferences.timing) Object.assign(all, timingHeaders(trail));
  return all;
}

/** Percent-encodes the characters of a name that a header cannot hold. */
function toAscii(text: string): string {
  if (isPrintable.test(text)) return text;
  // Half of a pair has no encoding.
  return text.replaceAll(/[\uD800-\uDFFF]/gu, '\uFFFD').replaceAll(/[^\x20-\x7e]+/g, encodeURIComponent);
}

const isPrintable = /^[\x20-\x7e]*$/;

/** The time of each step, and of all together, in milliseconds (W3C Server Timing). Pages of any origin can read it. */
function timingHeaders({ entries, times, startedAt }: Trail): Record<string, string> {
  const steps = entries.map(({ step }, index) => metric(step, times[index - 1] ?? startedAt, times[index]!));
  return {
    'server-timing': [...steps, metric('total', startedAt, performance.now())].join(', '),
    'timing-allow-origin': '*',
  };
}

function metric(name: string, from: number, to: number): string {
  return `${name};dur=${(to - from).toFixed(3)}`;
}

function appliedPreferences({ code, example, dynamic, timing }: Preferences): string {
  const parts: string[] = [];
  if (code !== undefined) parts.push(`code=${code}`);
  if (example !== undefined) parts.push(`example=${toAscii(example)}`);
  if (dynamic) parts.push('dynamic=true');
  if (timing) parts.push('timing=true');
  return parts.join(', ');
}
