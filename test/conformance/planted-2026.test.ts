import { describe, expect, it } from 'vitest';
import { changed, type Fault, found, inReplyOf, inStatusOf, inSuccessOf, replaced, token } from './targets.ts';

/** A fault of one operation, and a part of what the suite must say of it. */
type Planted = readonly [fault: string, operation: string, make: Fault, says: string];

/** Sends a request on with another body; what it asks for stays the same. */
const withText = (request: Request, body: string): Request =>
  new Request(request.url, { method: request.method, headers: request.headers, body });

/** Accepts a body that a server must refuse, by putting it right. */
const acceptsBody = (method: string, path: RegExp, wrong: RegExp, right: string): Fault => {
  return async (request, next) => {
    const text = request.method === method ? await request.clone().text() : '';
    const isPlanted = request.method === method && path.test(request.url) && wrong.test(text);
    return next(isPlanted ? withText(request, right) : request);
  };
};

const ofReplies: readonly Planted[] = [
  [
    'a required property is missing',
    'getGroup',
    inSuccessOf('getGroup', (response) => replaced(response, '"uuid"', '"id"')),
    '/body/group/uuid is required',
  ],
  [
    'a property is of another type',
    'getDatabase',
    inSuccessOf('getDatabase', (response) =>
      replaced(response, '"delete_protection":false', '"delete_protection":"no"'),
    ),
    '/body/database/delete_protection must be',
  ],
  [
    'a value within a list is impossible',
    'listOrganizationMembers',
    inSuccessOf('listOrganizationMembers', (response) => replaced(response, '"role":"owner"', '"role":"king"')),
    '/body/members/0/role must be',
  ],
  [
    'a list that the vendor leaves bare is wrapped',
    'listOrganizations',
    inSuccessOf('listOrganizations', (response) => changed(response, { text: '{"organizations":[]}' })),
    '/body must be',
  ],
  [
    'the sum of the usage has the name that the vendor documents',
    'getDatabaseUsage',
    inSuccessOf('getDatabaseUsage', async (response) => {
      const { database, ...rest } = (await response.clone().json()) as { database: { usage: unknown } };
      const { usage, ...others } = database;
      return changed(response, { text: JSON.stringify({ ...rest, database: { ...others, total: usage } }) });
    }),
    '/body/database/usage is required',
  ],
  [
    'a status is not documented',
    'getOrganization',
    inSuccessOf('getOrganization', (response) => changed(response, { status: 206 })),
    '/status is 206',
  ],
  [
    'there is a body where none belongs',
    'invalidateGroupTokens',
    inSuccessOf('invalidateGroupTokens', (response) => changed(response, { text: '{}', type: 'application/json' })),
    '/body must be empty',
  ],
  [
    'a body is missing',
    'getOrganizationUsage',
    inSuccessOf('getOrganizationUsage', (response) => changed(response, { text: '' })),
    '/body must not be empty',
  ],
  [
    'a page is in the way',
    'listGroups',
    inSuccessOf('listGroups', (response) => changed(response, { text: '<h1>Hi</h1>', type: 'text/html' })),
    '/headers/content-type is text/html',
  ],
  [
    'an error has another shape',
    'createGroup',
    inStatusOf('createGroup', 400, (response) => changed(response, { text: '{"message":"bad"}' })),
    '/body/error is required',
  ],
];

const ofRefusals: readonly Planted[] = [
  [
    'a wrong token is accepted',
    'listOrganizationAuditLogs',
    async (request, next) => {
      const isWrong = request.headers.get('authorization')?.includes('wrong-token') ?? false;
      if (isWrong && /\/audit-logs/.test(request.url)) request.headers.set('authorization', `Bearer ${token}`);
      return next(request);
    },
    '/status is 200 with a wrong token; must be 401',
  ],
  [
    'a missing token is refused with 403',
    'deleteGroup',
    inReplyOf('deleteGroup', (response, { headers }) =>
      headers.has('authorization') ? response : changed(response, { status: 403 }),
    ),
    '/status is 403 without a token; must be 401',
  ],
  [
    'invalid input ends in a 500',
    'createGroup',
    async (request, next) => {
      const isBroken = (await request.clone().text()) === '{"' && request.url.endsWith('/groups');
      const response = await next(request);
      return isBroken ? changed(response, { status: 500 }) : response;
    },
    '/status is 500',
  ],
  [
    'a body without a required property is accepted',
    'transferGroup',
    acceptsBody('POST', /\/groups\/[^/]+\/transfer$/, /^\{\}$/, '{"organization":"octocat"}'),
    '/status is 200 for a body without organization; must be 4xx',
  ],
  [
    'a property of another type is accepted',
    'updateGroupConfiguration',
    acceptsBody('PATCH', /\/groups\/[^/]+\/configuration$/, /"delete_protection":(?!true|false|null)/, '{}'),
    'delete_protection of another type; must be 4xx',
  ],
  [
    'a method that is not declared is answered',
    'listGroups',
    (request, next) => {
      const { pathname } = new URL(request.url);
      const isUndeclared = !['GET', 'POST', 'HEAD'].includes(request.method);
      const isGroups = pathname.includes('/v1/') && pathname.endsWith('/groups');
      return next(isUndeclared && isGroups ? new Request(request, { method: 'GET' }) : request);
    },
    'must be 405',
  ],
];

describe('a fault in a server of the 2026 edition', () => {
  it.each([...ofReplies, ...ofRefusals])('is found and named: %s (%s)', async (_fault, operation, make, says) => {
    const lines = await found('turso-2026', make);
    expect(lines).toContainEqual(expect.stringContaining(says));
    // Nothing else is wrong with the server.
    expect(lines.filter((line) => !line.startsWith(`${operation}, `))).toEqual([]);
  });
});
