import type { SecurityScheme } from '../contract/document.ts';
import type { JsonValue } from '../contract/http-message.ts';
import { isJson } from '../contract/media-type.ts';
import type { Operation, Parameter } from '../contract/operation.ts';
import type { ProbeRequest } from './send.ts';
import type { RunState } from './run-state.ts';

/** A JSON object. */
export type JsonObject = { [key: string]: JsonValue };

/** The names and the body that a request is built from. */
export interface RequestValues {
  /** Values of path parameters, and names of files. The examples fill in missing ones. */
  readonly names: ReadonlyMap<string, string>;
  readonly body: JsonObject | undefined;
}

/** How a request differs from the valid one. */
export interface RequestOverrides {
  /** Headers instead of the API's credential. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Values of query parameters. */
  readonly query?: Readonly<Record<string, string>>;
  /** Omits every optional parameter. */
  readonly bare?: boolean;
  /** Adds a query parameter that the contract does not define. */
  readonly extra?: boolean;
  /** Text to send instead of the body; '' sends none. */
  readonly raw?: string;
  readonly method?: string;
}

/** The name of a parameter or property that the contract does not define. Servers should tolerate it. */
export const unknownName = 'mockplane_unknown';

/** Builds an operation's request from the contract's examples, with the given names, body and overrides. */
export function buildRequest(
  state: RunState,
  operation: Operation,
  { names, body }: RequestValues,
  overrides: RequestOverrides = {},
): ProbeRequest {
  const headers: Record<string, string> = { ...(overrides.headers ?? credential(operation.security[0], state.token)) };
  const query: string[] = [];
  let path = operation.path;
  for (const parameter of operation.parameters) {
    const { name, styled, exampleValue } = parameter;
    const isGiven = (values?: Readonly<Record<string, string>>): boolean => values?.[name] !== undefined;
    if (
      styled &&
      exampleValue !== undefined &&
      !names.has(name) &&
      !isGiven(overrides.query) &&
      !isGiven(state.values)
    ) {
      const text = styled.write(exampleValue);
      if (parameter.in === 'path') path = path.replace(`{${name}}`, text);
      else if (overrides.bare && !parameter.required) continue;
      else if (parameter.in === 'query') query.push(text);
      else if (parameter.in === 'header') headers[name.toLowerCase()] = text;
      else headers['cookie'] = [headers['cookie'], text].filter(Boolean).join('; ');
    } else if (parameter.in === 'path') {
      path = path.replace(`{${name}}`, encodeURIComponent(names.get(name) ?? exampleOf(state, parameter)));
    } else if (!overrides.bare || parameter.required) {
      if (parameter.in === 'query') query.push(pair(name, overrides.query?.[name] ?? exampleOf(state, parameter)));
      else headers[name.toLowerCase()] = exampleOf(state, parameter);
    }
  }
  if (overrides.extra) query.push(pair(unknownName, '1'));
  const encoded = encode(operation, { names, body }, overrides.raw);
  if (typeof encoded === 'string') headers['content-type'] = operation.requestBody!.mediaType;
  return {
    method: overrides.method ?? operation.method,
    path: query.length > 0 ? `${path}?${query.join('&')}` : path,
    headers,
    body: encoded === '' ? undefined : encoded,
    names,
  };
}

function pair(name: string, value: string): string {
  return new URLSearchParams([[name, value]]).toString();
}

function exampleOf({ values }: RunState, { name, example }: Parameter): string {
  return values[name] ?? example;
}

/** The header that carries a token under a security scheme; none for an operation without security. */
export function credential(scheme: SecurityScheme | undefined, token: string): Record<string, string> {
  if (!scheme) return {};
  if (scheme.type === 'http') return { authorization: `${capitalized(scheme.scheme)} ${token}` };
  if (scheme.type !== 'apiKey') return { authorization: `Bearer ${token}` };
  const name = scheme.name.toLowerCase();
  if (scheme.in === 'cookie') return { cookie: `${scheme.name}=${encodeURIComponent(token)}` };
  // An apiKey in `Authorization` is Django's `Token <token>`, as the server parses it.
  return { [name]: name === 'authorization' ? `Token ${token}` : token };
}

function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

/** Encodes a body. `fetch` sets the content type of a form; text needs the contract's media type. */
function encode(
  { requestBody }: Operation,
  { names, body }: RequestValues,
  raw: string | undefined,
): ProbeRequest['body'] {
  if (!requestBody || raw !== undefined) return requestBody && raw;
  const { mediaType, fields: declared } = requestBody;
  if (isJson(mediaType)) return JSON.stringify(body ?? null);
  const fields = Object.entries(body ?? {});
  if (mediaType !== 'multipart/form-data') {
    return new URLSearchParams(fields.map(([name, value]): [string, string] => [name, String(value)]));
  }
  const form = new FormData();
  for (const [name, value] of fields) {
    if (declared.get(name)?.isFile) {
      form.append(name, new File([String(value)], names.get(`${name}_name`) ?? name));
    } else form.append(name, String(value));
  }
  return form;
}
