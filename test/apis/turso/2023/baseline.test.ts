import { describe, expect, it } from 'vitest';
import { operationOf } from '../../../helpers/operations.ts';
import { bodyIn } from '../../../helpers/requests.ts';
import { startTurso } from './helpers.ts';

/** The response of a fresh server, and its example in the contract. */
const story = [
  ['listOrganizations', 'listed', '/v1/organizations'],
  ['listOrganizationMembers', 'listed', '/v1/organizations/my-org/members'],
  ['listOrganizationMembers', 'personal', '/v1/organizations/octocat/members'],
  ['listLocations', 'listed', '/v1/locations'],
  ['listDatabases', 'listed', '/v1/organizations/my-org/databases'],
  ['listDatabases', 'empty', '/v1/organizations/octocat/databases'],
  ['getDatabase', 'replicated', '/v1/organizations/my-org/databases/my-db'],
  ['getDatabase', 'no-instances', '/v1/organizations/my-org/databases/staging-db'],
  ['getDatabaseUsage', 'replicated', '/v1/organizations/my-org/databases/my-db/usage'],
  ['getDatabaseUsage', 'no-instances', '/v1/organizations/my-org/databases/staging-db/usage'],
  ['listDatabaseInstances', 'replicated', '/v1/organizations/my-org/databases/my-db/instances'],
  ['listDatabaseInstances', 'no-instances', '/v1/organizations/my-org/databases/staging-db/instances'],
  ['getDatabaseInstance', 'primary', '/v1/organizations/my-org/databases/my-db/instances/robust-pyro'],
  ['getDatabaseInstance', 'replica', '/v1/organizations/my-org/databases/my-db/instances/my-instance'],
  ['validateAPIToken', 'never', '/v1/auth/validate'],
  ['listAPITokens', 'listed', '/v1/auth/api-tokens'],
] as const;

describe('the baseline', () => {
  it.each(story)('answers %s with the example %s', async (id, name, path) => {
    const { fetch } = startTurso();
    const response = await fetch(path, { headers: { authorization: 'Bearer mockplane-token' } });
    const examples = operationOf(id).replies.find(({ status }) => status === 200)?.content?.examples;
    expect(await bodyIn(response)).toEqual(examples?.find((example) => example.name === name)?.value);
  });

  it('tells its story in the month of the clock, whichever that is', async () => {
    const { fetch } = startTurso({ clock: { now: '2031-02-28T23:00:00Z', running: false } });
    const path = '/v1/organizations/my-org/databases/my-db/usage';
    const response = await fetch(path, { headers: { authorization: 'Bearer mockplane-token' } });
    expect(await bodyIn(response)).toMatchObject({ total: { rows_read: 11, rows_written: 1, storage_bytes: 49_152 } });
  });

  it('has nothing but people when it is to be empty', async () => {
    const { store } = startTurso({ empty: true });
    expect(store.databases.all()).toEqual([]);
    expect(store.apiTokens.all()).toEqual([]);
    expect(store.organizations.ofUser('octocat').map(({ slug }) => slug)).toEqual(['octocat', 'my-org', 'octo-labs']);
  });

  it('is what reset returns to', async () => {
    const parts = startTurso();
    const before = JSON.stringify([parts.store.databases.all(), parts.store.instances.all(), parts.store.usage.all()]);
    await parts.createDatabase('new-db');
    await parts.createInstance('my-db');
    parts.clock.advance(86_400_000);
    parts.sandbox.reset();
    const after = JSON.stringify([parts.store.databases.all(), parts.store.instances.all(), parts.store.usage.all()]);
    expect(after).toBe(before);
    expect(parts.transitions.pending()).toEqual([]);
  });
});
