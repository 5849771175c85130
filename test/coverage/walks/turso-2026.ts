import { attemptFor, type Attempts, sendAttempt } from '../../apis/turso/2026/attempts/attempt.ts';
import { accountAttempts, isOfAccount } from '../../apis/turso/2026/attempts/account.ts';
import { commonAttempts } from '../../apis/turso/2026/attempts/common.ts';
import { databasesAttempts, isOfDatabases } from '../../apis/turso/2026/attempts/databases.ts';
import { groupsAttempts, isOfGroups } from '../../apis/turso/2026/attempts/groups.ts';
import { openTurso, type Turso } from '../../apis/turso/2026/open.ts';
import { type Operation, operationOf, operations } from '../../helpers/operations.ts';
import { beginSession } from '../../../src/apis/turso/resources/sessions.ts';
import type { MockplaneOptions } from '../../../src/mockplane/options.ts';
import { type Answered, beganAt2026, type Departure, type Sandbox } from '../ask.ts';
import type { Walk } from './walk.ts';

const api = 'turso-2026';
const own = operations.filter((operation) => operation.api === api);
const options: MockplaneOptions = { edition: '2026', clock: { now: beganAt2026, running: false } };

type Ask = (id: string, departure?: Departure) => Promise<Answered>;

/** A walk that asks the 2026 edition only. */
function walk(title: string, go: (ask: Ask, sandbox: Sandbox) => Promise<unknown>, more: MockplaneOptions = {}): Walk {
  return {
    title,
    options: { ...options, ...more },
    go: (sandbox) => go((id, departure) => sandbox.askOf(api, id, departure), sandbox),
  };
}

const groupsOfAttempts = [
  { isMeant: isOfAccount, attempts: { ...commonAttempts, ...accountAttempts } },
  { isMeant: isOfDatabases, attempts: { ...commonAttempts, ...databasesAttempts } },
  { isMeant: isOfGroups, attempts: { ...commonAttempts, ...groupsAttempts } },
];

function attemptsOf({ id }: Operation): Attempts {
  return groupsOfAttempts.find(({ isMeant }) => isMeant(id))?.attempts ?? commonAttempts;
}

const sent = ({ id }: Operation) => ({ operation: id, by: 'sandbox' });

/** The refusals that the edition's own tests bring about, one by one. */
async function refusals(tell: (answered: Answered) => void): Promise<void> {
  const shared = new Map<string, Turso>();
  const sandboxFor = (more: MockplaneOptions = {}): Turso => {
    const key = JSON.stringify(more);
    const known = shared.get(key) ?? openTurso(more);
    shared.set(key, known);
    return known;
  };
  for (const operation of own) {
    for (const { status, content } of operation.replies) {
      for (const { name } of content?.examples ?? []) {
        const attempts = attemptsOf(operation);
        const attempt = attemptFor(attempts, operation, status, name)?.attempt ?? attempts[`${operation.id} ${status}`];
        if (!attempt) continue;
        const fresh = attempt.before || status < 300 ? openTurso(attempt.options) : undefined;
        const answered = await sendAttempt(fresh ?? sandboxFor(attempt.options), operation, attempt);
        await fresh?.close();
        tell({ ...answered, api, ...sent(operation) });
      }
    }
  }
  for (const turso of shared.values()) await turso.close();
}

/** The requests for the documented responses of the 2026 edition. */
export const turso2026Walks: readonly Walk[] = [
  ...own.map(({ id }) => walk('the request of the examples', (ask) => ask(id))),
  ...own.flatMap(({ id, bodies: [content] }) =>
    (content?.examples ?? []).map(({ name }) =>
      walk(`the request of the example ${name}`, (ask) => ask(id, { example: name })),
    ),
  ),
  { title: 'the refusals of the tests of the edition', options, go: (_sandbox, tell) => refusals(tell) },
  {
    title: 'with a session of the CLI',
    options,
    async go(_sandbox, tell) {
      const turso = openTurso();
      const token = beginSession(turso.sandbox.context, 'octocat');
      const operation = operationOf('validateAPIToken', api);
      tell({ ...(await sendAttempt(turso, operation, { token: () => token })), api, ...sent(operation) });
      await turso.close();
    },
  },
  walk('in the personal organization', (ask) =>
    eachGet(ask, { organizationSlug: 'octocat', organizationId: 'octocat' }),
  ),
  walk('of things on Fly', (ask) =>
    eachGet(ask, { databaseName: 'edge-db', groupName: 'edge', location: 'ord', instanceName: 'ams' }),
  ),
  walk('of other databases', async (ask) => {
    for (const databaseName of ['my-db-branch', 'analytics']) await eachGet(ask, { databaseName });
    const query = 'from=2026-07-01T00:00:00Z&to=2026-08-01T00:00:00Z';
    await ask('getDatabaseUsage', { path: { databaseName: 'analytics' }, query });
  }),
  walk('with pages', async (ask) => {
    for (const query of ['', 'limit=2', 'limit=1']) {
      for (const id of ['listDatabases', 'listDeletedDatabases']) await ask(id, { query });
    }
    for (const query of ['deleted=true', 'deleted=true&limit=1', 'page=2']) {
      for (const id of ['listDeletedDatabases', 'listOrganizationAuditLogs']) await ask(id, { query });
    }
  }),
  walk('tokens of each kind', async (ask) => {
    const ids = ['createDatabaseToken', 'createGroupToken', 'createDatabaseTokenV3', 'createGroupTokenV3'];
    for (const id of ids) {
      for (const query of ['', 'expiration=1d&authorization=read-only']) await ask(id, { query });
      await ask(id, { query: '', raw: '' });
    }
  }),
  walk('a group that is awake', async (ask) => {
    const path = { groupName: 'edge', location: 'ams' };
    await ask('unarchiveGroup', { path });
    await ask('removeLocationFromGroup', { path });
    await ask('addLocationToGroup', { path });
    await ask('startGroupAwsMigration', { path });
    await ask('getGroupAwsMigration', { path });
    await ask('abortGroupAwsMigration', { path });
  }),
  walk('a group in its whole life', async (ask) => {
    await ask('restoreGroup');
    await ask('listDeletedGroups');
    await ask('deleteGroup', { path: { groupName: 'staging' } });
    await ask('createDatabase', { json: { name: 'staging-db', group: 'default' } });
    await ask('restoreGroup');
  }),
  walk('a group that moves', async (ask) => {
    await ask('transferGroup', { json: { organization: 'octocat' } });
  }),
  walk('a database in its whole life', async (ask) => {
    await ask('updateBillingCustomer');
    await ask('getBillingCustomer');
    await ask('updateDatabaseConfiguration', {
      path: { databaseName: 'edge-db' },
      json: { size_limit: '10000', delete_protection: true },
    });
    await ask('getDatabaseConfiguration', { path: { databaseName: 'edge-db' } });
    for (const name of ['restored', 'renamed']) await ask('restoreDatabase', { example: name });
  }),
  walk('an organization that has just been created', async (ask) => {
    await ask('createOrganization');
    await eachGet(ask, { organizationSlug: 'new-team', organizationId: 'new-team' });
  }),
  walk('tokens that are all revoked', async (ask) => {
    for (const tokenName of ['ci-bot', 'group-bot', 'legacy']) await ask('revokeAPIToken', { path: { tokenName } });
    await ask('listAPITokens');
    await ask('listOrganizationAPITokens');
  }),
];

/** Asks each operation that only reads, and has one of the parameters. */
async function eachGet(ask: Ask, path: Readonly<Record<string, string>>): Promise<void> {
  for (const { id, method, parameters } of own) {
    if (method === 'GET' && parameters.some(({ name }) => name in path)) await ask(id, { path });
  }
}
