import type { Contract } from '../contract/contract.ts';
import type { SecurityScheme } from '../contract/document.ts';
import type { Operation } from '../contract/operation.ts';
import { makeRequest } from './generate/request.ts';

/**
 * Finds the operation for a first call: a GET that needs no parameter, else one that needs only those of its path.
 *
 * @returns undefined if there is none
 */
export function firstCallOf(operations: readonly Operation[]): Operation | undefined {
  const simple = operations.filter(
    ({ method, parameters }) =>
      method === 'GET' && parameters.every(({ required, in: place }) => !required || place === 'path'),
  );
  return simple.toSorted((one, other) => effortOf(one) - effortOf(other))[0];
}

/** How much a call needs: nothing, values that the document has, or values to generate. */
function effortOf({ parameters }: Operation): number {
  const inPath = parameters.filter(({ in: place }) => place === 'path');
  if (inPath.length === 0) return 0;
  return inPath.every(({ example }) => example !== '') ? 1 : 2;
}

/** The path of a call, percent-encoded, with an example or a generated value for each parameter. */
export function callPathOf(contract: Contract, operation: Operation): string {
  const isComplete = operation.parameters.every(({ in: place, example }) => place !== 'path' || example !== '');
  if (!isComplete)
    return makeRequest(contract, operation, { seed: 'mockplane', token: '', isBare: true }).target.split('?')[0]!;
  return operation.path.replaceAll(/\{([^{}]+)\}/g, (_, name: string) =>
    encodeURIComponent(operation.parameters.find((each) => each.in === 'path' && each.name === name)?.example ?? '1'),
  );
}

/** A call that a reader can send at once. */
export interface FirstCall {
  readonly operation: string;
  readonly method: string;
  /** Path and query, percent-encoded, without the prefix of the document. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The name and the password of HTTP basic, with a colon between them. */
  readonly user: string | undefined;
  /** The cookies, as in a `Cookie` header. */
  readonly cookie: string | undefined;
  readonly body: string | undefined;
}

/**
 * Makes a first call with its credentials: a simple GET, else any operation whose request is a text.
 *
 * @returns undefined for a document without such an operation
 */
export function makeFirstCall(contract: Contract, token: string): FirstCall | undefined {
  const simple = firstCallOf(contract.operations);
  const operation = simple ?? contract.operations.find(isText);
  if (!operation) return undefined;
  const made = simple
    ? { target: callPathOf(contract, simple), headers: {}, body: undefined }
    : makeRequest(contract, { ...operation, requirements: [] }, { seed: 'mockplane', token: '', isBare: true });
  const { cookie, ...headers }: Record<string, string> = made.headers;
  const { target } = made;
  const call: Growing = {
    operation: operation.id,
    method: operation.method,
    headers,
    user: undefined,
    body: made.body,
    query: [],
    cookies: cookie === undefined ? [] : [cookie],
  };
  const schemes = operation.allowsAnonymous ? [] : (operation.requirements[0] ?? []);
  for (const scheme of schemes) addCredential(call, scheme, token);
  const { query, cookies, ...rest } = call;
  const search = query.length === 0 ? '' : `${target.includes('?') ? '&' : '?'}${query.join('&')}`;
  return { ...rest, target: target + search, cookie: cookies.length === 0 ? undefined : cookies.join('; ') };
}

/** Whether a request of an operation is readable as text: no form of parts, and no file. */
function isText({ requestBody }: Operation): boolean {
  return requestBody?.required !== true || /json|urlencoded|^text\//.test(requestBody.mediaType);
}

type Growing = Pick<FirstCall, 'operation' | 'method' | 'body'> & {
  readonly headers: Record<string, string>;
  readonly query: string[];
  readonly cookies: string[];
  user: string | undefined;
};

function addCredential(call: Growing, scheme: SecurityScheme, token: string): void {
  if (scheme.type === 'mutualTLS') return;
  if (scheme.type === 'apiKey') {
    if (scheme.in === 'query') call.query.push(`${encodeURIComponent(scheme.name)}=${token}`);
    else if (scheme.in === 'cookie') call.cookies.push(`${scheme.name}=${token}`);
    else call.headers[scheme.name] = token;
  } else if (scheme.type === 'http' && scheme.scheme.toLowerCase() === 'basic') call.user = `mockplane:${token}`;
  else call.headers['Authorization'] = `Bearer ${token}`;
}
