import type { PlainRequest } from '../../contract/http-message.ts';
import { Problem } from '../../contract/problem.ts';
import type { Context } from '../../sandbox/handler.ts';
import type { Route } from '../../sandbox/implementation.ts';
import type { Store } from '../../sandbox/store/store.ts';
import { readClaims } from '../turso/resources/jwt.ts';
import type { DatabasePath } from './context.ts';
import { documentedEndpoint, isEndpoint, needsDatabase } from './endpoints.ts';
import { knownDatabases } from './known-databases.ts';
import { messages } from './messages.ts';

const prefix = '/_db';

/** `/_db/{organization}/{database}` and what follows. */
const byPath = /^\/_db\/([^/]+)\/([^/]+)(\/.*)?$/;

/** Paths of clients that resolve `v2/pipeline` against a URL without a trailing slash: below `/_db` or `/_db/{organization}`. */
const cutPaths = [/^\/_db(\/.+)$/, /^\/_db\/[^/]+(\/.+)$/];

/**
 * Finds the database of a request: by path, else by the host's first label, else by the token. The paths of all three
 * lead to the one in the contract.
 *
 * @returns undefined for a path that stands as it is, or that has nothing to do with SQL; with an error for a database
 *   that does not exist
 */
export function routeToDatabase({ store }: Context, { headers }: PlainRequest, path: string): Route | undefined {
  const { host } = headers;
  if (!path.startsWith(prefix) && !path.startsWith('//') && !isEndpoint(path)) return undefined;
  const plain = path.includes('//') ? path.replaceAll(/\/{2,}/g, '/') : path;
  const found = byPath.exec(plain);
  if (found && isEndpoint(found[3] ?? '')) {
    const error = needsDatabase(found[3]!) ? missing(store, decode(found[1]!), decode(found[2]!), host) : undefined;
    const documented = `${prefix}/${found[1]}/${found[2]}${documentedEndpoint(found[3]!)}`;
    return documented === path && !error ? undefined : { path: documented, by: 'by path', error };
  }
  const endpoint = [plain, ...cutPaths.map((each) => each.exec(plain)?.[1] ?? '')].find(isEndpoint);
  if (endpoint === undefined) return undefined;
  const below = documentedEndpoint(endpoint);
  const hosted = isEndpoint(plain) ? databaseOfHost(store, host) : undefined;
  if (hosted) return { path: pathOf(hosted) + below, by: 'by host' };
  const named = databaseOfToken(store, headers['authorization']);
  if (named) return { path: pathOf(named) + below, by: 'by token' };
  const error = new Problem(404, messages.noDatabaseHere(knownDatabases(store, host)));
  return { path: pathOf(nobody) + below, by: 'by nothing', error };
}

/** Stands in a path for a database that nothing names. */
const nobody: DatabasePath = { org_slug: '-', db_name: '-' };

function missing(store: Store, organization: string, name: string, host: string | undefined): Problem | undefined {
  if (store.databases.get(organization, name)) return undefined;
  return new Problem(404, messages.databaseNotFound(organization, name, knownDatabases(store, host)));
}

/** The database of a WebSocket's path; undefined where only the token of its `hello` can name one. */
export function databaseOfSocket({ store }: Context, path: string, host: string | undefined): DatabasePath | undefined {
  const plain = path.replaceAll(/\/{2,}/g, '/');
  const found = byPath.exec(plain);
  if (found) return { org_slug: decode(found[1]!), db_name: decode(found[2]!) };
  return plain === '/' ? databaseOfHost(store, host) : undefined;
}

/** Whether a WebSocket may be asked for at a path. */
export function isSocketPath(path: string): boolean {
  return /^\/+$|^\/+_db(?:\/+[^/]+){0,2}\/*$/.test(path);
}

/** The database that a token names, whether the token is good or not. */
export function databaseOfJwt(store: Store, token: string): DatabasePath | undefined {
  const id = readClaims(token)?.['id'];
  const row = typeof id === 'string' ? store.databases.byId(id) : undefined;
  return row && { org_slug: row.organization, db_name: row.name };
}

function databaseOfToken(store: Store, authorization: string | undefined): DatabasePath | undefined {
  const [scheme, token] = authorization?.trim().split(/ +/) ?? [];
  return scheme?.toLowerCase() === 'bearer' && token !== undefined ? databaseOfJwt(store, token) : undefined;
}

/** The label of an instance begins with 14 hexadecimal digits. */
const instancePrefix = /^[0-9a-f]{14}-/;

/** The part of a host's first label that names an instance; undefined where it names none. */
export function instancePrefixOf(host: string | undefined): string | undefined {
  return host === undefined ? undefined : instancePrefix.exec(host.toLowerCase())?.[0].slice(0, -1);
}

/** The first label is `{database}-{organization}`. Both may have hyphens, so each of them is tried. */
function databaseOfHost(store: Store, host: string | undefined): DatabasePath | undefined {
  const label = host?.split('.', 1)[0]?.split(':', 1)[0]?.toLowerCase();
  if (label === undefined || !label.includes('-')) return undefined;
  return (
    split(store, label) ?? (instancePrefix.test(label) ? split(store, label.replace(instancePrefix, '')) : undefined)
  );
}

function split(store: Store, label: string): DatabasePath | undefined {
  for (let at = label.indexOf('-'); at >= 0; at = label.indexOf('-', at + 1)) {
    const [name, organization] = [label.slice(0, at), label.slice(at + 1)];
    if (store.databases.get(organization, name)) return { org_slug: organization, db_name: name };
  }
  return undefined;
}

function pathOf({ org_slug: organization, db_name: name }: DatabasePath): string {
  return `${prefix}/${organization}/${name}`;
}

function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
