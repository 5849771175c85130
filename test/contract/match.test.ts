import { describe, expect, it } from 'vitest';
import { asker, contractOf, echo } from './corpus/api.ts';

const parameters = (...names: string[]) =>
  names.map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));

const contract = contractOf(
  {
    '/files/{name}.json': { parameters: parameters('name'), get: echo('getJson') },
    '/files/{name}.{extension}': { parameters: parameters('name', 'extension'), get: echo('getFile') },
    '/files/{name}': { parameters: parameters('name'), get: echo('getAny'), delete: echo('deleteAny') },
    '/files/readme': { get: echo('getReadme') },
    '/ranges/{from}..{to}': { parameters: parameters('from', 'to'), get: echo('getRange') },
    '/reports/{year}-{month}/{id}': { parameters: parameters('year', 'month', 'id'), get: echo('getReport') },
    '/a/{x}/c': { parameters: parameters('x'), get: echo('viaParameter') },
    '/a/b/{y}': { parameters: parameters('y'), get: echo('viaFixed') },
    '/methods': {
      head: echo('headMethods', { responses: { '204': { description: 'There.' } } }),
      options: echo('optionsMethods'),
      trace: echo('traceMethods'),
    },
    '/shared': { $ref: '#/components/pathItems/Shared' },
    '/nameless': { get: { responses: { '200': { description: 'Done.', content: { 'application/json': {} } } } } },
  },
  { pathItems: { Shared: { get: echo('getShared') } } },
);
const ask = asker(contract, ({ operation, path }) =>
  operation.method === 'HEAD'
    ? { status: 204, body: undefined, by: 'echo' }
    : { status: 200, body: { id: operation.id, ...path }, by: 'echo' },
);

describe('a path', () => {
  it.each([
    ['/files/a.json', { id: 'getJson', name: 'a' }],
    ['/files/a.b.json', { id: 'getJson', name: 'a.b' }],
    ['/files/a.txt', { id: 'getFile', name: 'a', extension: 'txt' }],
    ['/files/a', { id: 'getAny', name: 'a' }],
    ['/files/.json', { id: 'getAny', name: '.json' }],
    ['/files/readme', { id: 'getReadme' }],
    ['/files/read%6De', { id: 'getReadme' }],
    ['/files/a%2Fb.json', { id: 'getJson', name: 'a/b' }],
    ['/ranges/1..5', { id: 'getRange', from: '1', to: '5' }],
    ['/ranges/1...5', { id: 'getRange', from: '1', to: '.5' }],
    ['/reports/2024-01/x', { id: 'getReport', year: '2024', month: '01', id_: 'x' }],
    ['/a/b/c', { id: 'viaFixed', y: 'c' }],
    ['/a/z/c', { id: 'viaParameter', x: 'z' }],
    ['/shared', { id: 'getShared' }],
    ['/nameless', { id: 'GET /nameless' }],
  ])('%s is that of %j', async (path, expected) => {
    const { id_, ...call } = expected as { id: string; id_?: string };
    const reply = await ask(`GET ${path}`);
    // The parameter `id` of the report stands in the place of the operation's.
    expect(reply.json).toEqual(id_ === undefined ? call : { ...call, id: id_ });
  });

  it.each(['/ranges/1.5', '/ranges/..5', '/ranges/1..', '/files', '/reports/2024-/x'])(
    '%s is unknown',
    async (path) => {
      expect(await ask(`GET ${path}`)).toMatchObject({ status: 404 });
    },
  );

  it('refuses an empty parameter rather than the path', async () => {
    expect(await ask('GET /a//c')).toMatchObject({ status: 422, json: { detail: 'path parameter x is required' } });
  });

  it('with fixed segments leaves a method that it lacks to a template', async () => {
    expect(await ask('DELETE /files/readme')).toMatchObject({ json: { id: 'deleteAny', name: 'readme' } });
  });

  it('refuses a method that no template has, and names those that there are', async () => {
    expect(await ask('PUT /files/readme')).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD, OPTIONS' } });
  });

  it.each([
    ['OPTIONS', 'optionsMethods'],
    ['TRACE', 'traceMethods'],
  ])('has a documented %s', async (method, id) => {
    expect(await ask(`${method} /methods`)).toMatchObject({ status: 200, json: { id } });
  });

  it('has a documented HEAD, and answers HEAD as GET elsewhere', async () => {
    expect(await ask('HEAD /methods')).toMatchObject({
      status: 204,
      headers: { 'mockplane-operation': 'headMethods' },
    });
    expect(await ask('HEAD /shared')).toMatchObject({ status: 200, body: '' });
  });
});
