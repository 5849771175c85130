import { createMockplane, type Exchange } from 'mockplane';
import { createLambdaClient } from 'mockplane/lambda';
import { describe, expect, it } from 'vitest';

const mockplane = createMockplane({ stateless: true });
const lambda = createLambdaClient({ fetch: mockplane.fetch });
const last = (): Exchange | undefined => mockplane.exchanges().at(-1);

describe('createLambdaClient', () => {
  it('sends its token in x-api-key', async () => {
    const sent: (string | null)[] = [];
    const watched = createLambdaClient({
      token: 'my-own',
      fetch(request) {
        sent.push(request.headers.get('x-api-key'), request.headers.get('authorization'));
        return mockplane.fetch(request);
      },
    });
    const { status, error } = await watched.GET('/backend/authenticate');
    expect(sent).toEqual(['my-own', null]);
    expect(status).toBe(401);
    expect(error).toEqual({ errors: [{ message: 'Invalid token', code: 401, details: 'unauthorized' }] });
  });

  it('reads', async () => {
    const params = { query: { limit: 2, page: 1 } };
    const { data } = await lambda.GET('/backend/lambda-instances', { params });
    expect(data?.data.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5]);
    expect(last()?.target).toBe('/backend/lambda-instances?limit=2&page=1');
  });

  it('acts', async () => {
    const result = await lambda.POST('/backend/lambda-instances/{uuid}/destroy', { params: { path: { uuid: '3' } } });
    expect(result).toMatchObject({ status: 202, data: { result: 'Success' } });
  });

  it('uploads a File as a form', async () => {
    const file = new File(['bytes'], 'sensor-feed.jar', { type: 'application/java-archive' });
    const result = await lambda.PUT('/backend/user_files', { body: { file, description: 'Reads the sensor feed' } });
    expect(result).toMatchObject({ status: 201, data: { result: 'success' } });
    expect(last()?.violations).toEqual([]);
  });

  it('uploads a File without a description, which is left out', async () => {
    let form: FormData | undefined;
    const watched = createLambdaClient({
      async fetch(request) {
        form = await request.clone().formData();
        return mockplane.fetch(request);
      },
    });
    const body = { file: new File(['bytes'], 'a.jar'), description: undefined } as unknown as { file: File };
    const { status } = await watched.PUT('/backend/user_files', { body });
    expect(status).toBe(201);
    expect([...form!.keys()]).toEqual(['file']);
    expect(form!.get('file')).toMatchObject({ name: 'a.jar', size: 5 });
  });

  it('sends a form without a file as what the server reads', async () => {
    const result = await lambda.DELETE('/backend/user_files', { body: { id: 2 } });
    expect(result).toMatchObject({ status: 200, data: { result: 'success' } });
    expect(last()?.notes).toEqual([]);
  });

  it('gives refusals of both shapes as values', async () => {
    const missing = await lambda.DELETE('/backend/user_files', { body: { id: 2 }, headers: { prefer: 'code=400' } });
    expect(missing.error).toEqual({ errors: [{ message: 'file does not exist', code: 400, details: '' }] });
    const stranger = createLambdaClient({ fetch: mockplane.fetch, token: 'another' });
    const refused = await stranger.GET('/backend/user_files');
    expect(refused.error).toEqual({ detail: 'Invalid token' });
  });
});
