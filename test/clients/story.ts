import { createClient } from '@libsql/client';
import { describe, expect, it } from 'vitest';
import { createMockplane, startMockplane } from '../../src/index.ts';
import { rejection } from './setting.ts';

/** A Mockplane, with the base URL of an edition and of its databases. */
interface Subject {
  readonly fetch: typeof fetch;
  readonly url: string;
  readonly token: string;
  readonly close: () => Promise<void> | void;
}

const subjects: readonly (readonly [place: string, edition: string, open: () => Promise<Subject>])[] = [
  ['on a port', '2023', () => onAPort()],
  ['on a port', '2026', () => onAPort()],
  ['in process', '2023', () => inProcess()],
  ['in process', '2026', () => inProcess()],
];

async function onAPort(): Promise<Subject> {
  const mockplane = await startMockplane({ port: 0, transitions: '50ms' });
  return { ...mockplane, fetch };
}

function inProcess(): Promise<Subject> {
  return Promise.resolve({ ...createMockplane({ transitions: '50ms' }), url: 'http://mockplane.local' });
}

const name = 'story-db';
const organization = '/v1/organizations/my-org';

export function story(): void {
  describe.each(subjects)('a Mockplane %s, by the API of %s', (_place, edition, open) => {
    it('creates a database that answers @libsql/client until it is destroyed', async () => {
      const { fetch, url, token, close } = await open();
      const call = async (method: string, path: string, body?: object) => {
        const response = await fetch(`${url}/${edition}${organization}${path}`, {
          method,
          headers: { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) },
          ...(body && { body: JSON.stringify(body) }),
        });
        const text = await response.text();
        // oxlint-disable-next-line typescript/no-explicit-any -- the contract's own tests hold the shapes
        return { status: response.status, body: (text === '' ? undefined : JSON.parse(text)) as any };
      };
      const connect = (authToken: string) => createClient({ url: `${url}/_db/my-org/${name}/`, authToken, fetch });
      const usage = async () => (await call('GET', `/databases/${name}/usage`)).body.database.usage;
      const mint = async (query = '') => (await call('POST', `/databases/${name}/auth/tokens${query}`)).body.jwt;

      const isOf2023 = edition === '2023';
      expect((await call('POST', '/databases', isOf2023 ? { name } : { name, group: 'default' })).status).toBe(200);
      if (isOf2023) await call('POST', `/databases/${name}/instances`, { location: 'ord' });
      const { instances } = (await call('GET', `/databases/${name}/instances`)).body;
      await call('GET', `/databases/${name}/instances/${instances[0].name}/wait`);

      const db = connect(await mint());
      await db.execute('CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)');
      await db.execute({ sql: 'INSERT INTO note (text) VALUES (?)', args: ['kept'] });
      const before = await usage();
      expect({ ...(await db.execute('SELECT id, text FROM note')).rows[0] }).toEqual({ id: 1, text: 'kept' });

      const reader = connect(await mint('?authorization=read-only'));
      expect((await reader.execute('SELECT text FROM note')).rows).toHaveLength(1);
      expect((await rejection(reader.execute('DELETE FROM note'))).message).toContain('403');

      const after = await usage();
      expect([after.rows_read - before.rows_read, before.rows_written >= 1]).toEqual([2, true]);
      expect(after.storage_bytes).toBeGreaterThan(0);

      // On Fly.io, where this group is, the databases of a group have its key.
      const rotated = isOf2023 ? `/databases/${name}` : '/groups/default';
      expect((await call('POST', `${rotated}/auth/rotate`)).status).toBe(200);
      expect((await rejection(db.execute('SELECT 1'))).message).toContain('401');
      const renewed = connect(await mint());
      expect((await renewed.execute('SELECT count(*) AS n FROM note')).rows[0]!['n']).toBe(1);

      expect((await call('DELETE', `/databases/${name}`)).status).toBe(200);
      expect((await rejection(renewed.execute('SELECT 1'))).message).toContain('404');
      for (const client of [db, reader, renewed]) client.close();
      await close();
    });
  });
}
