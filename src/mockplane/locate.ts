import { URLSearchParams } from 'node:url';
import { pathWithin } from '../contract/api.ts';
import type { Contract } from '../contract/contract.ts';
import type { PlainRequest } from '../contract/http-message.ts';
import { Problem } from '../contract/problem.ts';
import type { Destination, Located } from '../pipeline/pipeline.ts';
import type { Sandbox } from '../sandbox/sandbox.ts';
import type { Sandboxes } from '../sandbox/sandboxes.ts';
import { defaultSandbox, mintedFor, type TokenMatcher } from '../sandbox/tokens.ts';

export interface LocateOptions {
  readonly contracts: readonly Contract[];
  readonly sandboxes: Sandboxes;
  readonly matchToken: TokenMatcher;
  readonly destinationOf: (sandbox: Sandbox) => Destination;
}

/**
 * Creates the function that finds the sandbox of a request: by `?sandbox=NAME` for the admin API, by the credential for
 * every other API. A request without a valid credential goes to `default`, which refuses it.
 */
export function createLocate({ contracts, sandboxes, matchToken, destinationOf }: LocateOptions) {
  const admin = contracts.find(({ api }) => api.isAdmin)?.api;
  const atDefault: Located = { destination: destinationOf(sandboxes.default) };

  const byQuery = (search: string): Located => {
    const name = new URLSearchParams(search).get('sandbox');
    // `*` stands for all sandboxes. The operations that accept it read the registry.
    if (name === null || name === defaultSandbox || name === '*') return atDefault;
    const sandbox = sandboxes.find(name);
    if (sandbox) return { destination: destinationOf(sandbox) };
    const names = sandboxes.list().map((entry) => entry.name);
    return { ...atDefault, problem: new Problem(404, `there is no sandbox ${name}; there are: ${listed(names)}`) };
  };

  const byToken = (token: string): Located => {
    const minted = mintedFor(token);
    if (minted !== undefined) {
      const sandbox = sandboxes.find(minted);
      return sandbox ? { destination: destinationOf(sandbox) } : atDefault;
    }
    // Only a token with a suffix can open another sandbox.
    const name = token.includes('~') ? matchToken(token) : undefined;
    if (name === undefined || name === defaultSandbox) return atDefault;
    try {
      return { destination: destinationOf(sandboxes.open(name)) };
    } catch (error) {
      if (error instanceof Problem) return { ...atDefault, problem: error };
      throw error;
    }
  };

  return ({ headers }: PlainRequest, path: string, search: string): Located => {
    if (admin && pathWithin(admin, path) !== undefined) return search.includes('sandbox') ? byQuery(search) : atDefault;
    const token = tokenOf(headers);
    return token === undefined ? atDefault : byToken(token);
  };
}

/** The credential of a request, in any scheme. */
function tokenOf(headers: PlainRequest['headers']): string | undefined {
  const key = headers['x-api-key'];
  if (key !== undefined) return key.trim();
  const authorization = headers['authorization']?.trim();
  return authorization?.slice(authorization.indexOf(' ') + 1).trim();
}

const namesShown = 20;

function listed(names: readonly string[]): string {
  const more = names.length - namesShown;
  return `${names.slice(0, namesShown).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
