import { onTestFinished } from 'vitest';
import { assemble } from '../../../../src/mockplane/assemble.ts';
import { createTursoClient, type operations, type Outcome, type TursoSchemas } from '../../../../src/client/turso.ts';
import { apis } from '../../../../src/apis/apis.ts';
import { loadContract } from '../../../../src/contract/contract.ts';
import type { MockplaneOptions } from '../../../../src/mockplane/options.ts';
import { hashOf } from '../../../../src/sandbox/store/tables/api-tokens.ts';
import { createFetch } from '../../../../src/server/fetch.ts';
import { checkedFetch } from '../../lambda/checked-fetch.ts';

const contracts = apis.map((api) => loadContract(api));

/** Where the clock stands when a test begins: in the middle of a month. */
export const beginning = Date.parse('2023-11-16T10:00:00Z');

/** The instances of `my-db` in the baseline. */
export const primary = { name: 'robust-pyro', uuid: '424a1738-cef9-11ed-b40d-c68341370672', region: 'ord' } as const;
export const replica = { name: 'my-instance', uuid: '5f1c2a3e-ea9e-11ed-9d2c-a2c7dbd646dc', region: 'sjc' } as const;

export const databasesPath = '/v1/organizations/{org_slug}/databases';
export const databasePath = `${databasesPath}/{db_name}` as const;
export const instancesPath = `${databasePath}/instances` as const;
export const instancePath = `${instancesPath}/{instance_name}` as const;

export const inOrganization = (org_slug = 'my-org') => ({ params: { path: { org_slug } } });
export const ofDatabase = (db_name: string, org_slug = 'my-org') => ({ params: { path: { org_slug, db_name } } });
export const ofInstance = (db_name: string, instance_name: string, org_slug = 'my-org') => ({
  params: { path: { org_slug, db_name, instance_name } },
});

/** A sandbox of its own on a stopped clock, a client of it, and what a test may reach behind it. */
export function startTurso(options: MockplaneOptions = {}) {
  const clock = { now: beginning, running: false };
  const assembled = assemble(contracts, { seed: 'turso', clock, ...options });
  onTestFinished(() => assembled.close());
  const fetch = checkedFetch(createFetch(assembled.pipeline, assembled.policy));
  const turso = createTursoClient({ fetch, token: assembled.token });
  const sandbox = assembled.sandbox;
  const { store } = sandbox.context;

  const createDatabase = (name: string, org?: string): Promise<Outcome<operations['createDatabase']>> =>
    turso.POST(databasesPath, { ...inOrganization(org), body: { name } });
  const getDatabase = async (name: string, org?: string): Promise<TursoSchemas['Database'] | undefined> =>
    (await turso.GET(databasePath, ofDatabase(name, org))).data?.database;
  const createInstance = async (database: string, location = 'ams'): Promise<TursoSchemas['Instance']> => {
    const { data, error } = await turso.POST(instancesPath, { ...ofDatabase(database), body: { location } });
    if (error) throw new Error(error.error);
    return data.instance;
  };
  const instances = async (database: string): Promise<TursoSchemas['Instance'][]> =>
    (await turso.GET(instancesPath, ofDatabase(database))).data!.instances;
  const wait = (
    database: string,
    instance: string,
    signal?: AbortSignal,
  ): Promise<Outcome<operations['waitForDatabaseInstance']>> =>
    turso.GET(`${instancePath}/wait`, { ...ofInstance(database, instance), ...(signal && { signal }) });
  const createToken = async (
    database: string,
    query: { expiration?: string; authorization?: 'full-access' | 'read-only' } = {},
  ): Promise<string> => {
    const path = { org_slug: 'my-org', db_name: database };
    const { data, error } = await turso.POST(`${databasePath}/auth/tokens`, { params: { path, query } });
    if (error) throw new Error(error.error);
    return data.jwt;
  };

  /** A client with another token; one that nobody knows unless given. */
  const client = (token = 'unknown') => createTursoClient({ fetch, token });
  /** A client of another user. */
  const as = (username: string) => {
    const token = `e30.${Buffer.from(username).toString('base64url')}.x`;
    const id = Buffer.from(username.padEnd(16)).toString('base64url');
    store.apiTokens.add({ id, username, name: 'test', hash: hashOf(token), createdAt: beginning });
    return client(token);
  };
  /** Adds a team that the caller owns. */
  const addOrganization = (slug: string): void => {
    store.organizations.add({ slug, name: slug, type: 'team' });
    store.organizations.addMember({ organization: slug, username: 'octocat', role: 'owner' });
  };
  /** Whether a promise is still open after other requests have been answered. */
  const isPending = (promise: Promise<unknown>): Promise<boolean> => {
    let others = Promise.resolve<unknown>(undefined);
    for (let count = 0; count < 5; count++) others = others.then(() => turso.GET('/v1/locations'));
    return Promise.race([promise.then(() => false), others.then(() => true)]);
  };

  return {
    turso,
    fetch,
    sandbox,
    store,
    clock: assembled.sandbox.clock,
    transitions: sandbox.context.transitions,
    faults: assembled.sandbox.faults,
    createDatabase,
    getDatabase,
    createInstance,
    instances,
    wait,
    createToken,
    client,
    as,
    addOrganization,
    isPending,
  };
}

export type Turso = ReturnType<typeof startTurso>;
