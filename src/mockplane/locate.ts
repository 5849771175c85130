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
 * Finds the sandbox that a request is for: the admin API names it by `?sandbox=NAME`, every other API by its credential.
 * A request without a credential that is accepted goes to `default`, which refuses it.
 */
export function createLocate({ contracts, sandboxes, matchToken, destinationOf }: LocateOptions) {
  const admin = contracts.find(({ api }) => api.isAdmin)?.api;
  const atDefault: Located = { destination: destinationOf(sandboxes.default) };

  const byQuery = (search: string): Located => {
    const name = new URLSearchParams(search).get('sandbox');
    // `*` stands for all of them; the operations that take it look at the registry.
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
    // Only a token with a name behind it can open another sandbox.
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

/** The credential of a request, whatever its scheme. */
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
