import { describe, expect, it } from 'vitest';
import { changed, type Fault, found, inReplyOf, inSuccessOf, replaced } from './targets.ts';

const faults: readonly (readonly [fault: string, api: string, make: Fault, reports: string])[] = [
  [
    'a required property is missing',
    'turso',
    inSuccessOf('getDatabase', (response) => replaced(response, '"DbId"', '"dbId"')),
    'getDatabase, valid request: 200 /body/database/DbId is required',
  ],
  [
    'a property is of another type',
    'lambda',
    inSuccessOf('getLambdaInstance', (response) => replaced(response, '"id":3', '"id":"3"')),
    'getLambdaInstance, valid request: 200 /body/data/id must be an integer',
  ],
  [
    'a value within a list is impossible',
    'lambda',
    inSuccessOf('listLambdaInstances', (response) => replaced(response, /"uuid":"[^"]+"/, '"uuid":"none"')),
    'listLambdaInstances, valid request: 200 /body/data/0/uuid must be a valid uuid',
  ],
  [
    'a status is not documented',
    'turso',
    inSuccessOf('listLocations', (response) => changed(response, { status: 206 })),
    'listLocations, valid request: 206 /status is 206; the contract has 200, 401',
  ],
  [
    'a redirect is in the way',
    'lambda',
    inSuccessOf('authenticate', (response) => changed(response, { status: 302 })),
    'authenticate, valid request: 302 /status is 302; the contract has 200, 401',
  ],
  [
    'the media type is another',
    'turso',
    inSuccessOf('listOrganizations', (response) => changed(response, { type: 'text/json; charset=utf-8' })),
    'listOrganizations, valid request: 200 /headers/content-type is text/json; the contract has application/json',
  ],
  [
    'a page is in the way',
    'lambda',
    inSuccessOf('listUserFiles', (response) => changed(response, { text: '<h1>Welcome</h1>', type: 'text/html' })),
    'listUserFiles, valid request: 200 /headers/content-type is text/html; the contract has application/json',
  ],
  [
    'a body is not JSON',
    'turso',
    inSuccessOf('validateAPIToken', (response) => changed(response, { text: 'OK' })),
    'validateAPIToken, valid request: 200 /body must be JSON',
  ],
  [
    'a body is missing',
    'turso',
    inSuccessOf('listAPITokens', (response) => changed(response, { text: '' })),
    'listAPITokens, valid request: 200 /body must not be empty',
  ],
  [
    'there is a body where none belongs',
    'turso',
    inSuccessOf('waitForDatabaseInstance', (response) => changed(response, { text: '{}' })),
    'waitForDatabaseInstance, valid request: 200 /body must be empty',
  ],
  [
    'a creation answers with another status',
    'lambda',
    inSuccessOf('createLambdaInstance', (response) => changed(response, { status: 200 })),
    'createLambdaInstance, valid request: 200 /status is 200; the contract has 202, 400, 401',
  ],
  [
    'the reply to a deletion lacks the name',
    'turso',
    inSuccessOf('revokeAPIToken', (response) => replaced(response, '"token"', '"name"')),
    'revokeAPIToken, unknown token_name: 200 /body/token is required',
  ],
  [
    'an optional parameter is required',
    'turso',
    inReplyOf('createDatabaseToken', (response, { url }) =>
      response.ok && !url.includes('expiration') ? changed(response, { status: 500 }) : response,
    ),
    'createDatabaseToken, without optional parameters: 500 /status is 500; the contract has 200, 400, 401, 403, 404',
  ],
  [
    'an unknown query parameter is refused',
    'turso',
    inReplyOf('listDatabases', (response, { url }) =>
      url.includes('mockplane_unknown') ? changed(response, { status: 400 }) : response,
    ),
    'listDatabases, valid request, with unknown parameter: 400 /status' +
      ' is 400 with an unknown parameter or property, but 200 without',
  ],
  [
    'an unknown property is refused',
    'lambda',
    async (request, next) => {
      const isExtra = (await request.clone().text()).includes('name="mockplane_unknown"');
      const response = await next(request);
      return isExtra ? changed(response, { status: 400 }) : response;
    },
    'uploadUserFile, valid request, with unknown parameter and property: 400 /status' +
      ' is 400 with an unknown parameter or property, but 201 without',
  ],
  [
    'the second way to send the token is not read',
    'lambda',
    inReplyOf('authenticate', (response, { headers }) =>
      headers.get('authorization')?.startsWith('Token ') ? changed(response, { status: 400 }) : response,
    ),
    'authenticate, with the token in authorization: 400 /status is 400; the contract has 200, 401',
  ],
  [
    'a connection is closed without a reply',
    'turso',
    async (request, next) => {
      if (!request.url.includes('/my-db/usage?')) return next(request);
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('read'), { code: 'ECONNRESET' }) });
    },
    'getDatabaseUsage, valid request, with unknown parameter: 0  no response: the connection was closed',
  ],
];

describe('a reply', () => {
  it.each(faults)('breaks the contract when %s', async (_fault, api, make, reports) => {
    expect(await found(api, make)).toEqual([reports]);
  });
});
