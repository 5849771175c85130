import { expect, onTestFinished } from 'vitest';
import { apis } from '../../../../src/apis/apis.ts';
import { createTursoClient } from '../../../../src/client/turso-2026.ts';
import { createTursoClient as createTurso2023Client } from '../../../../src/client/turso.ts';
import { loadContract } from '../../../../src/contract/contract.ts';
import { assemble } from '../../../../src/mockplane/assemble.ts';
import type { MockplaneOptions } from '../../../../src/mockplane/options.ts';
import { hashOf, type NewApiToken } from '../../../../src/sandbox/store/tables/api-tokens.ts';
import { createFetch } from '../../../../src/server/fetch.ts';
import { operations } from '../../../helpers/operations.ts';
import { faults } from '../../../helpers/schemas.ts';

const contracts = apis.map((api) => loadContract(api));

/** When the story is told, and where the clock stands when a test begins. */
export const beginning = Date.parse('2026-09-15T12:00:00Z');

export const ofOrganization = (organizationSlug = 'my-org') => ({ params: { path: { organizationSlug } } });

/** The operations of this edition. */
export const operations2026 = operations.filter(({ api }) => api === 'turso-2026');

/** A sandbox of the 2026 edition on a stopped clock, clients of it, and what a test may reach behind it. */
export function startTurso(options: MockplaneOptions = {}) {
  const clock = { now: beginning, running: false };
  const assembled = assemble(contracts, { seed: 'turso', clock, edition: '2026', ...options });
  onTestFinished(() => assembled.close());
  const plain = createFetch(assembled.pipeline, assembled.policy);
  const fetch = heldToContract(plain);
  const { sandbox } = assembled;
  const { store } = sandbox.context;

  /** A client with another token; one that nobody knows unless given. */
  const client = (token = 'unknown', headers: Readonly<Record<string, string>> = {}) =>
    createTursoClient({ fetch: withHeaders(fetch, headers), token });
  /** The same of the edition of 2023. */
  const client2023 = (token = assembled.token) =>
    createTurso2023Client({ fetch: plain, token, baseUrl: 'http://127.0.0.1:4010/2023' });
  /** Gives a user a token with a restriction, and none unless given. */
  const tokenOf = (username: string, restriction: Partial<NewApiToken> = {}): string => {
    const id = Buffer.from(`${username}${JSON.stringify(restriction)}`).toString('base64url');
    const token = `e30.${id}.x`;
    const short = hashOf(token).slice(0, 22);
    store.apiTokens.add({
      id: short,
      username,
      name: `t-${short}`,
      hash: hashOf(token),
      createdAt: beginning,
      ...restriction,
    });
    return token;
  };
  /** A client of another user. */
  const as = (username: string, restriction?: Partial<NewApiToken>) => client(tokenOf(username, restriction));
  /** A client with a token of the caller's for the group `default`. */
  const ofGroup = (...scopes: readonly string[]) =>
    as('octocat', { organization: 'my-org', groupId: store.groups.get('my-org', 'default')!.id, scopes });

  return {
    turso: client(assembled.token),
    token: assembled.token,
    fetch,
    sandbox,
    store,
    clock: sandbox.clock,
    client,
    client2023,
    tokenOf,
    as,
    ofGroup,
  };
}

export type Turso = ReturnType<typeof startTurso>;

/** A `fetch` that holds each reply to the contract, without the server's own code. */
function heldToContract(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (...request) => {
    const response = await fetch(...request);
    const id = response.headers.get('mockplane-operation');
    if (id === null) return response;
    const operation = operations2026.find((each) => each.id === id)!;
    const reply = operation.replies.find(({ status }) => status === response.status);
    expect(reply, `${id} documents no ${response.status}`).toBeDefined();
    const text = await response.clone().text();
    if (!reply!.content) expect(text, `the body of ${id} ${response.status}`).toBe('');
    else expect(faults('turso-2026', reply!.content.schema, JSON.parse(text)), `${id} ${response.status}`).toEqual([]);
    return response;
  };
}

function withHeaders(
  fetch: typeof globalThis.fetch,
  headers: Readonly<Record<string, string>>,
): typeof globalThis.fetch {
  return (input, init) => {
    const request = new Request(input, init);
    for (const [name, value] of Object.entries(headers)) request.headers.set(name, value);
    return fetch(request);
  };
}
