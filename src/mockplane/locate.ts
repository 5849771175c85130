import { URLSearchParams } from 'node:url';
import { messages } from '../apis/admin/messages.ts';
import { type Api, pathWithin } from '../contract/api.ts';
import type { Contract } from '../contract/contract.ts';
import type { PlainRequest } from '../contract/http-message.ts';
import { presentedTokens } from '../contract/security.ts';
import { Problem } from '../contract/problem.ts';
import type { Destination, Located } from '../pipeline/pipeline.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Sandboxes } from '../sandbox/sandboxes.ts';
import { StorageError } from '../sandbox/store/errors.ts';
import { defaultSandbox, mintedFor, type TokenMatcher } from '../sandbox/tokens.ts';

export interface LocateOptions {
  readonly contracts: readonly Contract[];
  readonly sandboxes: Sandboxes;
  readonly matchToken: TokenMatcher;
  readonly destinationOf: (sandbox: Sandbox) => Destination;
}

/** Finds the sandbox of a request. It never throws. */
export type Locate = (request: PlainRequest, path: string, search: string) => Located;

/**
 * Creates the function that finds the sandbox of a request. A call of the admin API names it by `?sandbox=NAME`, any
 * other request by its credential. A request without a valid credential goes to `default`, which refuses it.
 */
export function createLocate({ contracts, sandboxes, matchToken, destinationOf }: LocateOptions): Locate {
  const admin = contracts.find(({ api }) => api.isAdmin)?.api;
  const atDefault: Located = { destination: destinationOf(sandboxes.default) };
  const locate = createFinder(sandboxes, destinationOf);
  // The documents that have credentials in other places than the headers below.
  const places = contracts
    .filter(({ api }) => api.followsDocument)
    .map(({ credentialPlaces }) => credentialPlaces)
    .filter(({ headers, query, cookies, hasBasic }) => hasBasic || [...headers, ...query, ...cookies].length > 0);

  /** Finds the sandbox that a key names: in a header, the query or a cookie, or as a part of HTTP basic. */
  const byKeys = (headers: PlainRequest['headers'], search: string): Located | undefined => {
    for (const each of places) {
      for (const token of presentedTokens(each, headers, search)) {
        const located = byToken(token);
        if (located) return located;
      }
    }
    return undefined;
  };

  const byQuery = (search: string): Located => {
    // Validation refuses a query that cannot be decoded.
    if (!isDecodable(search)) return atDefault;
    const name = new URLSearchParams(search).get('sandbox');
    // `*` stands for all sandboxes. The operations that accept it read the registry.
    if (name === null || name === defaultSandbox || name === '*') return atDefault;
    return locate(() => sandboxes.find(name)) ?? noSandbox(name, sandboxes, atDefault);
  };

  const byToken = (token: string): Located | undefined => {
    // No JWT contains `~`. Only the server's token with a name creates a sandbox.
    if (token.includes('~')) {
      const name = matchToken(token);
      if (name === undefined || name === defaultSandbox) return undefined;
      return locate(() => sandboxes.open(name));
    }
    const name = mintedFor(token);
    // The server's own token may be a JWT with any header.
    if (name === undefined || name === defaultSandbox || matchToken(token) !== undefined) return undefined;
    return locate(() => sandboxes.find(name));
  };

  return ({ headers }, path, search) => {
    if (admin && pathWithin(admin, path) !== undefined) {
      return mayNameSandbox(search) && !isOfSandboxes(admin, path) ? byQuery(search) : atDefault;
    }
    const { authorization, 'x-api-key': key } = headers;
    const keyed = places.length > 0 ? byKeys(headers, search) : undefined;
    if (keyed) return keyed;
    if (authorization === undefined && key === undefined) return atDefault;
    const sent = authorization?.trim();
    const token = sent?.slice(sent.indexOf(' ') + 1).trim();
    return (token && byToken(token)) || (key && byToken(key.trim())) || atDefault;
  };
}

/**
 * Creates the function that sends every request to one sandbox, whichever the request names.
 *
 * @param name the name of a sandbox, which may have been deleted
 */
export function createPinnedLocate(
  name: string,
  { sandboxes, destinationOf }: Pick<LocateOptions, 'sandboxes' | 'destinationOf'>,
): Locate {
  const locate = createFinder(sandboxes, destinationOf);
  const atDefault: Located = { destination: destinationOf(sandboxes.default) };
  return () => locate(() => sandboxes.find(name)) ?? noSandbox(name, sandboxes, atDefault);
}

/** Creates a function that turns a sandbox into the target of a request; undefined stays undefined. */
function createFinder(sandboxes: Sandboxes, destinationOf: LocateOptions['destinationOf']) {
  return (find: () => Sandbox | undefined): Located | undefined => {
    try {
      const sandbox = find();
      return sandbox && { destination: destinationOf(sandbox) };
    } catch (error) {
      const shown = error instanceof StorageError ? new Problem(507, error.message) : error;
      return { destination: destinationOf(sandboxes.default), error: shown };
    }
  };
}

/** Whether a query may have the parameter `sandbox`, whose name may be percent-encoded too. */
function mayNameSandbox(search: string): boolean {
  return search.includes('sandbox') || search.includes('%');
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** The refusal of a request that names a sandbox which does not exist. */
function noSandbox(name: string, sandboxes: Sandboxes, atDefault: Located): Located {
  const names = sandboxes.list().map((entry) => entry.name);
  return { ...atDefault, error: new Problem(404, messages.sandboxNotFound(name, names)) };
}

/** Whether a path belongs to the operations on sandboxes, which take no `sandbox` parameter. */
function isOfSandboxes({ prefixes }: Api, path: string): boolean {
  return prefixes.some((prefix) => `${path}/`.startsWith(`${prefix}/sandboxes/`));
}
