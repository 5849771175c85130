import { Buffer } from 'node:buffer';
import { TextDecoder } from 'node:util';
import { negotiate } from './negotiate.ts';
import type { MediaContent, Operation, Response } from './operation.ts';
import { parsePreferHeader } from './prefer-header.ts';
import { Problem } from './problem.ts';
import { allResponses, documentedStatuses, responseFor } from './responses.ts';

/** The preferences of a `Prefer` header (RFC 7240; the names are Prism's). */
export interface Preferences {
  /** The status to answer with, which must be documented. */
  readonly code?: number;
  /** The name of the example to answer with. */
  readonly example?: string;
  /** Whether to generate the body instead of using an example. */
  readonly dynamic?: boolean;
  /** Whether the response tells how long each step took; Mockplane's own preference. */
  readonly timing?: boolean;
}

const noPreferences: Preferences = {};

const ownNames: ReadonlySet<string> = new Set(['code', 'example', 'dynamic', 'timing']);

/**
 * Parses `Prefer: code=409, example=name-taken, dynamic=true`. Ignores unknown preferences and repetitions, as RFC 7240
 * requires. As Prism does, it also reads `code=409; example=name-taken`, where a known preference has others as its
 * parameters.
 *
 * @throws Problem 400 for a `code` that is not a status, and for a `dynamic` or `timing` that is neither true nor false
 */
export function parsePreferences(header: string | undefined): Preferences {
  if (!header) return noPreferences;
  const preferences: { code?: number; example?: string; dynamic?: boolean; timing?: boolean } = {};
  const elements = parsePreferHeader(header)
    .filter(({ name }) => ownNames.has(name))
    .flatMap((preference) => [preference, ...preference.parameters]);
  for (const { name, value } of elements) {
    if (name === 'code' && preferences.code === undefined) {
      if (!/^[1-5]\d\d$/.test(value))
        throw new Problem(400, `Prefer: code must be a status such as 404, not "${value}"`);
      if (value.startsWith('1')) {
        throw new Problem(400, `Prefer: code=${value} is informational and no status of a response; use 200 to 599`);
      }
      preferences.code = Number(value);
    }
    if (name === 'example' && preferences.example === undefined) {
      if (value === '') throw new Problem(400, 'Prefer: example must be the name of an example');
      preferences.example = decodeName(value);
    }
    if ((name === 'dynamic' || name === 'timing') && preferences[name] === undefined) {
      if (!['true', 'false', ''].includes(value)) {
        throw new Problem(400, `Prefer: ${name} must be true or false, not "${value}"`);
      }
      preferences[name] = value !== 'false';
    }
  }
  return preferences;
}

/** A name beyond ASCII, which clients send as UTF-8 or percent-encoded. Node reads headers as Latin-1. */
function decodeName(text: string): string {
  try {
    if (/[\x80-\xff]/.test(text)) return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(text, 'latin1'));
    const decoded = decodeURIComponent(text);
    return /[^\x20-\x7e]/.test(decoded) ? decoded : text;
  } catch {
    return text;
  }
}

/** Whether the request prefers a particular answer. */
export function hasPreference(preferences: Preferences): boolean {
  return preferences.code !== undefined || preferences.example !== undefined || preferences.dynamic === true;
}

/** The response to answer with, and its example; undefined if the body is empty or generated. */
export interface ChosenResponse {
  readonly response: Response;
  readonly example: string | undefined;
  readonly dynamic: boolean;
  /** The negotiated media type; undefined if the body is empty or nothing is negotiated. */
  readonly content: MediaContent | undefined;
}

/** The request's side of the negotiation of a media type. */
export interface Negotiation {
  /** The `Accept` header. */
  readonly accept: string | undefined;
}

/**
 * Chooses a response: the preferred status, else the first with the preferred example, else the lowest success, else 501. The
 * example is the preferred one, else the first.
 *
 * @param negotiation undefined where the API does not negotiate
 * @throws Problem 406 when the client accepts none of the media types, 400 that lists the documented statuses or examples when the preferred one is not documented
 */
export function chooseResponse(
  operation: Operation,
  preferences: Preferences,
  negotiation?: Negotiation,
): ChosenResponse {
  const { code, example, dynamic = false } = preferences;
  const response = code === undefined ? byExample(operation, example) : responseFor(operation, code);
  if (!response) {
    const documented = documentedStatuses(operation).join(', ');
    throw new Problem(400, `Prefer: code=${code} is not documented for ${operation.id}; it has ${documented}`);
  }
  const content = negotiation && negotiateContent(operation, response, example, negotiation);
  const { examples } = content ?? response.content ?? {};
  if (example !== undefined && !examples?.has(example)) {
    const names = code === undefined ? allExamples(operation) : [...(examples?.keys() ?? [])];
    const where = code === undefined ? operation.id : `${operation.id} ${code}`;
    const none = response.content ? 'it has no examples with a value' : 'its body is empty';
    const has = names.length > 0 ? `it has ${names.join(', ')}` : none;
    throw new Problem(400, `Prefer: example=${example} is not documented for ${where}; ${has}`);
  }
  if (dynamic && example === undefined && response.content) {
    return { response, example: undefined, dynamic: true, content };
  }
  return { response, example: example ?? examples?.keys().next().value, dynamic: false, content };
}

/** Negotiates the media type, among those that have the preferred example if there are any. @throws Problem 406 */
function negotiateContent(
  { id }: Operation,
  { status, content }: Response,
  example: string | undefined,
  { accept }: Negotiation,
): MediaContent | undefined {
  if (!content) return undefined;
  const { contents } = content;
  const preferred = example === undefined ? [] : contents.filter(({ examples }) => examples.has(example));
  const found = negotiate(preferred, accept) ?? negotiate(contents, accept);
  if (found) return found;
  const types = contents.map(({ mediaType }) => mediaType).join(', ');
  throw new Problem(406, `none of the media types of ${id} ${status} is accepted; it has ${types}`);
}

function byExample(operation: Operation, example: string | undefined): Response {
  const responses = allResponses(operation);
  let usual: Response | undefined;
  for (const each of responses) {
    const isSuccess = each.status >= 200 && each.status < 300;
    // A status of its own comes before a range or `default`.
    if (isSuccess && (!usual || rankOf(each) < rankOf(usual))) usual = each;
  }
  // An operation that is not implemented documents no success.
  const success = usual ?? operation.responses.get(501) ?? responses[0];
  if (!success) throw new Problem(501, `${operation.id} documents no response`);
  if (example === undefined || success.content?.examples.has(example)) return success;
  return responses.find(({ content }) => content?.examples.has(example)) ?? success;
}

function allExamples(operation: Operation): string[] {
  const names = allResponses(operation).flatMap(({ content }) => [...(content?.examples.keys() ?? [])]);
  return [...new Set(names)];
}

function rankOf({ key, status }: Response): number {
  return /^\d+$/.test(key) ? status : status + 1000;
}
