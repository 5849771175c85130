import { createTursoClient } from '../../src/client/turso.ts';
import { type RunningMockplane, startMockplane } from '../../src/index.ts';
import { afterAll, beforeAll } from 'vitest';

/** A database of the server, as a client is given it. */
export interface Database {
  /** With a slash at its end: `http://127.0.0.1:4010/_db/my-org/my-db/`. */
  readonly url: string;
  readonly authToken: string;
  readonly name: string;
}

export interface Setting {
  /** Creates an empty database, whose primary is ready. */
  create(): Promise<Database>;
  mint(database: Database, query?: { authorization?: 'read-only'; expiration?: string }): Promise<string>;
  /** Ends all tokens of a database. */
  rotate(database: Database): Promise<void>;
  /** Moves the clock of the sandbox: `10s`. */
  advance(by: string): Promise<void>;
}

const path = (db_name: string) => ({ org_slug: 'my-org', db_name });

/** Starts one server for the tests of a suite, and ends it after them. */
export function useServer(): Setting {
  let mockplane: RunningMockplane;
  let turso: ReturnType<typeof createTursoClient>;
  let count = 0;
  beforeAll(async () => {
    mockplane = await startMockplane({ port: 0, transitions: 'immediate' });
    turso = createTursoClient({ baseUrl: mockplane.url, token: mockplane.token });
  });
  afterAll(() => mockplane.close());
  const setting: Setting = {
    async create() {
      const name = `client-${count++}`;
      await turso.POST('/v1/organizations/{org_slug}/databases', { params: { path: path(name) }, body: { name } });
      await turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/instances', {
        params: { path: path(name) },
        body: { location: 'ord' },
      });
      const url = `${mockplane.url}/_db/my-org/${name}/`;
      return { url, name, authToken: await setting.mint({ url, name, authToken: '' }) };
    },
    async mint({ name }, query) {
      const { data } = await turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/auth/tokens', {
        params: { path: path(name), ...(query && { query }) },
      });
      return data!.jwt;
    },
    async rotate({ name }) {
      await turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/auth/rotate', {
        params: { path: path(name) },
      });
    },
    async advance(by) {
      await mockplane.admin.POST('/_mockplane/clock/advance', { body: { by } });
    },
  };
  return setting;
}

/** Returns the rejection of a promise; fails if the promise resolves. */
export async function rejection(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error('It was not rejected.');
}
