import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAdminClient } from 'mockplane/admin';
import { startMockplane } from 'mockplane';
import { createTursoClient } from 'mockplane/turso';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { program, type Sqld, startSqld } from '../../sqld/server.ts';

const path = { org_slug: 'my-org', db_name: 'my-db' };

type Server = Awaited<ReturnType<typeof startMockplane>>;

/** Runs statements in `my-org/my-db`. */
async function send({ url, token }: Server, ...statements: string[]) {
  const turso = createTursoClient({ baseUrl: url, token });
  const { data } = await turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/auth/tokens', {
    params: { path },
  });
  const response = await fetch(`${url}/_db/my-org/my-db/v2/pipeline`, {
    method: 'POST',
    headers: { authorization: `Bearer ${data!.jwt}` },
    body: JSON.stringify({ requests: statements.map((sql) => ({ type: 'execute', stmt: { sql } })) }),
  });
  return { status: response.status, headers: response.headers, body: (await response.json()) as Reply };
}

interface Reply {
  readonly error?: string;
  readonly results?: {
    readonly error?: { readonly code: string; readonly message: string };
    readonly response?: { readonly result: { readonly rows: { readonly value: string }[][] } };
  }[];
}

async function firstValue(server: Server, sql: string): Promise<string | undefined> {
  const { body } = await send(server, sql);
  return body.results?.[0]?.response?.result.rows[0]?.[0]?.value;
}

describe.skipIf(program === undefined)('a Mockplane whose rows are on a libSQL server', { timeout: 120_000 }, () => {
  let sqld: Sqld;
  const data = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
  const start = (options = {}): Promise<Server> =>
    startMockplane({ port: 0, transitions: 'immediate', libsql: sqld.url, libsqlAdmin: sqld.adminUrl, ...options });
  beforeAll(async () => {
    sqld = await startSqld();
  });
  afterAll(async () => {
    await sqld.close();
    rmSync(data, { recursive: true, force: true });
  });

  it('answers 503 while that server is gone, goes on when it is back, and serves the control plane all the time', async () => {
    const server = await start();
    const admin = createAdminClient({ baseUrl: server.url });
    expect(await firstValue(server, 'SELECT count(*) FROM post')).toBe('2');
    await sqld.kill();
    const { status, headers, body } = await send(server, 'SELECT 1');
    expect([status, headers.get('retry-after')]).toEqual([503, '1']);
    expect(body.error).toContain(`the libSQL server at ${sqld.url}`);
    const health = (await admin.GET('/_mockplane/health')).data!;
    expect(health).toMatchObject({ status: 'ok', sql: { engine: 'libsql', status: 'unavailable' } });
    const turso = createTursoClient({ baseUrl: server.url, token: server.token });
    const { response } = await turso.GET('/v1/organizations/{org_slug}/databases', {
      params: { path: { org_slug: 'my-org' } },
    });
    expect(response.status).toBe(200);
    await sqld.restart();
    expect(await firstValue(server, 'SELECT count(*) FROM post')).toBe('2');
    expect((await admin.GET('/_mockplane/health')).data!.sql).toEqual({ engine: 'libsql', status: 'ok' });
    await server.close();
  });

  it('finds its rows after a restart with the same directory', async () => {
    const first = await start({ data });
    await send(first, 'CREATE TABLE note (text)', "INSERT INTO note VALUES ('kept')");
    await first.close();
    const second = await start({ data });
    expect(await firstValue(second, 'SELECT text FROM note')).toBe('kept');
    await second.close();
    await expect(startMockplane({ port: 0, data })).rejects.toThrow(
      'are on a libSQL server, and the option libsql is not set',
    );
  });

  it('deletes the namespaces of a sandbox without a directory when it ends, and after a reset', async () => {
    const folder = join(sqld.directory, 'rows', 'dbs');
    const before = readdirSync(folder).length;
    const server = await start();
    await send(server, 'CREATE TABLE note (text)');
    expect(readdirSync(folder).length).toBe(before + 1);
    server.sandbox('default').reset();
    expect(await firstValue(server, "SELECT count(*) FROM sqlite_schema WHERE name = 'note'")).toBe('0');
    await expect.poll(() => readdirSync(folder).length, { timeout: 20_000 }).toBe(before + 1);
    await server.close();
    expect(readdirSync(folder).length).toBe(before);
  });

  it('passes on that the disk of that server is full, and goes on with what was there', async () => {
    const full = await startSqld({ under: ['sh', '-c', 'trap "" XFSZ; ulimit -f 8192; exec "$@"', 'sh'] });
    onTestFinished(() => full.close());
    const server = await start({ libsql: full.url, libsqlAdmin: full.adminUrl });
    await send(server, 'CREATE TABLE big (bytes)');
    const fill = `INSERT INTO big SELECT randomblob(1000000) FROM generate_series(1, 10)`;
    const { status, body } = await send(server, fill);
    const error = body.error ?? body.results?.[0]?.error?.message;
    expect([status, error]).toEqual([200, expect.stringMatching(/full|I\/O error/)]);
    expect(await firstValue(server, 'SELECT count(*) FROM big')).toBe('0');
    await server.close();
  });

  it('runs no function that leads out of a database', async () => {
    const server = await start();
    const { body } = await send(server, "SELECT readfile('/etc/hostname')", `SELECT "writefile"('/tmp/x', 'y')`);
    expect(body.results!.map(({ error }) => error?.code)).toEqual(['SQL_PARSE_ERROR', 'SQL_PARSE_ERROR']);
    await server.close();
  });
});
