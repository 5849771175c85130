import { describe, expect, it } from 'vitest';
import { changed, type Fault, found, inReplyOf, inStatusOf, token, withBody } from './targets.ts';

const isWrong = ({ headers }: Request): boolean => headers.get('authorization')?.includes('wrong-token') ?? false;

const faults: readonly (readonly [fault: string, api: string, make: Fault, reports: readonly string[]])[] = [
  [
    'a wrong token is accepted',
    'turso',
    async (request, next) => {
      if (isWrong(request) && request.url.endsWith('/v1/organizations')) {
        request.headers.set('authorization', `Bearer ${token}`);
      }
      return next(request);
    },
    ['listOrganizations, with a wrong token: 200 /status is 200 with a wrong token; must be 401'],
  ],
  [
    'the right token is accepted under another scheme',
    'lambda',
    async (request, next) => {
      const isBearer = request.headers.get('authorization')?.startsWith('Bearer ');
      if (isBearer && request.url.endsWith('/user_files')) request.headers.set('x-api-key', token);
      return next(request);
    },
    [
      'listUserFiles, with a wrong scheme: 200 /status is 200 with a wrong scheme; must be 401',
      'uploadUserFile, with a wrong scheme: 201 /status is 201 with a wrong scheme; must be 401',
      'deleteUserFile, with a wrong scheme: 200 /status is 200 with a wrong scheme; must be 401',
    ],
  ],
  [
    'a missing token is refused with 403',
    'turso',
    inReplyOf('deleteDatabase', (response, { headers }) =>
      headers.has('authorization') ? response : changed(response, { status: 403 }),
    ),
    ['deleteDatabase, without a token: 403 /status is 403 without a token; must be 401'],
  ],
  [
    'a 401 has the shape of other errors',
    'lambda',
    inStatusOf('createLambdaInstance', 401, (response) => changed(response, { text: '{"errors":[]}' })),
    ['createLambdaInstance, without a token: 401 /body/detail is required'],
  ],
  [
    'invalid input ends in a 500',
    'turso',
    async (request, next) => {
      const isBroken = (await request.clone().text()) === '{"' && request.url.endsWith('/databases');
      const response = await next(request);
      return isBroken ? changed(response, { status: 500 }) : response;
    },
    ['createDatabase, body that is not JSON: 500 /status is 500 for a body that is not JSON; must be 4xx'],
  ],
  [
    'invalid input is refused with an undocumented status',
    'lambda',
    inStatusOf('createLambdaInstance', 400, (response) => changed(response, { status: 422 })),
    [
      'createLambdaInstance, body without instance_name: 422 /status is 422; the contract has 202, 400, 401, 404, 405, 413, 415, 429, 503, 507',
    ],
  ],
  [
    'an error has another shape',
    'lambda',
    inStatusOf('deleteUserFile', 422, (response) => changed(response, { text: '{"error":"missing id header"}' })),
    ['deleteUserFile, body without id: 422 /body/errors is required'],
  ],
  [
    'an error that no operation documents has another shape',
    'turso',
    inReplyOf('createDatabaseToken', (response, { url }) =>
      url.includes('%C2%A7') ? changed(response, { text: '{"message":"bad"}' }) : response,
    ),
    ['createDatabaseToken, query with an impossible expiration: 400 /body/error is required'],
  ],
  [
    'a body without a required property is accepted',
    'turso',
    async (request, next) => {
      const isBroken = (await request.clone().text()) === '{"image":"latest"}';
      return next(isBroken ? withBody(request, '{"location":"ord"}') : request);
    },
    ['createDatabaseInstance, body without location: 200 /status is 200 for a body without location; must be 4xx'],
  ],
  [
    'a property of another type is accepted',
    'lambda',
    async (request, next) => {
      const text = await request.clone().text();
      const isBroken = text.includes('"slaves":"');
      return next(isBroken ? withBody(request, text.replace(/"slaves":"\w+"/, '"slaves":1')) : request);
    },
    [
      'createLambdaInstance, body with slaves of another type: 202 /status' +
        ' is 202 for a body with slaves of another type; must be 4xx',
    ],
  ],
  [
    'a form without its file is accepted',
    'lambda',
    inStatusOf('uploadUserFile', 422, (response) => changed(response, { status: 201, text: '{"result":"success"}' })),
    [
      'uploadUserFile, body without file: 201 /status is 201 for a body without file; must be 4xx',
      'uploadUserFile, body that is empty: 201 /status is 201 for a body that is empty; must be 4xx',
    ],
  ],
  [
    'an impossible query parameter is accepted',
    'lambda',
    (request, next) => next(new Request(request.url.replace('limit=-1', 'limit=1'), request)),
    [
      'listLambdaInstances, query with an impossible limit: 200 /status' +
        ' is 200 for a query with an impossible limit; must be 4xx',
    ],
  ],
  [
    'a name that nobody has ends in a 503, though one is documented',
    'turso',
    inReplyOf('createDatabaseInstance', (response, { url }) =>
      response.ok && url.includes('/organizations/mockplane-check')
        ? changed(response, { status: 503, text: '{"error":"down"}' })
        : response,
    ),
    ['createDatabaseInstance, unknown org_slug: 503 /status is 503; must not be 5xx'],
  ],
  [
    'a method that is not declared is answered',
    'lambda',
    (request, next) =>
      next(
        request.method === 'PATCH' && request.url.endsWith('/authenticate')
          ? new Request(request, { method: 'GET' })
          : request,
      ),
    ['authenticate, undeclared method PATCH: 200 /status is 200 for the undeclared method PATCH; must be 405'],
  ],
];

describe('a refusal', () => {
  it.each(faults)('breaks the contract when %s', async (_fault, api, make, reports) => {
    expect(await found(api, make)).toEqual(reports);
  });
});

const badRequestForMethods: Fault = async (request, next) => {
  const response = await next(request);
  return response.status === 405 && request.url.endsWith('/stop') ? changed(response, { status: 400 }) : response;
};

describe('an undeclared method', () => {
  it('may be refused with a status that the path documents, as the first Lambda service did', async () => {
    expect(await found('lambda', badRequestForMethods)).toEqual([]);
  });
});
