import type { MockplaneOptions } from '../../../../../src/mockplane/options.ts';
import type { Operation } from '../../../../helpers/operations.ts';
import { bodyIn, requestOf } from '../../../../helpers/requests.ts';
import type { Turso } from '../open.ts';

/** How a request differs from the operation's own example. */
export interface Attempt {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
  /** Sends an empty form in place of the body. */
  readonly form?: boolean;
  readonly options?: MockplaneOptions;
  /** The token to send, where it is not the usual one; empty for none. Nothing but tokens may change. */
  readonly token?: (parts: Turso) => string | Promise<string>;
  /** The earlier requests. */
  readonly before?: (parts: Turso) => unknown;
}

/**
 * The request for each documented response, by its example: `createDatabase 409 name-exists`, or `401 missing-token`
 * for all.
 */
export type Attempts = Readonly<Record<string, Attempt>>;

/** The attempt for an example of a status of an operation, and its key. */
export function attemptFor(attempts: Attempts, { id }: Operation, status: number, name: string) {
  const key = [`${id} ${status} ${name}`, `${status} ${name}`].find((each) => Object.hasOwn(attempts, each));
  return key === undefined ? undefined : { key, attempt: attempts[key]! };
}

/** Whether an operation needs no token. */
export function isOpen({ node }: Operation): boolean {
  const security = node['security'] as readonly object[] | undefined;
  return security?.some((scheme) => Object.keys(scheme).length === 0) ?? false;
}

function bodyOf(usual: BodyInit, body: unknown, form = false): BodyInit {
  if (form) return new FormData();
  return body === undefined ? usual : JSON.stringify(body);
}

/** Sends what an attempt asks of an operation to a fresh sandbox. */
export async function sendAttempt(
  parts: Turso,
  operation: Operation,
  { path = {}, query, body, form, token: tokenOf, before }: Attempt,
) {
  await before?.(parts);
  const token = await tokenOf?.(parts);
  const usual = requestOf(operation);
  const target = operation.parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce(
      (whole, { name, example }) => whole.replace(`{${name}}`, encodeURIComponent(path[name] ?? String(example))),
      operation.path,
    );
  const search = query === undefined ? usual.path.split('?')[1] : query;
  const { authorization, ...others } = usual.headers;
  const given = token === undefined ? authorization! : `Bearer ${token}`;
  const headers = { ...others, ...(token !== '' && { authorization: given }) };
  const response = await parts.fetch(search === undefined || search === '' ? target : `${target}?${search}`, {
    method: operation.method,
    headers,
    ...(usual.body !== undefined && { body: bodyOf(usual.body, body, form) }),
  });
  const by = response.headers.get('mockplane-operation');
  return { status: response.status, body: await bodyIn(response), by };
}
