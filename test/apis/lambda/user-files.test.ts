import { describe, expect, it } from 'vitest';
import { fileLimits } from '../../../src/apis/lambda/user-files.ts';
import { caller, refusal, startLambda } from './helpers.ts';

const form = { headers: { 'content-type': 'application/x-www-form-urlencoded' } };

describe('listUserFiles', () => {
  it('lists what the caller has uploaded, and nothing of others', async () => {
    const { files, store } = startLambda();
    store.userFiles.add({ owner: 'monalisa', name: 'secret.jar', description: '', content: new Uint8Array(1) });
    expect(await files()).toEqual([
      { id: 1, name: 'wordcount.jar', description: 'Counts words' },
      { id: 2, name: 'clickstream.jar', description: 'Groups clicks into sessions' },
    ]);
  });

  it('is an empty list when nothing has been uploaded', async () => {
    expect(await startLambda({ empty: true }).files()).toEqual([]);
  });
});

describe('uploadUserFile', () => {
  it('stores the bytes, the name and the description', async () => {
    const { upload, files, store } = startLambda({ empty: true });
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    const { status, data } = await upload('tweets.jar', bytes, 'Reads τα tweets');
    expect([status, data]).toEqual([201, { result: 'success' }]);
    expect(await files()).toEqual([{ id: 1, name: 'tweets.jar', description: 'Reads τα tweets' }]);
    expect(store.userFiles.all()[0]).toMatchObject({ owner: caller, content: bytes });
  });

  it('adds an entry even under a name that is listed already', async () => {
    const { upload, files } = startLambda({ empty: true });
    await upload('tweets.jar');
    await upload('tweets.jar');
    expect((await files()).map(({ id, name }) => [id, name])).toEqual([
      [1, 'tweets.jar'],
      [2, 'tweets.jar'],
    ]);
  });

  it('takes an empty file', async () => {
    const { upload, files } = startLambda({ empty: true });
    expect((await upload('empty.jar', '')).status).toBe(201);
    expect(await files()).toEqual([{ id: 1, name: 'empty.jar', description: '' }]);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['/absolute/path.jar', 'path.jar'],
    ['C:\\jars\\tweets.jar', 'tweets.jar'],
    ['..\\/..\\tweets.jar', 'tweets.jar'],
    ['tweets\u0000\u001b[31m.jar', 'tweets[31m.jar'],
    ['tweets\u202Eraj.exe', 'tweetsraj.exe'],
    ['  tweets.jar ', 'tweets.jar'],
    ['..tweets..', '..tweets..'],
    ['τα tweets.jar', 'τα tweets.jar'],
    ['"quoted";=.jar', '"quoted";=.jar'],
    ['%2e%2e%2ftweets.jar', '%2e%2e%2ftweets.jar'],
    ['$(rm -rf).jar', '$(rm -rf).jar'],
  ])('keeps of the name %j the part that is safe to show', async (sent, shown) => {
    const { upload, files } = startLambda({ empty: true });
    expect((await upload(sent)).status).toBe(201);
    expect((await files()).map(({ name }) => name)).toEqual([shown]);
  });

  it.each(['', '.', '..', '/', 'folder/', '\\', 'folder/..', ' ', '\u0007'])(
    'answers 422 for the name %j, which names no file',
    async (name) => {
      const { upload, files } = startLambda({ empty: true });
      expect((await upload(name)).error).toEqual(refusal(422, 'No file uploaded'));
      expect(await files()).toEqual([]);
    },
  );

  it('answers 422 when the field is a text, as `-F file=tweets.jar` without an @ sends it', async () => {
    const { lambda, fetch } = startLambda();
    const body = new FormData();
    body.append('file', 'tweets.jar');
    const headers = { 'x-api-key': 'mockplane-token' };
    const response = await fetch('/backend/user_files', { method: 'PUT', headers, body });
    expect([response.status, await response.json()]).toEqual([422, refusal(422, 'No file uploaded')]);
    expect((await lambda.PUT('/backend/user_files', { body: { file: 'tweets.jar' as never } })).status).toBe(422);
  });

  it('refuses a name of more than 100 characters, folders not counted', async () => {
    const { upload } = startLambda();
    expect((await upload('🔥'.repeat(100))).status).toBe(201);
    expect((await upload(`${'folder/'.repeat(20)}tweets.jar`)).status).toBe(201);
    const message = 'file name must have at most 100 characters';
    expect((await upload('x'.repeat(101))).error).toEqual(refusal(400, message));
    expect((await upload('🔥'.repeat(101))).error).toEqual(refusal(400, message));
  });

  it('refuses a description of more than 400 characters', async () => {
    const { upload } = startLambda();
    expect((await upload('a.jar', 'x', '🔥'.repeat(400))).status).toBe(201);
    const message = 'description must have at most 400 characters';
    expect((await upload('a.jar', 'x', 'x'.repeat(401))).error).toEqual(refusal(400, message));
  });

  it('refuses what would take more room than an owner has, until something is deleted', async () => {
    const { lambda, upload, files, store } = startLambda({ empty: true });
    const room = 1_000;
    const content = new Uint8Array(fileLimits.total - room);
    store.userFiles.add({ owner: caller, name: 'large.jar', description: '', content });
    store.userFiles.add({ owner: 'monalisa', name: 'large.jar', description: '', content });
    const message = 'your files may take 16 MiB in all; delete some first';
    expect((await upload('a.jar', new Uint8Array(room + 1))).error).toEqual(refusal(400, message));
    expect((await upload('a.jar', new Uint8Array(room))).status).toBe(201);
    expect((await upload('b.jar', 'x')).error).toEqual(refusal(400, message));
    await lambda.DELETE('/backend/user_files', { ...form, body: { id: 1 } });
    expect((await upload('b.jar', 'x')).status).toBe(201);
    expect((await files()).map(({ name }) => name)).toEqual(['a.jar', 'b.jar']);
  });
});

describe('deleteUserFile', () => {
  it('deletes a file for good', async () => {
    const { lambda, files, upload } = startLambda();
    const { status, data } = await lambda.DELETE('/backend/user_files', { ...form, body: { id: 2 } });
    expect([status, data]).toEqual([200, { result: 'success' }]);
    expect((await files()).map(({ id }) => id)).toEqual([1]);
    const again = await lambda.DELETE('/backend/user_files', { ...form, body: { id: 2 } });
    expect(again.error).toEqual(refusal(400, 'file does not exist'));
    await upload('next.jar');
    expect((await files()).map(({ id }) => id)).toEqual([1, 3]);
  });

  it('takes a multipart form too, as `-F id=2` sends it', async () => {
    const { fetch, files } = startLambda();
    const body = new FormData();
    body.append('id', '2');
    const headers = { 'x-api-key': 'mockplane-token' };
    expect((await fetch('/backend/user_files', { method: 'DELETE', headers, body })).status).toBe(200);
    expect((await files()).map(({ id }) => id)).toEqual([1]);
  });

  it("does not tell somebody else's file from none", async () => {
    const { lambda, store } = startLambda({ empty: true });
    store.userFiles.add({ owner: 'monalisa', name: 'secret.jar', description: '', content: new Uint8Array(1) });
    const { error } = await lambda.DELETE('/backend/user_files', { ...form, body: { id: 1 } });
    expect(error).toEqual(refusal(400, 'file does not exist'));
    expect(store.userFiles.all()).toHaveLength(1);
  });

  it.each(['0', '-1', 'first', '1.5', '2147483648', '9'.repeat(30)])(
    'takes the id %s for that of a file that does not exist',
    async (id) => {
      const { lambda } = startLambda();
      const { error } = await lambda.DELETE('/backend/user_files', { ...form, body: { id: id as never } });
      expect(error).toEqual(refusal(400, 'file does not exist'));
    },
  );

  it.each([{}, { id: '' }])('answers 422 for %o', async (body) => {
    const { lambda } = startLambda();
    const { error } = await lambda.DELETE('/backend/user_files', { ...form, body: body as never });
    expect(error).toEqual(refusal(422, 'missing id header'));
  });
});
