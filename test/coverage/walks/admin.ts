import { documentOf, type Json, type JsonObject, valueAt } from '../../helpers/documents.ts';
import { operations } from '../../helpers/operations.ts';
import { beganAt, type Sandbox } from '../ask.ts';
import type { Walk } from './walk.ts';

const admin = operations.filter(({ api }) => api === 'admin');
const withBody = admin.filter(({ bodies }) => bodies.length > 0);

/** The small state of the contract's example: one lambda instance is being built. */
const small = valueAt(documentOf('admin'), '/components/examples/Snapshot/value')!;
const building = { snapshot: small } as const;

/** As curl sends it: what the examples of exchanges show. */
const curl = { host: '127.0.0.1:4010', 'user-agent': 'curl/8.4.0', accept: '*/*' } as const;

const field = (body: Json | undefined, name: string): string => String((body as JsonObject)[name]);

/** Begins a second transition, of a new instance in sjc, and tells both to wait. */
async function beginSecond({ ask }: Sandbox): Promise<string> {
  await ask('setTransitions', { json: { mode: 'manual' } });
  const { body } = await ask('createDatabaseInstance', { json: { location: 'sjc' } });
  return field((body as JsonObject)['instance'], 'name');
}

/** The exchanges of the examples: all four, or the first two. */
async function exchange({ ask }: Sandbox, count = 4): Promise<void> {
  const sent = (raw: string) => ({
    raw,
    headers: { ...curl, 'content-type': 'application/json', 'content-length': `${raw.length}` },
  });
  await ask('createDatabase', sent('{"name": "new-db"}'));
  await ask('createDatabase', sent('{"name": "my-db", "nickname": "ord"}'));
  if (count === 2) return;
  await ask('createDatabaseInstance', sent('{}'));
  for (const operation of ['listDatabases', 'listLocations', 'destroyLambdaInstance']) {
    await ask('createFault', { json: { operation, action: 'drop' } });
  }
  await ask('destroyLambdaInstance', { headers: { ...curl, 'x-auth-url': '' } }).catch(() => {});
}

/** The two fault rules of the examples; the second has fired twelve times. */
async function makeFaults({ ask, clock }: Sandbox): Promise<void> {
  for (const example of ['name-taken', 'slow']) await ask('createFault', { example });
  for (let fired = 0; fired < 12;) {
    let isOpen = true;
    const reply = ask('listLocations').finally(() => (isOpen = false));
    // A request that is delayed waits on the clock.
    await new Promise(setImmediate);
    if (isOpen) {
      fired++;
      clock.advance(1_500);
    }
    await reply;
  }
}

const verify = async ({ ask }: Sandbox, token: string): Promise<unknown> =>
  ask('verifyDatabaseToken', { json: { token } });

async function mint({ ask }: Sandbox, query = ''): Promise<string> {
  return field((await ask('createDatabaseToken', { query })).body, 'jwt');
}

/** The small state, changed. */
function smallWith(change: (snapshot: Record<string, JsonObject[]>) => void): Json {
  const snapshot = structuredClone(small);
  change(snapshot as unknown as Record<string, JsonObject[]>);
  return snapshot;
}

/** The requests for the documented responses of Mockplane's own API. */
export const adminWalks: readonly Walk[] = [
  ...admin.map(({ id }): Walk => ({
    title: 'the request of the examples',
    options: building,
    go: ({ ask }) => ask(id),
  })),
  ...withBody.flatMap(({ id, bodies: [content] }) =>
    content!.examples.map(({ name }): Walk => ({
      title: `the request of the example ${name}`,
      options: building,
      go: ({ ask }) => ask(id, { example: name }),
    })),
  ),
  {
    title: 'from a page or to a host of others',
    async go({ ask }) {
      for (const { id } of admin) {
        await ask(id, { headers: { origin: 'https://example.com' } });
        await ask(id, { headers: { host: 'example.com' } });
      }
    },
  },
  {
    title: 'with bodies that cannot be read',
    async go({ ask }) {
      for (const { id } of withBody) for (const raw of ['', '{"a":']) await ask(id, { raw });
    },
  },
  {
    title: 'with snapshots that cannot be',
    async go({ ask }) {
      await ask('putSnapshot', { json: { ...(small as JsonObject), version: 2 } });
      const misspelt = smallWith(({ databases }) => {
        const [first] = databases!;
        first!['organisation'] = first!['organization']!;
        delete first!['organization'];
      });
      const dangling = smallWith(({ instances }) => (instances![1]!['database'] = 'no-such-db'));
      for (const json of [misspelt, dangling]) await ask('putSnapshot', { json });
    },
  },
  {
    title: 'with settings that cannot be',
    async go({ ask }) {
      await ask('updateClock', { json: { running: 'yes' } });
      for (const json of [{}, { by: 'an hour' }, { by: '8000y' }]) await ask('advanceClock', { json });
      for (const json of [{ mode: 'after' }, { mode: 'after', after: '2000000h' }, { mode: 'later' }]) {
        await ask('setTransitions', { json });
      }
      await ask('setTransitions', { json: { mode: 'after', after: '80000000h' } });
      await ask('stepTransitions', { json: { count: 1_001 } });
      const queries = ['limit=1001', 'api=admin', 'operation=createDatabases', 'stauts=400', 'wait=2m'];
      for (const query of queries) await ask('listExchanges', { query });
      await ask('verifyDatabaseToken', { json: {} });
    },
  },
  {
    title: 'with usage that cannot be',
    async go({ ask }) {
      const usage = { organization: 'my-org', database: 'my-db' };
      await ask('addUsage', { json: { ...usage, rowsRead: -1 } });
      await ask('addUsage', { json: { ...usage, rowsRead: Number.MAX_SAFE_INTEGER } });
      await ask('addUsage', { json: { organization: 'my-org', rowsRead: 1 } });
      await ask('addUsage', { json: { ...usage, organization: 'no-such-org', rowsRead: 1 } });
      for (const database of ['no-such-db', 'staging-db']) {
        await ask('addUsage', { json: { ...usage, database, rowsRead: 1 } });
      }
      await ask('addUsage', { json: { ...usage, instance: 'no-such-instance', rowsRead: 1 } });
    },
  },
  {
    title: 'with fault rules that cannot be',
    async go({ ask }) {
      const rule = { operation: 'createDatabase', action: 'respond' };
      await ask('createFault', { json: rule });
      await ask('createFault', { json: { ...rule, status: 418 } });
      await ask('createFault', { json: { ...rule, status: 409, example: 'name-in-use' } });
      await ask('createFault', { json: { ...rule, operation: 'createDatabases', status: 409 } });
      await ask('createFault', { json: { ...rule, action: 'fail-transition' } });
      await ask('createFault', { json: { ...rule, action: 'drop', status: 409 } });
      await ask('createFault', { json: { ...rule, operation: '*', status: 418 } });
      await ask('createFault', { json: { ...rule, status: 409, delayMillis: 1 } });
    },
  },
  {
    title: 'with names that nothing has',
    async go({ ask }) {
      await ask('deleteFault', { path: { faultId: '9' } });
      await ask('getExchange', { path: { exchangeId: '9' } });
      await ask('getDatabaseKeys', { path: { organization: 'no-such-org' } });
      await ask('getDatabaseKeys', { path: { database: 'no-such-db' } });
    },
  },
  {
    title: 'a group that falls asleep, and an invite that is accepted',
    async go({ ask }) {
      await ask('archiveGroup');
      await ask('acceptInvite');
      await ask('inviteMember', { json: { email: 'visitor@example.com' } });
      await ask('acceptInvite');
      for (const organization of ['no-such-org', 'my-org']) {
        await ask('archiveGroup', { json: { organization, group: 'no-such-group' } });
        await ask('acceptInvite', { json: { organization, email: 'nobody@example.com' } });
      }
    },
  },
  { title: 'a server with the story', go: ({ ask }) => ask('reset') },
  { title: 'a server that began empty', options: { empty: true }, go: ({ ask }) => ask('reset') },
  {
    title: 'a server without state',
    options: { stateless: true },
    async go({ ask }) {
      await ask('getHealth');
      await ask('createSandbox', { example: 'worker' });
    },
  },
  {
    title: 'a clock that runs',
    options: { ...building, clock: { now: beganAt, running: true } },
    async go({ ask }) {
      for (const id of ['getClock', 'getSnapshot', 'advanceClock']) await ask(id);
    },
  },
  {
    title: 'two transitions that wait',
    options: building,
    async go(sandbox) {
      await beginSecond(sandbox);
      for (const id of ['getTransitions', 'setTransitions', 'stepTransitions']) await sandbox.ask(id);
    },
  },
  {
    title: 'two transitions that wait, by their resource',
    options: building,
    async go(sandbox) {
      const name = await beginSecond(sandbox);
      await sandbox.ask('stepTransitions', { json: { resource: `my-org/my-db/${name}` } });
    },
  },
  {
    title: 'transitions at once',
    options: { empty: true, transitions: 'immediate' },
    go: ({ ask }) => ask('getTransitions'),
  },
  {
    title: 'five fault rules, one by one',
    async go({ ask }) {
      for (const example of ['name-taken', 'slow', 'dropped', 'provisioning-failed', 'one-database']) {
        await ask('createFault', { example });
      }
      await ask('deleteFault', { path: { faultId: '1' } });
    },
  },
  {
    title: 'two fault rules, of which one has fired',
    async go(sandbox) {
      await makeFaults(sandbox);
      await sandbox.ask('listFaults');
      await sandbox.ask('deleteFault', { path: { faultId: '2' } });
    },
  },
  {
    title: 'two fault rules, deleted at once',
    async go({ ask }) {
      for (const example of ['name-taken', 'slow']) await ask('createFault', { example });
      await ask('deleteFaults');
    },
  },
  {
    title: 'four exchanges',
    async go(sandbox) {
      const { ask } = sandbox;
      await exchange(sandbox);
      for (const query of ['', 'after=1&limit=1']) await ask('listExchanges', { query });
      for (const exchangeId of ['1', '2', '3', '4']) await ask('getExchange', { path: { exchangeId } });
      await ask('clearExchanges');
    },
  },
  {
    title: 'two exchanges, as a stream',
    async go(sandbox) {
      const stream = sandbox.ask('streamExchanges', { events: 2 });
      // A late subscriber gets no earlier events.
      await new Promise(setImmediate);
      await exchange(sandbox, 2);
      await stream;
    },
  },
  {
    title: 'sandboxes, made, missed and deleted',
    // None of them names its seed.
    options: { seed: undefined },
    async go({ ask }) {
      await ask('listSandboxes');
      await ask('createSandbox', { query: 'sandbox=other', example: 'worker' });
      await ask('createSandbox', { example: 'worker' });
      await ask('createSandbox', { query: '', example: 'name-taken' });
      await ask('getSandbox');
      for (const { id } of admin.filter(({ parameters }) => parameters.some(({ name }) => name === 'sandbox'))) {
        await ask(id, { query: 'sandbox=worker-9' });
      }
      for (const id of ['getSandbox', 'deleteSandbox']) {
        await ask(id, { path: { sandboxName: 'worker-9' } });
        await ask(id, { path: { sandboxName: 'default' } });
      }
      await ask('listLocations', { token: 'mockplane-token~worker-2' });
      await ask('getSandbox', { path: { sandboxName: 'worker-2' } });
      await ask('deleteSandbox');
    },
  },
  {
    title: 'sandboxes that cannot be',
    async go({ ask }) {
      const dangling = smallWith(({ instances }) => (instances![1]!['database'] = 'our-db'));
      for (const json of [{}, { name: 'Worker 1' }, { name: 'worker-1', snapshot: dangling }]) {
        await ask('createSandbox', { json });
      }
      for (let index = 1; index < 256; index++) await ask('listLocations', { token: `mockplane-token~other-${index}` });
      await ask('createSandbox');
    },
  },
  {
    title: 'tokens, good and bad',
    options: building,
    async go(sandbox) {
      const { ask, clock } = sandbox;
      const good = await mint(sandbox);
      const short = await mint(sandbox, 'expiration=1d&authorization=read-only');
      const { body } = await ask('createAPIToken');
      for (const token of [good, field(body, 'token'), 'no-token']) await verify(sandbox, token);
      clock.advance(2 * 24 * 3_600_000);
      await verify(sandbox, short);
      await ask('invalidateDatabaseTokens');
      await verify(sandbox, good);
      await ask('deleteDatabase');
      await verify(sandbox, good);
    },
  },
];
