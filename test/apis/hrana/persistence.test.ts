import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startMockplane } from 'mockplane';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { pipelineOf } from './helpers.ts';

let data: string;
beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
});
afterEach(() => rmSync(data, { recursive: true }));

async function open() {
  const mockplane = await startMockplane({ port: 0, data });
  const mint = async (): Promise<string> => {
    const response = await fetch(`${mockplane.url}/v1/organizations/my-org/databases/my-db/auth/tokens`, {
      method: 'POST',
      headers: { authorization: `Bearer ${mockplane.token}` },
    });
    return ((await response.json()) as { jwt: string }).jwt;
  };
  const query = async (token: string, sql: string): Promise<unknown> => {
    const response = await fetch(`${mockplane.url}/_db/my-org/my-db/v2/pipeline`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(pipelineOf(sql)),
    });
    const { results } = (await response.json()) as { results: [{ response: { result: { rows: unknown } } }] };
    return results[0].response.result.rows;
  };
  return { mockplane, mint, query, close: () => mockplane.close() };
}

const contents = (): string[] => readdirSync(join(data, 'databases')).filter((name) => name.endsWith('.db'));

describe('a database in a data directory', () => {
  it('has its rows after a restart, and its tokens', async () => {
    const first = await open();
    const token = await first.mint();
    await first.query(token, "INSERT INTO tag (post_id, name) VALUES (1, 'kept')");
    await first.close();

    const second = await open();
    expect(await second.query(token, "SELECT name FROM tag WHERE name = 'kept'")).toEqual([
      [{ type: 'text', value: 'kept' }],
    ]);
    await second.close();
  });

  it('has no file until its first SQL', async () => {
    const mockplane = await open();
    expect(readdirSync(data)).not.toContain('databases');
    await mockplane.query(await mockplane.mint(), 'SELECT 1');
    expect(contents()).toHaveLength(1);
    await mockplane.close();
  });

  it('leaves no file behind after a reset', async () => {
    const mockplane = await open();
    await mockplane.query(await mockplane.mint(), 'SELECT 1');
    const [before] = contents();
    await mockplane.mockplane.admin.POST('/_mockplane/reset');
    await expect.poll(contents, { timeout: 10_000 }).toEqual([]);
    await mockplane.query(await mockplane.mint(), 'SELECT 1');
    expect(contents()).not.toContain(before);
    await mockplane.close();
  });

  it('counts its usage to the end', async () => {
    const first = await open();
    await first.query(await first.mint(), 'SELECT * FROM tag');
    await first.close();
    const second = await open();
    const response = await fetch(`${second.mockplane.url}/v1/organizations/my-org/databases/my-db/usage`, {
      headers: { authorization: `Bearer ${second.mockplane.token}` },
    });
    expect(await response.json()).toMatchObject({ total: { rows_read: 14 } });
    await second.close();
  });
});
