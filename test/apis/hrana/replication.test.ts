import { createMockplane } from 'mockplane';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSql } from './helpers.ts';

let sql: ReturnType<typeof openSql>;
beforeEach(() => {
  sql = openSql();
});
afterEach(() => sql.mockplane.close());

const ask = (target: string, token: string | undefined, method = 'GET') =>
  sql.mockplane.fetch(target, { method, headers: token === undefined ? {} : { authorization: `Bearer ${token}` } });

describe('getDatabaseInfo', () => {
  it.each(['/_db/my-org/my-db/info', '/info'])('answers with the first generation at %s', async (target) => {
    const response = await ask(target, await sql.mint('my-db'));
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ current_generation: 1 });
  });

  it('answers 401 without a token', async () => {
    expect((await ask('/_db/my-org/my-db/info', undefined)).status).toBe(401);
  });
});

describe.each([
  ['exportDatabase', 'GET', '/export/1'],
  ['pullUpdates', 'POST', '/pull-updates'],
])('%s', (operation, method, endpoint) => {
  it.each([`/_db/my-org/my-db${endpoint}`, endpoint])('answers 501 with a text for people at %s', async (target) => {
    const response = await ask(target, await sql.mint('my-db'), method);
    expect(response.status).toBe(501);
    expect(response.headers.get('mockplane-operation')).toBe(operation);
    expect(await response.json()).toEqual({
      error:
        'Mockplane serves no embedded replicas and no sync; connect to the URL of the database itself, without a local file',
    });
  });

  it('answers 401 without a token', async () => {
    expect((await ask(`/_db/my-org/my-db${endpoint}`, undefined, method)).status).toBe(401);
  });

  it('answers 501 without state too', async () => {
    using mockplane = createMockplane({ stateless: true });
    const response = await mockplane.fetch(`/_db/my-org/my-db${endpoint}`, {
      method,
      headers: { authorization: 'Bearer any' },
    });
    expect([response.status, await response.json()]).toEqual([
      501,
      { error: expect.stringContaining('no sync') as string },
    ]);
  });
});
