import { createTursoClient as createTurso2023Client } from '../../../../src/client/turso.ts';
import { createTursoClient, type operations, type Outcome } from '../../../../src/client/turso-2026.ts';
import { apis } from '../../../../src/apis/apis.ts';
import { loadContract } from '../../../../src/contract/contract.ts';
import { assemble } from '../../../../src/mockplane/assemble.ts';
import type { MockplaneOptions } from '../../../../src/mockplane/options.ts';
import { hashOf } from '../../../../src/sandbox/store/tables/api-tokens.ts';
import { createFetch } from '../../../../src/server/fetch.ts';

const contracts = apis.map((api) => loadContract(api));

/** Where the clock stands when a test begins: where the story of the examples is told. */
export const beginning = Date.parse('2026-09-15T12:00:00Z');

/** Things of the story, by their ids. */
export const ids = {
  organization: '0a9aeb70-e351-4c3d-931f-a600ec7d3c9d',
  defaultGroup: '019bb16e-fefd-79a4-be1e-70bcc951a480',
  edge: '01955b72-b9fa-7c2f-8bf3-3bd00683aea5',
  staging: '019e81fb-72f7-70ff-a8dc-4992f4f3461a',
  myDb: '019bb173-9454-7bac-95e2-222d293912e5',
  oldDb: '019c1e02-6a6e-7975-8dc6-bf34a3c4ab7d',
  stagingDb: '019e8204-9cab-7d3c-83c0-fa18e8c52696',
} as const;

export const databasesPath = '/v1/organizations/{organizationSlug}/databases';
export const databasePath = `${databasesPath}/{databaseName}` as const;
export const groupsPath = '/v1/organizations/{organizationSlug}/groups';
export const groupPath = `${groupsPath}/{groupName}` as const;
export const databasesV3Path = '/v3/organizations/{organizationId}/databases';

export const inOrganization = (organizationSlug = 'my-org') => ({ params: { path: { organizationSlug } } });
export const ofDatabase = (databaseName: string, organizationSlug = 'my-org') => ({
  params: { path: { organizationSlug, databaseName } },
});
export const ofGroup = (groupName: string, organizationSlug = 'my-org') => ({
  params: { path: { organizationSlug, groupName } },
});

interface TokenRestriction {
  readonly organization?: string;
  readonly groupId?: string;
  readonly scopes?: readonly string[];
}

/** Wraps the `fetch` that answers for a document. */
type Wrap = (fetch: typeof globalThis.fetch, api: string) => typeof globalThis.fetch;

/**
 * A sandbox of its own on a stopped clock, a client of the edition, and what a test may reach behind it. Close it.
 *
 * @param wrap may look at each response
 */
export function openTurso(options: MockplaneOptions = {}, wrap: Wrap = (fetch) => fetch) {
  const clock = { now: beginning, running: false };
  const assembled = assemble(contracts, { seed: 'turso', edition: '2026', clock, ...options });
  const { sandbox, token } = assembled;
  const { store } = sandbox.context;
  const plain = createFetch(assembled.pipeline, assembled.policy);
  const fetch = wrap(plain, 'turso-2026');
  const turso = createTursoClient({ fetch, token });
  /** A client of the other edition, of the same sandbox. */
  const client2023 = (other = token) =>
    createTurso2023Client({
      fetch: wrap(plain, 'turso'),
      token: other,
      baseUrl: 'http://mockplane.local/2023',
    });
  const turso2023 = client2023();

  /** A client with another token, one that nobody knows unless given, which may say what it is. */
  const client = (other = 'unknown', userAgent?: string) =>
    createTursoClient({ fetch: userAgent === undefined ? fetch : calling(fetch, userAgent), token: other });
  /** Adds a token of a user. @returns the token */
  let added = 0;
  const addToken = (username: string, restriction: TokenRestriction = {}): string => {
    const name = `test-${++added}`;
    const value = `e30.${Buffer.from(name).toString('base64url')}.x`;
    const id = Buffer.from(name.padEnd(16)).toString('base64url');
    store.apiTokens.add({ id, username, name, hash: hashOf(value), createdAt: beginning, ...restriction });
    return value;
  };
  const as = (username: string, restriction?: TokenRestriction) => client(addToken(username, restriction));

  const createDatabase = (name: string, body: object = {}): Promise<Outcome<operations['createDatabase']>> =>
    turso.POST(databasesPath, { ...inOrganization(), body: { name, ...body } });
  const createGroup = (name: string, location = 'aws-us-east-1'): Promise<Outcome<operations['createGroup']>> =>
    turso.POST(groupsPath, { ...inOrganization(), body: { name, location } });
  const getDatabase = async (name: string) => (await turso.GET(databasePath, ofDatabase(name))).data?.database;
  const getGroup = async (name: string) => (await turso.GET(groupPath, ofGroup(name))).data?.group;
  /** Creates a database in no group, which only the other edition can. */
  const createUngrouped = async (name: string) => {
    const { error } = await turso2023.POST('/v1/organizations/{org_slug}/databases', {
      params: { path: { org_slug: 'my-org' } },
      body: { name },
    });
    if (error) throw new Error(error.error);
  };

  return {
    turso,
    turso2023,
    client2023,
    fetch,
    /** Holds no response to the contract of this edition. */
    plainFetch: plain,
    token,
    sandbox,
    store,
    clock: sandbox.clock,
    faults: sandbox.faults,
    transitions: sandbox.context.transitions,
    client,
    addToken,
    as,
    createDatabase,
    createGroup,
    createUngrouped,
    close: () => assembled.close(),
    getDatabase,
    getGroup,
  };
}

export type Turso = ReturnType<typeof openTurso>;

function calling(fetch: typeof globalThis.fetch, userAgent: string): typeof globalThis.fetch {
  return (input, init) => {
    const request = new Request(input, init);
    request.headers.set('user-agent', userAgent);
    return fetch(request);
  };
}
