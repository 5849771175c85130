import { describe, expect, it } from 'vitest';
import { journalCapacity } from '../../../src/sandbox/journal/journal.ts';
import { dataOf, example, type Parts, start } from './helpers.ts';

type Query = {
  sandbox?: string;
  operation?: string;
  status?: number;
  method?: string;
  api?: 'turso' | 'lambda';
  text?: string;
  limit?: number;
  after?: number;
};

const list = async ({ admin }: Parts, query: Query = {}) =>
  dataOf(await admin.GET('/_mockplane/exchanges', { params: { query } }));

const idsOf = async (parts: Parts, query?: Query) => (await list(parts, query)).exchanges.map(({ id }) => id);

const get = async ({ admin }: Parts, exchangeId: number) =>
  dataOf(await admin.GET('/_mockplane/exchanges/{exchangeId}', { params: { path: { exchangeId } } }));

/** The requests of the contract's examples. */
async function story({ admin, turso, lambda }: Parts): Promise<void> {
  const params = { path: { org_slug: 'my-org' } };
  await turso.POST('/v1/organizations/{org_slug}/databases', { params, body: { name: 'new-db' } });
  const body = { name: 'my-db', nickname: 'ord' };
  await turso.POST('/v1/organizations/{org_slug}/databases', { params, body });
  await turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/instances', {
    params: { path: { org_slug: 'my-org', db_name: 'my-db' } },
    body: {} as never,
  });
  for (let fault = 1; fault <= 3; fault++) {
    await admin.POST('/_mockplane/faults', { body: { operation: 'destroyLambdaInstance', action: 'drop' } });
    if (fault < 3) await admin.DELETE('/_mockplane/faults');
  }
  const destroyed = lambda.POST('/backend/lambda-instances/{uuid}/destroy', { params: { path: { uuid: '3' } } });
  await expect(destroyed).rejects.toThrow(TypeError);
}

/** The tables and columns of changed rows. */
const shapeOf = (changes: Awaited<ReturnType<typeof get>>['changes']) =>
  changes?.rows.map(({ table, before, after }) => [table, Object.keys(before ?? {}), Object.keys(after ?? {})]);

describe('listExchanges', () => {
  it('shows what the contract shows for the same requests', async () => {
    const parts = start();
    await story(parts);
    const shown = (example('ExchangesListed') as { exchanges: object[] }).exchanges;
    expect((await list(parts)).exchanges).toEqual(shown.map((exchange) => ({ ...exchange, ...vary() })));
  });

  it('does not record requests to the admin API', async () => {
    const parts = start();
    await parts.admin.GET('/_mockplane/health');
    await parts.fetch('/_mockplane/nothing');
    expect(await list(parts)).toEqual({ exchanges: [] });
  });

  it('records requests that no API knows', async () => {
    const parts = start();
    await parts.fetch('/nothing?x=1', { method: 'PURGE' });
    const [exchange] = (await list(parts)).exchanges;
    expect(exchange).toMatchObject({ method: 'PURGE', target: '/nothing?x=1', status: 404, answeredBy: 'refused' });
    expect(exchange).not.toHaveProperty('api');
    expect(exchange).not.toHaveProperty('operation');
  });

  it('filters', async () => {
    const parts = start();
    await story(parts);
    expect(await idsOf(parts, { operation: 'createDatabase' })).toEqual([1, 2]);
    expect(await idsOf(parts, { operation: 'createDatabase', status: 409 })).toEqual([2]);
    expect(await idsOf(parts, { status: 0 })).toEqual([4]);
    expect(await idsOf(parts, { api: 'lambda' })).toEqual([4]);
    expect(await idsOf(parts, { method: 'GET' })).toEqual([]);
    expect(await idsOf(parts, { method: 'M-SEARCH' })).toEqual([]);
  });

  it('searches a text in targets, refusals and bodies, whatever its case', async () => {
    const parts = start();
    await story(parts);
    expect(await idsOf(parts, { text: 'NEW-DB' })).toEqual([1]);
    expect(await idsOf(parts, { text: 'nickname' })).toEqual([2]);
    expect(await idsOf(parts, { text: 'location is required' })).toEqual([3]);
    expect(await idsOf(parts, { text: '/backend/', status: 0 })).toEqual([4]);
    expect(await idsOf(parts, { text: 'nowhere' })).toEqual([]);
  });

  it('gives the latest without after, and pages with it', async () => {
    const parts = start();
    for (let index = 0; index < 7; index++) await parts.fetch('/v1/locations');
    expect(await list(parts, { limit: 2 })).toMatchObject({ exchanges: [{ id: 6 }, { id: 7 }] });
    expect(await list(parts, { limit: 2 })).not.toHaveProperty('next');

    const pages: number[][] = [];
    let after: number | undefined = 0;
    while (after !== undefined) {
      const { exchanges, next }: { exchanges: { id: number }[]; next?: number } = await list(parts, {
        after,
        limit: 3,
      });
      pages.push(exchanges.map(({ id }) => id));
      after = next;
    }
    expect(pages).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
    expect(await list(parts, { after: 7 })).toEqual({ exchanges: [] });
  });

  it('says that there is more only when more matches', async () => {
    const parts = start();
    await story(parts);
    expect(await list(parts, { after: 0, limit: 2, operation: 'createDatabase' })).not.toHaveProperty('next');
    expect(await list(parts, { after: 0, limit: 1, operation: 'createDatabase' })).toMatchObject({ next: 1 });
  });

  it('keeps the last thousand', async () => {
    const parts = start();
    for (let index = 0; index < journalCapacity + 5; index++) await parts.fetch('/v1/locations');
    const ids = await idsOf(parts, { limit: 1000 });
    expect([ids.length, ids[0], ids.at(-1)]).toEqual([1000, 6, 1005]);
    expect((await list(parts)).exchanges).toHaveLength(100);
    expect(await idsOf(parts, { after: 0, limit: 1 })).toEqual([6]);
  });
});

describe('getExchange', () => {
  it.each([
    ['ExchangeCreated', 1],
    ['ExchangeRefused', 2],
    ['ExchangeInvalid', 3],
    ['ExchangeDropped', 4],
  ])('shows the trail that the contract shows (%s)', async (name, id) => {
    const parts = start();
    await story(parts);
    const { trail, request, response, changes, ...shown } = example(name) as Awaited<ReturnType<typeof get>>;
    const exchange = await get(parts, id);
    expect(exchange).toMatchObject({ ...shown, ...vary(), trail });
    expect(JSON.parse(exchange.request.body ?? 'null')).toEqual(JSON.parse(request.body ?? 'null'));
    expect(Object.keys(JSON.parse(exchange.response.body ?? '{}'))).toEqual(
      Object.keys(JSON.parse(response.body ?? '{}')),
    );
    expect(exchange.response.bodyBytes).toBe(response.bodyBytes);
    expect(shapeOf(exchange.changes)).toEqual(shapeOf(changes));
  });

  it('has the rows before and after a change', async () => {
    const parts = start();
    await parts.turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/auth/rotate', {
      params: { path: { org_slug: 'my-org', db_name: 'my-db' } },
    });
    const { changes } = await get(parts, 1);
    const change = changes!.rows.find(({ table }) => table === 'databases')!;
    expect(change.before).toMatchObject({ name: 'my-db', signingKey: '32 bytes' });
    expect(change.after).toMatchObject({ name: 'my-db', signingKey: '32 other bytes' });
  });

  it.each(['reads', 'is refused'])('has no changes of a request that %s', async (how) => {
    const parts = start();
    const params = { path: { org_slug: 'my-org' } };
    if (how === 'reads') await parts.turso.GET('/v1/organizations/{org_slug}/databases', { params });
    else await parts.turso.POST('/v1/organizations/{org_slug}/databases', { params, body: { name: 'my-db' } });
    expect(await get(parts, 1)).not.toHaveProperty('changes');
  });

  it('hides the tokens in the rows that a request changes', async () => {
    const parts = start();
    await parts.fetch('/v1/auth/api-tokens/new-token', {
      method: 'POST',
      headers: { authorization: 'Bearer mockplane-token' },
    });
    const { changes } = await get(parts, 1);
    expect(changes!.rows.find(({ table }) => table === 'apiTokens')!.after).toMatchObject({
      name: 'new-token',
      hash: '…',
    });
  });

  it('hides credentials, in headers and bodies', async () => {
    const parts = start();
    const secret = 'a-secret-that-nobody-may-see';
    await parts.fetch('/v1/auth/api-tokens/new-token', {
      method: 'POST',
      headers: { authorization: 'Bearer mockplane-token', cookie: secret, 'x-api-key': secret, other: 'shown' },
      body: JSON.stringify({ nested: { token: secret, password: `${secret}"`, jwt: '', signingKey: secret } }),
    });
    const exchange = await get(parts, 1);
    const text = JSON.stringify(exchange);
    expect(text).not.toContain(secret);
    expect(text).not.toContain('mockplane-token');
    expect(exchange.request.headers).toMatchObject({
      authorization: '…',
      cookie: '…',
      'x-api-key': '…',
      other: 'shown',
    });
    expect(exchange.request.body).toBe('{"nested":{"token":"…","password":"…","jwt":"","signingKey":"…"}}');
    expect(JSON.parse(exchange.response.body!)).toMatchObject({ name: 'new-token', token: '…' });
  });

  it('keeps the first 64 KiB of a body, and hides a token that is cut off', async () => {
    const parts = start();
    const body = `{"filler": "${'x'.repeat(65_500)}", "token": "${'secret'.repeat(20)}"}`;
    await parts.fetch('/v1/locations', { headers: { authorization: 'Bearer mockplane-token' }, method: 'POST', body });
    const { request } = await get(parts, 1);
    expect(request.bodyBytes).toBe(body.length);
    expect(request.body!.length).toBeLessThanOrEqual(65_536);
    expect(request.body).not.toContain('secret');
  });
});

describe('clearExchanges', () => {
  it('forgets all, and uses no id again', async () => {
    const parts = start();
    await parts.fetch('/v1/locations');
    await parts.fetch('/v1/locations');
    expect(dataOf(await parts.admin.DELETE('/_mockplane/exchanges'))).toEqual({ deleted: 2 });
    expect(await list(parts)).toEqual({ exchanges: [] });
    await parts.fetch('/v1/locations');
    expect(await idsOf(parts)).toEqual([3]);
    expect(dataOf(await parts.admin.DELETE('/_mockplane/exchanges'))).toEqual({ deleted: 1 });
  });
});

/** Values that differ between runs. */
function vary() {
  return { at: expect.any(String), durationMilliseconds: expect.any(Number) };
}

/** Requests to three sandboxes in turn. */
async function ask(parts: Parts, count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const token = ['mockplane-token', 'mockplane-token~a', 'mockplane-token~b'][index % 3]!;
    await parts.fetch('/v1/locations', { headers: { authorization: `Bearer ${token}` } });
  }
}
const shown = async (parts: Parts, query: Query) => {
  const { exchanges, next } = await list(parts, { sandbox: '*', ...query });
  return { exchanges: exchanges.map(({ sandbox, id, sequence }) => `${sequence} ${sandbox} ${id}`), next };
};

describe('listExchanges of all sandboxes', () => {
  it('lists them in the order in which they ended, and pages by sequence', async () => {
    const parts = start();
    await ask(parts, 5);
    const all = ['1 default 1', '2 a 1', '3 b 1', '4 default 2', '5 a 2'];
    expect(await shown(parts, {})).toEqual({ exchanges: all, next: undefined });
    expect(await shown(parts, { limit: 2 })).toEqual({ exchanges: all.slice(3), next: undefined });
    expect(await shown(parts, { after: 0, limit: 2 })).toEqual({ exchanges: all.slice(0, 2), next: 2 });
    expect(await shown(parts, { after: 2, limit: 2 })).toEqual({ exchanges: all.slice(2, 4), next: 4 });
    expect(await shown(parts, { after: 4, limit: 2 })).toEqual({ exchanges: all.slice(4), next: undefined });
    expect(await shown(parts, { after: 5 })).toEqual({ exchanges: [], next: undefined });
  });

  it('takes the same filters', async () => {
    const parts = start();
    await ask(parts, 3);
    await parts.fetch('/backend/authenticate', { headers: { 'x-api-key': 'mockplane-token~b' } });
    expect(await shown(parts, { api: 'lambda' })).toEqual({ exchanges: ['4 b 2'], next: undefined });
  });

  it('shows those of one sandbox by its name, with ids of its own', async () => {
    const parts = start();
    await ask(parts, 5);
    expect(await idsOf(parts, { sandbox: 'a' })).toEqual([1, 2]);
    expect(await idsOf(parts, { sandbox: 'default' })).toEqual([1, 2]);
    expect(await idsOf(parts, {})).toEqual([1, 2]);
  });
});
