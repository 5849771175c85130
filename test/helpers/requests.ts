import { documentOf, isObject, mountOf, type Json, type JsonObject, valueAt } from './documents.ts';
import { faults } from './schemas.ts';
import type { MediaType, Operation } from './operations.ts';

export const token = 'mockplane-token';

/** A request that fits the contract. */
export interface ValidRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | FormData | URLSearchParams;
}

/** The request that the contract's own examples make for an operation: parameters, credential and default body. */
export function requestOf(operation: Operation): ValidRequest {
  const headers: Record<string, string> = { ...credential(operation) };
  const query = new URLSearchParams();
  let path = mountOf(operation.api) + operation.path;
  for (const parameter of operation.parameters) {
    const example = String(parameter.example);
    if (parameter.in === 'path') path = path.replace(`{${parameter.name}}`, encodeURIComponent(example));
    else if (parameter.in === 'query') query.set(parameter.name, example);
    else headers[parameter.name.toLowerCase()] = example;
  }
  const [content] = operation.bodies;
  const body = content && bodyOf(operation, content);
  if (typeof body === 'string') headers['content-type'] = content!.type;
  return {
    method: operation.method,
    path: query.size > 0 ? `${path}?${query}` : path,
    headers,
    ...(body !== undefined && { body }),
  };
}

/** The header that lets a request in, by the first scheme that the operation names. */
export function credential(operation: Operation, value = token): Record<string, string> {
  const [name] = operation.security;
  if (name === undefined) return {};
  const scheme = valueAt(documentOf(operation.api), `/components/securitySchemes/${name}`) as JsonObject;
  if (scheme['type'] === 'http') return { authorization: `Bearer ${value}` };
  const header = String(scheme['name']).toLowerCase();
  return { [header]: header === 'authorization' ? `Token ${value}` : value };
}

function bodyOf(operation: Operation, content: MediaType): string | FormData | URLSearchParams {
  const value = content.examples[0]?.value;
  if (content.type === 'application/json') return JSON.stringify(value);
  if (typeof value === 'string') return value;
  if (!isObject(value)) throw new Error(`The default body of ${operation.id} is no form.`);
  const fields = Object.entries(value).map(([name, field]): [string, string] => [name, String(field)]);
  if (content.type === 'application/x-www-form-urlencoded') return new URLSearchParams(fields);
  const form = new FormData();
  for (const [name, field] of fields) {
    if (isFile(operation, content, name)) form.append(name, new File([field], `${name}.bin`));
    else form.append(name, field);
  }
  return form;
}

function isFile(operation: Operation, content: MediaType, name: string): boolean {
  const schema = valueAt(documentOf(operation.api), `${content.schema}/properties/${name}`);
  return isObject(schema) && schema['contentMediaType'] !== undefined;
}

/** The target: a Mockplane in process, or a server. */
export type Send = (request: ValidRequest, headers?: Readonly<Record<string, string>>) => Promise<Response>;

/** @param base where the server is; empty for one in process */
export function sender(fetch: typeof globalThis.fetch, base = ''): Send {
  return ({ method, path, headers, body }, more) =>
    fetch(base + path, { method, headers: { ...headers, ...more }, ...(body !== undefined && { body }) });
}

/** The content of a response body; undefined if it is empty. */
export async function bodyIn(response: Response): Promise<Json | undefined> {
  const text = await response.text();
  return text === '' ? undefined : (JSON.parse(text) as Json);
}

/** The violations of a body against the error schemas of an API; empty if it fits one of them. */
export function errorFaults(api: string, body: unknown): string[] {
  const schemas = valueAt(documentOf(api), '/components/schemas') as JsonObject;
  const shapes = ['Error', 'Errors', 'Detail'].filter((name) => name in schemas);
  const found = shapes.map((name) => faults(api, `/components/schemas/${name}`, body));
  return found.some((list) => list.length === 0) ? [] : found.flat();
}
