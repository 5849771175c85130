import type { Api } from './api.ts';
import { parseBody } from './body.ts';
import { readDocumentBody } from './bodies/read-document-body.ts';
import type { ParsedBody } from './form.ts';
import { refuseLoneSurrogates } from './json.ts';
import type { JsonValue, PlainRequest } from './http-message.ts';
import { escapeToken, unescapeToken } from './json-pointer.ts';
import { nearestName } from './nearest.ts';
import type { Operation, Parameter } from './operation.ts';
import { decodeQuery, type RequestText, splitCookies, splitQuery } from './parameters/request-text.ts';
import { SpellingError } from './parameters/spelling.ts';
import type { StyledParameter } from './parameters/styled.ts';
import { Problem, type Violation } from './problem.ts';
import { withDocumentedNames } from './property-names.ts';
import { isQueryPreference } from './query-preferences.ts';
import { tooLargeNumbers } from './too-large-numbers.ts';

/** The decoded parts of a valid request. */
export interface ValidRequest {
  readonly path: Readonly<Record<string, JsonValue>>;
  readonly query: Readonly<Record<string, JsonValue>>;
  readonly header: Readonly<Record<string, JsonValue>>;
  readonly cookie: Readonly<Record<string, JsonValue>>;
  readonly body: ParsedBody;
}

/** How an API reads requests. */
type RequestRules = Pick<
  Api,
  | 'refusals'
  | 'propertyNaming'
  | 'ignoresNonIntegers'
  | 'refusesUnknownParameters'
  | 'followsDocument'
  | 'invalidStatus'
>;

/**
 * Validates a request against its operation: parameters first, then the body. Tolerates unknown parameters and
 * properties, as both services do, unless the API refuses them.
 *
 * @param rawPath the path parameters as sent, where one of them is not a plain text
 * @param notes receives the tolerated deviations, even those of a request that is then refused
 * @throws Problem in the service's words if it has some for the value, else a 400 that names each violation
 */
export function validateRequest(
  operation: Operation,
  api: RequestRules,
  request: PlainRequest,
  pathValues: Readonly<Record<string, string>>,
  search: string,
  notes: string[],
  rawPath: Readonly<Record<string, string>> = pathValues,
): ValidRequest {
  const values: Values = { path: {}, query: {}, header: {}, cookie: {} };
  const violations: Violation[] = [];

  const sent = readQuery(search);
  let source: RequestText | undefined;
  for (const parameter of operation.parameters) {
    if (parameter.styled) {
      source ??= toRequestText(rawPath, search, request.headers);
      readStyled(parameter, parameter.styled, source, values, violations);
      continue;
    }
    if (api.followsDocument && isRepeated(parameter, sent)) {
      violations.push({ pointer: `/query/${escapeToken(parameter.name)}`, message: 'was sent more than once' });
      continue;
    }
    const text = textOf(parameter, pathValues, sent, request.headers);
    if (text === undefined || (text === '' && parameter.in === 'path')) {
      if (parameter.required) {
        violations.push({ pointer: `/${parameter.in}/${parameter.name}`, message: 'is required' });
      }
      continue;
    }
    const value = parameter.read(text);
    if (api.ignoresNonIntegers && parameter.isInteger && typeof value !== 'number') {
      notes.push(`${parameter.in} parameter ${parameter.name} is no integer and was ignored`);
      continue;
    }
    const tooLarge = api.followsDocument ? tooLargeNumbers(value, `/${parameter.in}/${parameter.name}`) : [];
    violations.push(...(tooLarge.length > 0 ? tooLarge : parameter.check(value)));
    values[parameter.in][parameter.name] = value;
  }
  for (const [name, texts] of sent) {
    const isKnown = operation.parameters.some(
      (parameter) => parameter.in === 'query' && (parameter.name === name || parameter.styled?.claims(name)),
    );
    if (isKnown || (api.followsDocument && isQueryPreference(name))) continue;
    const known = operation.parameters.filter((parameter) => parameter.in === 'query').map((each) => each.name);
    const hint = preferHint(name, texts) ?? suggestion(name, known);
    if (api.refusesUnknownParameters) {
      violations.push({ pointer: `/query/${escapeToken(name)}`, message: `is unknown${hint}` });
      continue;
    }
    notes.push(`unknown query parameter ${name}${times(texts.length)}${hint}`);
  }
  refuse(operation, api, violations, values, undefined);

  if (api.followsDocument) return { ...values, body: validateDocumentBody(operation, api, request, values, notes) };
  const body = parseBody(operation, request.body, request.headers);
  return { ...values, body: validateBody(operation, api, request, body, values, notes) };
}

type Values = Record<'path' | 'query' | 'header' | 'cookie', Record<string, JsonValue>>;

function toRequestText(
  path: Readonly<Record<string, string>>,
  search: string,
  headers: PlainRequest['headers'],
): RequestText {
  return { path, query: splitQuery(search), headers, cookies: splitCookies(headers['cookie']) };
}

/** Reads and checks a parameter with a style. The first valid reading counts. */
function readStyled(
  { name, in: place, required, check }: Parameter,
  { read, allowsEmpty }: StyledParameter,
  source: RequestText,
  values: Values,
  violations: Violation[],
): void {
  const pointer = `/${place}/${escapeToken(name)}`;
  try {
    const candidates = read(source);
    if (candidates === undefined) {
      if (required) violations.push({ pointer, message: 'is required' });
      return;
    }
    if (allowsEmpty && isSentEmpty(name, source)) {
      values[place][name] = '';
      return;
    }
    const found = candidates.map((each) => {
      const tooLarge = tooLargeNumbers(each, pointer);
      return tooLarge.length > 0 ? tooLarge : check(each);
    });
    const valid = found.findIndex(({ length }) => length === 0);
    if (valid < 0) violations.push(...(found[0] ?? [{ pointer, message: 'cannot be read' }]));
    values[place][name] = candidates[Math.max(valid, 0)]!;
  } catch (error) {
    if (!(error instanceof SpellingError)) throw error;
    violations.push({ pointer, message: error.message });
  }
}

function isSentEmpty(name: string, { query }: RequestText): boolean {
  const raws = query.filter(([key]) => key === name);
  return raws.length === 1 && raws[0]![1] === '';
}

function isRepeated({ in: place, name }: Parameter, sent: ReadonlyMap<string, readonly string[]>): boolean {
  return place === 'query' && (sent.get(name)?.length ?? 0) > 1;
}

/** Reads and checks a body by the media type that the request names. */
function validateDocumentBody(
  operation: Operation,
  api: RequestRules,
  request: PlainRequest,
  values: Values,
  notes: string[],
): ParsedBody {
  const body = readDocumentBody(operation, request);
  const { content, kind, value } = body;
  if (!content || value === undefined) {
    const isMissing = operation.requestBody?.required === true;
    if (isMissing) refuse(operation, api, [{ pointer: '/body', message: 'is required' }], values, undefined);
    return body;
  }
  // No schema of JSON says anything of the elements of XML, or of bytes that it takes for an object.
  const isChecked = kind !== 'xml' && (kind !== 'binary' || content.allowsText);
  if (!isChecked) notes.push(`${kind === 'xml' ? 'XML' : content.mediaType} body not checked`);
  if (isChecked && !content.allowsOthers) notes.push(...unknownProperties(value, content.form.names(), body.repeated));
  notes.push(...readOnlyProperties(value, content.readOnly));
  // A property that cannot be read is not missing as well.
  const violations = [...body.violations, ...tooLargeNumbers(value, '/body')];
  const unread = new Set(violations.map(({ pointer }) => pointer));
  const invalid = isChecked ? content.check(value).filter(({ pointer }) => !unread.has(pointer)) : [];
  refuse(operation, api, [...violations, ...invalid], values, value);
  if (kind === 'json') refuseLoneSurrogates(request.body);
  return body;
}

/** Properties that only responses have. A client that sends back what it has read sends them too. */
function readOnlyProperties(value: JsonValue, names: ReadonlySet<string>): string[] {
  if (names.size === 0 || typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.keys(value)
    .filter((name) => names.has(name))
    .map((name) => `property ${name} is read-only`);
}

function validateBody(
  operation: Operation,
  api: RequestRules,
  request: PlainRequest,
  body: ParsedBody,
  values: Values,
  notes: string[],
): ParsedBody {
  const declared = operation.requestBody;
  if (!declared) {
    if (request.body.byteLength > 0) notes.push('request body ignored');
    return body;
  }
  // Validate an absent form as one without fields, so that the service's refusal of the missing field applies.
  const absent = ['application/json', 'application/octet-stream'].includes(declared.mediaType) ? undefined : {};
  const isJson = declared.mediaType === 'application/json';
  const sent = body.value === undefined ? absent : body.value;
  const { propertyNaming } = api;
  const isRenamed = isJson && propertyNaming && sent !== undefined;
  const value = isRenamed ? withDocumentedNames(sent, declared.names(), propertyNaming, notes) : sent;
  if (value === undefined) {
    if (declared.required) throw new Problem(400, `request body is required; send ${isJson ? 'JSON' : 'the file'}`);
    return body;
  }
  notes.push(...unknownProperties(value, declared.properties, body.repeated));
  refuse(operation, api, declared.check(value), values, value);
  if (isJson) refuseLoneSurrogates(request.body);
  return value === sent ? body : { ...body, value };
}

function textOf(
  parameter: Parameter,
  path: Readonly<Record<string, string>>,
  query: ReadonlyMap<string, readonly string[]>,
  headers: PlainRequest['headers'],
): string | undefined {
  if (parameter.in === 'path') return path[parameter.name];
  if (parameter.in === 'header') return headers[parameter.name.toLowerCase()];
  const values = query.get(parameter.name);
  if (values && values.length > 1) {
    throw new Problem(400, `query parameter ${parameter.name} was sent more than once`);
  }
  return values?.[0];
}

/** @throws Problem 400 for invalid percent-encoding */
function readQuery(search: string): Map<string, string[]> {
  const query = new Map<string, string[]>();
  if (search === '') return query;
  for (const pair of search.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decodeQuery(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decodeQuery(pair.slice(equals + 1));
    const values = query.get(name);
    if (values) values.push(value);
    else query.set(name, [value]);
  }
  return query;
}

/** Throws the service's refusal of the first violation it has words for, else one that lists all violations. */
function refuse(
  operation: Operation,
  { refusals, invalidStatus }: RequestRules,
  violations: readonly Violation[],
  { path, query }: Values,
  body: JsonValue | undefined,
): void {
  if (violations.length === 0) return;
  const parameters = { ...path, ...query };
  for (const violation of violations) {
    const rule = refusals(operation.id, violation.pointer);
    const refusal = rule?.({ operationId: operation.id, violation, violations, parameters, body });
    if (!refusal) continue;
    throw new Problem(refusal.status, refusal.message, { violations: refusal.violations ?? violations });
  }
  throw new Problem(invalidStatus?.(operation) ?? 400, listViolations(violations), { violations });
}

const maximumListed = 5;

function listViolations(violations: readonly Violation[]): string {
  const texts = new Set(violations.map(({ pointer, message }) => `${nameOf(pointer)} ${message}`));
  const firstTexts = [...texts].slice(0, maximumListed);
  const more = texts.size - firstTexts.length;
  return firstTexts.join('; ') + (more > 0 ? `; and ${more} more` : '');
}

/** `/query/limit` → `query parameter limit`; `/body/a/b` → `a.b`; `/body` → `request body`. */
function nameOf(pointer: string): string {
  const [, part, ...rest] = pointer.split('/').map(unescapeToken);
  if (part !== 'body') return `${part} parameter ${rest.join('/')}`;
  return rest.length === 0 ? 'request body' : rest.join('.');
}

function unknownProperties(value: JsonValue, known: ReadonlySet<string>, repeated: ParsedBody['repeated']): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  // A body may have a hundred thousand unknown properties. Only the first notes are kept, so suggest names for those.
  let suggestions = suggestedAtMost;
  const missing = [...known].filter((name) => !(name in value));
  return Object.keys(value)
    .filter((name) => !known.has(name))
    .map((name) => {
      const hint = suggestions-- > 0 ? suggestion(name, missing) : '';
      return `unknown property ${name}${times(repeated?.get(name))}${hint}`;
    });
}

function times(count = 1): string {
  return count === 1 ? '' : `, sent ${count} times`;
}

const suggestedAtMost = 50;

/** Suggests a known name that the request does not have. */
function suggestion(name: string, names: readonly string[]): string {
  const near = nearestName(name, names);
  return near === undefined ? '' : `; did you mean ${near}?`;
}

/** The query parameters that Prism reads like the preferences of RFC 7240. */
const prismParameters: Readonly<Record<string, string>> = {
  __code: 'code',
  __example: 'example',
  __dynamic: 'dynamic',
};

function preferHint(name: string, [text = '']: readonly string[]): string | undefined {
  const preference = Object.hasOwn(prismParameters, name) ? prismParameters[name] : undefined;
  return preference === undefined ? undefined : `; send the header "Prefer: ${preference}=${text}" instead`;
}
