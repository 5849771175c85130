import { DatabaseSync } from 'node:sqlite';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { editions, openEdition } from './edition.ts';

let file: Buffer<ArrayBuffer>;
beforeAll(() => {
  const directory = mkdtempSync(join(tmpdir(), 'mockplane-test-'));
  const path = join(directory, 'notes.db');
  const database = new DatabaseSync(path);
  database.exec("PRAGMA journal_mode = WAL; CREATE TABLE note(text); INSERT INTO note VALUES('kept')");
  database.close();
  file = Buffer.from(readFileSync(path));
  rmSync(directory, { recursive: true });
});

let open: ReturnType<typeof openEdition>;
afterEach(() => open.mockplane.close());

const upload = (token: string, body: Uint8Array<ArrayBuffer> = file, name = 'notes') =>
  open.send('POST', `/_db/my-org/${name}/v1/upload`, new Blob([body]), token);

describe.each(editions)('uploadDatabase in %s', (edition) => {
  it('fills a database and ends its streams', async () => {
    open = openEdition(edition);
    await open.create('notes');
    const token = await open.mint('notes');
    const begin = { requests: [{ type: 'execute', stmt: { sql: 'BEGIN' } }] };
    const begun = await open.send('POST', '/_db/my-org/notes/v2/pipeline', begin, token);
    expect((await upload(token)).status).toBe(200);
    expect(await open.query('notes', 'SELECT text FROM note')).toEqual([['kept']]);
    const old = { ...begin, baton: begun.body['baton'] };
    expect((await open.send('POST', '/_db/my-org/notes/v2/pipeline', old, token)).status).toBe(400);
    const { body } = await open.send('GET', `${open.databases}/notes/usage`);
    expect(JSON.stringify(body)).toContain('"storage_bytes":8192');
  });

  it.each([
    ['no database', () => Buffer.from('CREATE TABLE t(a);'), 'it is not a SQLite database'],
    ['a database that is cut off', () => file.subarray(0, 5_000), 'it is damaged'],
    ['a database with a broken page', () => Buffer.from(file).fill(0xff, 4_096, 4_200), 'it'],
  ])('refuses %s and keeps the rows', async (_what, bytes, reason) => {
    open = openEdition(edition);
    await open.create('notes');
    await open.query('notes', 'CREATE TABLE own(a)');
    const { status, body } = await upload(await open.mint('notes'), bytes());
    expect(status).toBe(400);
    expect(body).toContain(`the file cannot be used: ${reason}`);
    expect(await open.query('notes', 'SELECT count(*) FROM own')).toEqual([['0']]);
  });

  it('refuses an empty body, and a token that may only read', async () => {
    open = openEdition(edition);
    await open.create('notes');
    expect((await upload(await open.mint('notes'), Buffer.alloc(0))).status).toBe(400);
    expect((await upload(await open.mint('notes', '?authorization=read-only'))).status).toBe(403);
    expect((await upload(open.mockplane.token)).status).toBe(401);
  });
});

describe('a draft', () => {
  it('answers no SQL until its file is uploaded', async () => {
    open = openEdition('2026');
    await open.create('notes', { seed: { type: 'database_upload' } });
    const token = await open.mint('notes');
    expect(await open.query('notes', 'SELECT 1')).toMatchObject({
      status: 404,
      error: expect.stringContaining('draft') as string,
    });
    expect((await upload(token)).status).toBe(200);
    expect(await open.query('notes', 'SELECT text FROM note')).toEqual([['kept']]);
  });

  it('stays one when its file is refused', async () => {
    open = openEdition('2026');
    await open.create('notes', { seed: { type: 'upload' } });
    expect((await upload(await open.mint('notes'), Buffer.from('nothing'))).status).toBe(400);
    expect(await open.query('notes', 'SELECT 1')).toMatchObject({ status: 404 });
  });
});

const put = (path: string, token: string, body?: Blob | object) => open.send('PUT', path, body, token);

describe('startUpload', () => {
  it.each(['/_db/my-org/notes', ''])('takes a file in pieces at "%s", by path or token', async (base) => {
    open = openEdition('2026');
    await open.create('notes', { seed: { type: 'database_upload' } });
    const token = await open.mint('notes');
    // Larger than one piece.
    const database = new DatabaseSync(':memory:');
    database.exec('CREATE TABLE large(a); INSERT INTO large VALUES(zeroblob(5000000))');
    const bytes = Buffer.from(database.serialize());
    const started = await put(`${base}/v2/upload/start`, token, { db_size_bytes: bytes.length });
    const { chunk_size: size, upload_id: id } = started.body as unknown as { chunk_size: number; upload_id: string };
    const pieces = [bytes.subarray(0, size), bytes.subarray(size)].map((piece) => new Blob([piece]));
    expect((await put(`${base}/v2/upload/${id}/chunk/1`, token, pieces[1])).status).toBe(200);
    expect((await put(`${base}/v2/upload/${id}/finalize`, token)).body).toContain('send every piece before finalize');
    expect((await put(`${base}/v2/upload/chunk/0`, token, pieces[0])).status).toBe(200);
    expect((await put(`${base}/v2/upload/finalize`, token)).status).toBe(200);
    expect(await open.query('notes', 'SELECT length(a) FROM large')).toEqual([['5000000']]);
  });

  it('refuses a piece of another size, and an upload that has not begun', async () => {
    open = openEdition('2026');
    await open.create('notes');
    const token = await open.mint('notes');
    const base = '/_db/my-org/notes/v2/upload';
    expect((await put(`${base}/finalize`, token)).status).toBe(404);
    await put(`${base}/start`, token, { db_size_bytes: 10 });
    expect(await put(`${base}/chunk/0`, token, new Blob(['123']))).toMatchObject({
      status: 400,
      body: 'piece 0 has 3 bytes; expected 10',
    });
    expect((await put(`${base}/chunk/1`, token, new Blob(['123']))).status).toBe(400);
  });

  it.each([
    ['a reset', () => open.send('POST', '/_mockplane/reset')],
    [
      'the load of a snapshot',
      async () => {
        const snapshot = await open.send('GET', '/_mockplane/snapshot');
        await open.send('PUT', '/_mockplane/snapshot', snapshot.body);
      },
    ],
  ])('forgets an upload at %s, even if the database is there again', async (_what, restore) => {
    open = openEdition('2026');
    const base = '/_db/my-org/my-db/v2/upload';
    const token = await open.mint('my-db');
    await put(`${base}/start`, token, { db_size_bytes: file.length });
    expect((await put(`${base}/chunk/0`, token, new Blob([file]))).status).toBe(200);
    await restore();
    expect((await put(`${base}/finalize`, await open.mint('my-db'))).status).toBe(404);
    expect(await open.query('my-db', 'SELECT count(*) FROM post')).toEqual([['2']]);
  });
});
