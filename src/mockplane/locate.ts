import { messages } from '../apis/admin/messages.ts';
import { type Api, pathWithin } from '../contract/api.ts';
import type { Contract } from '../contract/contract.ts';
import type { PlainRequest } from '../contract/http-message.ts';
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

/** Finds the sandbox that a request is for. It never throws. */
export type Locate = (request: PlainRequest, path: string, search: string) => Located;

/**
 * The admin API names the sandbox by `?sandbox=NAME`, a request to any other by its credential. A request without a
 * credential that is accepted goes to `default`, which refuses it.
 */
export function createLocate({ contracts, sandboxes, matchToken, destinationOf }: LocateOptions): Locate {
  const admin = contracts.find(({ api }) => api.isAdmin)?.api;
  const atDefault: Located = { destination: destinationOf(sandboxes.default) };

  /** @param find the sandbox; undefined where there is none */
  const locate = (find: () => Sandbox | undefined, otherwise: () => Located): Located => {
    try {
      const sandbox = find();
      return sandbox ? { destination: destinationOf(sandbox) } : otherwise();
    } catch (error) {
      return { ...atDefault, error: error instanceof StorageError ? new Problem(507, error.message) : error };
    }
  };

  const byQuery = (search: string): Located => {
    const name = new URLSearchParams(search).get('sandbox');
    // `*` stands for all of them; the operations that take it look at the registry.
    if (name === null || name === defaultSandbox || name === '*') return atDefault;
    return locate(
      () => sandboxes.find(name),
      () => ({ ...atDefault, error: noSandbox(name, sandboxes) }),
    );
  };

  const byToken = (token: string): Located | undefined => {
    // No part of a JWT has a `~`; only a token with a name behind it makes a sandbox.
    if (token.includes('~')) {
      const name = matchToken(token);
      if (name === undefined || name === defaultSandbox) return undefined;
      return locate(
        () => sandboxes.open(name),
        () => atDefault,
      );
    }
    const name = mintedFor(token);
    // The server's own token may be a JWT, whatever its header says.
    if (name === undefined || name === defaultSandbox || matchToken(token) !== undefined) return undefined;
    return locate(
      () => sandboxes.find(name),
      () => atDefault,
    );
  };

  return ({ headers }, path, search) => {
    if (admin && pathWithin(admin, path) !== undefined) {
      return search.includes('sandbox') && !isOfSandboxes(admin, path) ? byQuery(search) : atDefault;
    }
    const { authorization, 'x-api-key': key } = headers;
    if (authorization === undefined && key === undefined) return atDefault;
    const sent = authorization?.trim();
    const token = sent?.slice(sent.indexOf(' ') + 1).trim();
    return (token && byToken(token)) || (key && byToken(key.trim())) || atDefault;
  };
}

/**
 * Sends every request to one sandbox, whatever it names.
 *
 * @param name of a sandbox that may be gone
 */
export function createPinnedLocate(
  name: string,
  { sandboxes, destinationOf }: Pick<LocateOptions, 'sandboxes' | 'destinationOf'>,
): Locate {
  return () => {
    const sandbox = sandboxes.find(name);
    if (sandbox) return { destination: destinationOf(sandbox) };
    return { destination: destinationOf(sandboxes.default), error: noSandbox(name, sandboxes) };
  };
}

function noSandbox(name: string, sandboxes: Sandboxes): Problem {
  const names = sandboxes.list().map((entry) => entry.name);
  return new Problem(404, messages.sandboxNotFound(name, names));
}

/** Whether a path is of the operations on the sandboxes themselves, which are for none of them. */
function isOfSandboxes({ prefixes }: Api, path: string): boolean {
  return prefixes.some((prefix) => `${path}/`.startsWith(`${prefix}/sandboxes/`));
}
