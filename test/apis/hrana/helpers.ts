import { createMockplane, type MockplaneOptions } from 'mockplane';
import { createTursoClient } from 'mockplane/turso';
import type { components } from '../../../src/contract/generated/hrana.ts';
import { rowsOptions } from '../../sql/sqld/rows.ts';

type Schemas = components['schemas'];

const path = (db_name: string) => ({ org_slug: 'my-org', db_name });

/** A Mockplane in process, whose databases are ready at once. */
export function openSql(options: MockplaneOptions = {}) {
  const mockplane = createMockplane({
    transitions: 'immediate',
    clock: { running: false },
    ...rowsOptions(),
    ...options,
  });
  const turso = createTursoClient({ fetch: mockplane.fetch, token: mockplane.token });

  const mint = async (name: string, query?: { authorization?: 'read-only'; expiration?: string }): Promise<string> => {
    const { data } = await turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/auth/tokens', {
      params: { path: path(name), ...(query && { query }) },
    });
    return data!.jwt;
  };
  const send = (url: string, token: string | undefined, body?: unknown): Promise<Response> =>
    mockplane.fetch(url, {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
    });

  return {
    mockplane,
    turso,
    mint,
    send,
    path,
    /** @returns a token for it */
    async make(name: string): Promise<string> {
      await turso.POST('/v1/organizations/{org_slug}/databases', { params: { path: path(name) }, body: { name } });
      await turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/instances', {
        params: { path: path(name) },
        body: { location: 'ord' },
      });
      return mint(name);
    },
    /** Sends a pipeline to a database of `my-org`. */
    pipeline: (name: string, token: string | undefined, body: Schemas['PipelineRequest']): Promise<Response> =>
      send(`/_db/my-org/${name}/v3/pipeline`, token, body),
    /** Runs one statement. @returns its rows, as plain values @throws Error when it fails */
    async query(name: string, token: string, sql: string): Promise<unknown[][]> {
      const response = await send(`/_db/my-org/${name}/v2/pipeline`, token, pipelineOf(sql));
      const { results } = (await response.json()) as Schemas['PipelineResponse'];
      const result = results?.[0];
      if (result?.type !== 'ok' || result.response.type !== 'execute')
        throw new Error(JSON.stringify(result ?? response));
      return result.response.result.rows.map((row) => row.map((value) => ('value' in value ? value.value : null)));
    },
    /** Asks the admin API. */
    admin: (target: string, init?: RequestInit): Promise<Response> => mockplane.fetch(`/_mockplane/${target}`, init),
  };
}

/** A pipeline of one statement. */
export function pipelineOf(sql: string): Schemas['PipelineRequest'] {
  return { requests: [{ type: 'execute', stmt: { sql } }, { type: 'close' }] };
}
