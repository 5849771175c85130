import { describe, expect, it } from 'vitest';
import type { MockplaneOptions } from '../../../../src/mockplane/options.ts';
import { operations, type Operation, type Reply } from '../../../helpers/operations.ts';
import { bodyIn, requestOf } from '../../../helpers/requests.ts';
import { startTurso, type Turso } from './helpers.ts';

/** How a request differs from the operation's own example. */
export interface Attempt {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly body?: unknown;
  /** Sends an empty form in place of the body. */
  readonly form?: boolean;
  readonly options?: MockplaneOptions;
  /** What happened before. @returns the token to send, when it is not the usual one; empty for none */
  readonly before?: (parts: Turso) => unknown;
}

/** What brings each documented reply, by its example: `createDatabase 409 name-exists`, or `401 missing-token` for all. */
export type Attempts = Readonly<Record<string, Attempt>>;

/** Those that bring the refusals which most operations have. */
export const commonAttempts: Attempts = {
  '401 missing-token': { before: () => '' },
  '401 invalid-token': { before: () => 'no-token' },
  '401 database-token': {
    async before({ turso }) {
      const path = { organizationSlug: 'my-org', databaseName: 'my-db' };
      const { data } = await turso.POST('/v1/organizations/{organizationSlug}/databases/{databaseName}/auth/tokens', {
        params: { path },
      });
      return data!.jwt;
    },
  },
  '401 revoked-token': {
    before({ addToken, store }) {
      const revoked = addToken('octocat');
      store.apiTokens.remove(store.apiTokens.all().at(-1)!.id);
      return `${revoked.split('.')[0]}.${Buffer.from('{"jti":"x"}').toString('base64url')}.x`;
    },
  },
  '403 not-a-member': { path: { organizationSlug: 'acme', organizationId: 'acme' } },
  '403 token-restricted': { before: ({ addToken }) => addToken('octocat', { organization: 'octocat' }) },
  '404 organization-not-found': { path: { organizationSlug: 'no-such-org', organizationId: 'no-such-org' } },
  '404 database-not-found': {
    path: { databaseName: 'no-such-db', databaseId: '00000000-0000-7000-8000-000000000000' },
  },
  '404 group-not-found': { path: { groupName: 'no-such-group', groupId: '00000000-0000-7000-8000-000000000000' } },
  '404 instance-not-found': { path: { instanceName: 'no-such-instance' } },
  '400 invalid-body': { body: [] },
};

/**
 * Holds operations to each status and example that their contract documents.
 *
 * @param isMeant the operations, by id
 * @param unreached documented statuses that no behaviour leads to (`getDatabaseStats 200`), and why
 */
export function describeStatuses(
  isMeant: (id: string) => boolean,
  own: Attempts,
  unreached: Readonly<Record<string, string>> = {},
): void {
  const attempts = { ...commonAttempts, ...own };
  const meant = operations.filter(({ api, id }) => api === 'turso-2026' && isMeant(id));
  const replies = meant.flatMap((operation) => operation.replies.map((reply) => ({ operation, reply })));
  const reached = replies.filter(
    ({ operation, reply }) => !Object.hasOwn(unreached, `${operation.id} ${reply.status}`),
  );
  const successes = reached.filter(({ reply }) => reply.status < 300);
  const refusals = reached
    .filter(({ reply }) => reply.status >= 400)
    .flatMap(({ operation, reply }) => reply.content!.examples.map((example) => ({ operation, reply, ...example })))
    .filter(({ operation, name }) => name !== 'missing-token' || !isOpen(operation));
  const attemptFor = (operation: Operation, { status }: Reply, name: string) =>
    [`${operation.id} ${status} ${name}`, `${status} ${name}`].find((key) => Object.hasOwn(attempts, key));

  describe('the Turso Platform API of 2026', () => {
    it.each(successes)('answers $reply.status to the example of $operation.id', async ({ operation, reply }) => {
      const attempt = attempts[`${operation.id} ${reply.status}`] ?? {};
      expect(await send(operation, attempt)).toMatchObject({ status: reply.status });
    });

    it.each(refusals)('answers $reply.status to $operation.id: $name', async ({ operation, reply, name, value }) => {
      const key = attemptFor(operation, reply, name);
      expect(key, 'there must be an attempt').toBeDefined();
      expect(await send(operation, attempts[key!]!)).toEqual({ status: reply.status, body: value, by: operation.id });
    });

    it('has attempts for documented replies only', () => {
      const used = new Set(refusals.map(({ operation, reply, name }) => attemptFor(operation, reply, name)));
      for (const { operation, reply } of successes) used.add(`${operation.id} ${reply.status}`);
      expect(Object.keys(own).filter((key) => !used.has(key))).toEqual([]);
    });

    it('leaves documented statuses unreached only', () => {
      const documented = replies.map(({ operation, reply }) => `${operation.id} ${reply.status}`);
      expect(documented).toEqual(expect.arrayContaining(Object.keys(unreached)));
    });
  });
}

/** Whether an operation needs no token. */
function isOpen({ node }: Operation): boolean {
  const security = node['security'] as readonly object[] | undefined;
  return security?.some((scheme) => Object.keys(scheme).length === 0) ?? false;
}

function bodyOf(usual: BodyInit, body: unknown, form = false): BodyInit {
  if (form) return new FormData();
  return body === undefined ? usual : JSON.stringify(body);
}

async function send(operation: Operation, { path = {}, query, body, form, options, before }: Attempt) {
  const parts = startTurso(options);
  const token = await before?.(parts);
  const usual = requestOf(operation);
  const target = operation.parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce(
      (whole, { name, example }) => whole.replace(`{${name}}`, encodeURIComponent(path[name] ?? String(example))),
      operation.path,
    );
  const search = query === undefined ? usual.path.split('?')[1] : query;
  const { authorization, ...others } = usual.headers;
  const given = typeof token === 'string' ? `Bearer ${token}` : authorization!;
  const headers = { ...others, ...(token !== '' && { authorization: given }) };
  const response = await parts.fetch(search === undefined || search === '' ? target : `${target}?${search}`, {
    method: operation.method,
    headers,
    ...(usual.body !== undefined && { body: bodyOf(usual.body, body, form) }),
  });
  const by = response.headers.get('mockplane-operation');
  return { status: response.status, body: await bodyIn(response), by };
}
