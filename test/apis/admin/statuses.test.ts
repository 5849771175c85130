import { describe, expect, it } from 'vitest';
import { operations } from '../../helpers/operations.ts';
import { type Parts, smallSnapshot, start } from './helpers.ts';

type Scenario = (parts: Parts) => Promise<{ readonly status: number }>;

const database = (name: string) => ({ params: { path: { organization: 'my-org', database: name } } });
const jwks = '/_mockplane/organizations/{organization}/databases/{database}/jwks';
const usage = { organization: 'my-org', database: 'my-db', rowsRead: 1 };
const group = { organization: 'my-org', group: 'default' };
const invite = { organization: 'my-org', email: 'visitor@example.com' };
const drop = { operation: 'createDatabase', action: 'drop' } as const;
const notJson = (fetch: Parts['fetch'], method: string, path: string) => fetch(path, { method, body: '{' });

/** The request for each documented status. */
const ofOneSandbox: Readonly<Record<string, Scenario>> = {
  'getHealth 200': ({ admin }) => admin.GET('/_mockplane/health'),
  'getHealth 503': ({ admin, assembled }) => {
    assembled.drain();
    return admin.GET('/_mockplane/health');
  },
  'getHealth 403': ({ foreign }) => foreign.GET('/_mockplane/health'),

  'reset 200': ({ admin }) => admin.POST('/_mockplane/reset'),
  'reset 403': ({ foreign }) => foreign.POST('/_mockplane/reset'),

  'getSnapshot 200': ({ admin }) => admin.GET('/_mockplane/snapshot'),
  'getSnapshot 403': ({ foreign }) => foreign.GET('/_mockplane/snapshot'),
  'putSnapshot 200': ({ admin }) => admin.PUT('/_mockplane/snapshot', { body: smallSnapshot() }),
  'putSnapshot 400': ({ fetch }) => notJson(fetch, 'PUT', '/_mockplane/snapshot'),
  'putSnapshot 403': ({ foreign }) => foreign.PUT('/_mockplane/snapshot', { body: smallSnapshot() }),
  'putSnapshot 422': ({ admin }) => admin.PUT('/_mockplane/snapshot', { body: { ...smallSnapshot(), users: [] } }),

  'getClock 200': ({ admin }) => admin.GET('/_mockplane/clock'),
  'getClock 403': ({ foreign }) => foreign.GET('/_mockplane/clock'),
  'updateClock 200': ({ admin }) => admin.PATCH('/_mockplane/clock', { body: { running: true } }),
  'updateClock 400': ({ admin }) => admin.PATCH('/_mockplane/clock', { body: { now: '2023-11-15T10:00:00Z' } }),
  'updateClock 403': ({ foreign }) => foreign.PATCH('/_mockplane/clock', { body: { running: true } }),
  'advanceClock 200': ({ admin }) => admin.POST('/_mockplane/clock/advance', { body: { by: '1h' } }),
  'advanceClock 400': ({ admin }) => admin.POST('/_mockplane/clock/advance', { body: { by: 'an hour' } }),
  'advanceClock 403': ({ foreign }) => foreign.POST('/_mockplane/clock/advance', { body: { by: '1h' } }),

  'getTransitions 200': ({ admin }) => admin.GET('/_mockplane/transitions'),
  'getTransitions 403': ({ foreign }) => foreign.GET('/_mockplane/transitions'),
  'setTransitions 200': ({ admin }) => admin.PUT('/_mockplane/transitions', { body: { mode: 'manual' } }),
  'setTransitions 400': ({ admin }) => admin.PUT('/_mockplane/transitions', { body: { mode: 'after' } }),
  'setTransitions 403': ({ foreign }) => foreign.PUT('/_mockplane/transitions', { body: { mode: 'manual' } }),
  'stepTransitions 200': ({ admin }) => admin.POST('/_mockplane/transitions/step'),
  'stepTransitions 400': ({ admin }) => admin.POST('/_mockplane/transitions/step', { body: { count: 0 } }),
  'stepTransitions 403': ({ foreign }) => foreign.POST('/_mockplane/transitions/step'),

  'addUsage 200': ({ admin }) => admin.POST('/_mockplane/usage', { body: usage }),
  'addUsage 400': ({ admin }) => admin.POST('/_mockplane/usage', { body: { ...usage, rowsRead: -1 } }),
  'addUsage 403': ({ foreign }) => foreign.POST('/_mockplane/usage', { body: usage }),
  'addUsage 404': ({ admin }) => admin.POST('/_mockplane/usage', { body: { ...usage, database: 'no-such-db' } }),

  'archiveGroup 200': ({ admin }) => admin.POST('/_mockplane/groups/archive', { body: group }),
  'archiveGroup 400': ({ fetch }) => notJson(fetch, 'POST', '/_mockplane/groups/archive'),
  'archiveGroup 403': ({ foreign }) => foreign.POST('/_mockplane/groups/archive', { body: group }),
  'acceptInvite 200': async ({ admin }) => {
    // Without state the Turso API keeps no invite, so it comes by a snapshot.
    const invites = [
      { ...invite, id: 1, role: 'member', token: 'b2N0b2NhdA', createdAt: '2023-11-16T10:00:00Z' } as const,
    ];
    await admin.PUT('/_mockplane/snapshot', { body: { ...smallSnapshot(), invites } });
    return admin.POST('/_mockplane/invites/accept', { body: invite });
  },
  'acceptInvite 400': ({ fetch }) => notJson(fetch, 'POST', '/_mockplane/invites/accept'),
  'acceptInvite 403': ({ foreign }) => foreign.POST('/_mockplane/invites/accept', { body: invite }),

  'listFaults 200': ({ admin }) => admin.GET('/_mockplane/faults'),
  'listFaults 403': ({ foreign }) => foreign.GET('/_mockplane/faults'),
  'createFault 201': ({ admin }) => admin.POST('/_mockplane/faults', { body: drop }),
  'createFault 400': ({ admin }) =>
    admin.POST('/_mockplane/faults', { body: { ...drop, operation: 'dropDatabase' as 'dumpDatabase' } }),
  'createFault 403': ({ foreign }) => foreign.POST('/_mockplane/faults', { body: drop }),
  'deleteFaults 200': ({ admin }) => admin.DELETE('/_mockplane/faults'),
  'deleteFaults 403': ({ foreign }) => foreign.DELETE('/_mockplane/faults'),
  'deleteFault 200': async ({ admin }) => {
    const { data } = await admin.POST('/_mockplane/faults', { body: drop });
    return admin.DELETE('/_mockplane/faults/{faultId}', { params: { path: { faultId: data!.id } } });
  },
  'deleteFault 403': ({ foreign }) =>
    foreign.DELETE('/_mockplane/faults/{faultId}', { params: { path: { faultId: 1 } } }),
  'deleteFault 404': ({ admin }) => admin.DELETE('/_mockplane/faults/{faultId}', { params: { path: { faultId: 9 } } }),

  'listExchanges 200': ({ admin }) => admin.GET('/_mockplane/exchanges'),
  'listExchanges 400': ({ admin }) => admin.GET('/_mockplane/exchanges', { params: { query: { limit: 1001 } } }),
  'listExchanges 403': ({ foreign }) => foreign.GET('/_mockplane/exchanges'),
  'getExchange 200': async ({ admin, turso }) => {
    await turso.GET('/v1/locations');
    return admin.GET('/_mockplane/exchanges/{exchangeId}', { params: { path: { exchangeId: 1 } } });
  },
  'getExchange 403': ({ foreign }) =>
    foreign.GET('/_mockplane/exchanges/{exchangeId}', { params: { path: { exchangeId: 1 } } }),
  'getExchange 404': ({ admin }) =>
    admin.GET('/_mockplane/exchanges/{exchangeId}', { params: { path: { exchangeId: 1 } } }),
  'clearExchanges 200': ({ admin }) => admin.DELETE('/_mockplane/exchanges'),
  'clearExchanges 403': ({ foreign }) => foreign.DELETE('/_mockplane/exchanges'),
  'streamExchanges 200': async ({ fetch }) => {
    const response = await fetch('/_mockplane/exchanges/stream');
    await response.body?.cancel();
    return response;
  },
  'streamExchanges 403': ({ foreign }) => foreign.GET('/_mockplane/exchanges/stream'),

  'getBackup 200': async ({ fetch }) => {
    const response = await fetch('/_mockplane/backup');
    await response.text();
    return response;
  },
  'getBackup 403': ({ foreign }) => foreign.GET('/_mockplane/backup'),

  'getDatabaseKeys 200': ({ admin }) => admin.GET(jwks, database('my-db')),
  'getDatabaseKeys 403': ({ foreign }) => foreign.GET(jwks, database('my-db')),
  'getDatabaseKeys 404': ({ admin }) => admin.GET(jwks, database('no-such-db')),
  'verifyDatabaseToken 200': ({ admin }) => admin.POST('/_mockplane/tokens/verify', { body: { token: 'no-token' } }),
  'verifyDatabaseToken 400': ({ admin }) => admin.POST('/_mockplane/tokens/verify', { body: { token: '' } }),
  'verifyDatabaseToken 403': ({ foreign }) =>
    foreign.POST('/_mockplane/tokens/verify', { body: { token: 'no-token' } }),
};

const toSandbox = (name: string) => ({ params: { path: { sandboxName: name } } });
const worker = { name: 'worker-1' } as const;

/** The same for the sandboxes themselves. */
const ofSandboxes: Readonly<Record<string, Scenario>> = {
  'listSandboxes 200': ({ admin }) => admin.GET('/_mockplane/sandboxes'),
  'listSandboxes 403': ({ foreign }) => foreign.GET('/_mockplane/sandboxes'),
  'createSandbox 201': ({ admin }) => admin.POST('/_mockplane/sandboxes', { body: worker }),
  'createSandbox 400': ({ fetch }) => notJson(fetch, 'POST', '/_mockplane/sandboxes'),
  'createSandbox 403': ({ foreign }) => foreign.POST('/_mockplane/sandboxes', { body: worker }),
  'createSandbox 409': async ({ admin }) => {
    await admin.POST('/_mockplane/sandboxes', { body: worker });
    return admin.POST('/_mockplane/sandboxes', { body: worker });
  },
  'createSandbox 422': ({ admin }) =>
    admin.POST('/_mockplane/sandboxes', {
      body: { ...worker, baseline: 'snapshot', snapshot: { ...smallSnapshot(), users: [] } },
    }),
  'createSandbox 429': async ({ admin, assembled }) => {
    while (assembled.sandboxes.list().length < assembled.sandboxes.limit) {
      assembled.sandboxes.open(`other-${assembled.sandboxes.list().length}`);
    }
    return admin.POST('/_mockplane/sandboxes', { body: worker });
  },
  'getSandbox 200': ({ admin }) => admin.GET('/_mockplane/sandboxes/{sandboxName}', toSandbox('default')),
  'getSandbox 403': ({ foreign }) => foreign.GET('/_mockplane/sandboxes/{sandboxName}', toSandbox('default')),
  'getSandbox 404': ({ admin }) => admin.GET('/_mockplane/sandboxes/{sandboxName}', toSandbox('worker-1')),
  'deleteSandbox 200': async ({ admin }) => {
    await admin.POST('/_mockplane/sandboxes', { body: worker });
    return admin.DELETE('/_mockplane/sandboxes/{sandboxName}', toSandbox('worker-1'));
  },
  'deleteSandbox 403': ({ foreign }) => foreign.DELETE('/_mockplane/sandboxes/{sandboxName}', toSandbox('default')),
  'deleteSandbox 404': ({ admin }) => admin.DELETE('/_mockplane/sandboxes/{sandboxName}', toSandbox('worker-1')),
  'deleteSandbox 409': ({ admin }) => admin.DELETE('/_mockplane/sandboxes/{sandboxName}', toSandbox('default')),
};

/** A sandbox that there is not is 404 to every operation that takes the name of one. */
const ofNoSandbox: Readonly<Record<string, Scenario>> = Object.fromEntries(
  operations
    .filter(({ id, parameters }) => id !== 'createSandbox' && parameters.some(({ name }) => name === 'sandbox'))
    .map(({ id, method, path }) => [`${id} 404`, ({ fetch }) => fetch(`${path}?sandbox=worker-9`, { method })]),
);

const documented = operations
  .filter(({ api }) => api === 'admin')
  .flatMap(({ id, replies }) => replies.map(({ status }) => ({ id, status, key: `${id} ${status}` })));

const scenarios = { ...ofNoSandbox, ...ofOneSandbox, ...ofSandboxes };

describe('the admin API', () => {
  it.each(documented)('answers $status to $id', async ({ key, status }) => {
    expect(Object.keys(scenarios)).toContain(key);
    expect(await scenarios[key]!(start())).toMatchObject({ status });
  });

  it.each(documented)('answers $status to $id without state too', async ({ key, status }) => {
    expect(await scenarios[key]!(start({ stateless: true }))).toMatchObject({ status });
  });

  it('has no scenario for a status that is not documented', () => {
    expect(Object.keys(scenarios).toSorted()).toEqual(documented.map(({ key }) => key).toSorted());
  });
});
