import { join } from 'node:path';
import { createMockplane, type Mockplane } from 'mockplane';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { check } from '../../../src/cli/check/check.ts';
import { type Listening, listen } from '../../conformance/targets.ts';
import { captureOutput } from '../../helpers/captured-output.ts';
import { root } from '../../helpers/folders.ts';

const file = join(root, 'test/documents/corpus/shop.yaml');
const output = captureOutput();
let mockplane: Mockplane;
let listening: Listening;

beforeEach(async () => {
  mockplane = createMockplane({ documents: [file] });
  listening = await listen(mockplane.fetch);
});
afterEach(async () => {
  await listening.close();
  mockplane.close();
});

const coverage = (...args: string[]): Promise<number> => check([listening.url, '--api', file, '--coverage', ...args]);

async function call(path: string, init: RequestInit = {}): Promise<void> {
  await (await mockplane.fetch(`http://localhost${path}`, init)).text();
}

/** Calls every operation of the document. */
async function callAll(): Promise<void> {
  const headers = { 'x-shop-key': 'key', 'content-type': 'application/json' };
  for (const path of ['/products', '/products/1', '/catalogue', '/report']) await call(path, { headers });
  await call('/products', { method: 'POST', headers, body: '{"name":"Lamp"}' });
  await call('/products/1', { method: 'DELETE', headers });
}

describe('mockplane check --coverage', () => {
  it('exits with 1 and lists the operations that were not called, and the statuses that were not returned', async () => {
    await call('/products');
    await call('/products/1');
    expect(await coverage()).toBe(1);
    expect(output.stdout).toMatch(
      /^Shop: 2 of 6 operations called, 2 of 8 documented statuses returned, 2 requests in the journal\n/,
    );
    // Without a credential the response is the default one.
    expect(output.stdout).toMatch(/^getProduct +not returned: 200 +GET \/products\/\{id\}$/m);
    expect(output.stdout).toMatch(/^addProduct +not called +POST \/products$/m);
    expect(output.stdout).not.toContain('getProducts ');
  });

  it('exits with 0 once every operation was called', async () => {
    await callAll();
    expect(await coverage()).toBe(0);
    expect(output.stdout).toMatch(/^Shop: 6 of 6 operations called, 6 of 8 documented statuses returned/);
  });

  it('exits with 0 with --allow-unreached, and prints JSON with --json', async () => {
    await call('/report');
    expect(await coverage('--allow-unreached', '--json')).toBe(0);
    expect(JSON.parse(output.stdout)).toMatchObject({
      api: 'shop',
      operations: { called: 1, total: 6 },
      requests: 1,
      coverage: expect.arrayContaining([
        { operation: 'getReport', method: 'GET', path: '/report', requests: 1, returned: ['200'], notReturned: [] },
      ]) as unknown,
    });
  });

  it('counts the requests of all sandboxes', async () => {
    await call('/products/1', { headers: { 'x-shop-key': 'mockplane-token~other' } });
    await coverage();
    expect(output.stdout).toMatch(/^Shop: 1 of 6 operations called/);
  });

  it('exits with 2 when the URL is no Mockplane', async () => {
    const other = await listen(async () => new Response('no', { status: 404 }));
    expect(await check([other.url, '--api', file, '--coverage'])).toBe(2);
    expect(output.stderr).toMatch(/answers 404, so it is no journal; --coverage needs the URL of a running Mockplane/);
    await other.close();
  });
});
