import { type Chooser, fresh, type Hand, issue, type Move, own } from './hand.ts';
import { anything, type Expected, otherThan } from './ledger.ts';
import { digest } from './server.ts';

/** How many of each a writer has at most. */
const most = { databases: 3, instances: 3, tokens: 3 } as const;
const locations = ['ord', 'waw', 'ams', 'fra', 'nrt', 'gru'];
const organization = '/v1/organizations/my-org';

function createDatabase(hand: Hand): Move | undefined {
  if (own(hand, 'database my-org/').length >= most.databases) return undefined;
  const name = fresh(hand);
  const key = `database my-org/${name}`;
  return {
    method: 'POST',
    path: `${organization}/databases`,
    body: { name },
    status: 200,
    changes: new Map([
      [key, anything],
      [`key my-org/${name}`, anything],
    ]),
    learn: (body) => new Map([[key, issue(hand, body.database.DbId)]]),
  };
}

function deleteDatabase(hand: Hand): Move | undefined {
  const names = own(hand, 'database my-org/');
  if (names.length < most.databases) return undefined;
  const name = hand.random.one(names);
  const whole = new RegExp(`^(database|key|instance|destroyed|usage) my-org/${name}(@| |$)`);
  const changes = [...hand.ledger.copy().keys()]
    .filter((key) => whole.test(key))
    .map((key) => [key, undefined] as const);
  return { method: 'DELETE', path: `${organization}/databases/${name}`, status: 200, changes: new Map(changes) };
}

function rotateKey(hand: Hand): Move | undefined {
  const name = hand.random.one(own(hand, 'database my-org/'));
  if (name === undefined) return undefined;
  const key = `key my-org/${name}`;
  const path = `${organization}/databases/${name}/auth/rotate`;
  return { method: 'POST', path, status: 200, changes: new Map([[key, otherThan(hand.ledger.get(key))]]) };
}

function createInstance(hand: Hand): Move | undefined {
  const name = hand.random.one(own(hand, 'database my-org/'));
  if (name === undefined) return undefined;
  const free = locations.filter((location) => hand.ledger.get(`instance my-org/${name}@${location}`) === undefined);
  if (free.length <= locations.length - most.instances) return undefined;
  const location = hand.random.one(free);
  const key = `instance my-org/${name}@${location}`;
  return {
    method: 'POST',
    path: `${organization}/databases/${name}/instances`,
    body: { location },
    status: 200,
    changes: new Map([[key, anything]]),
    learn: ({ instance }) => new Map([[key, `${issue(hand, instance.uuid)} ${instance.name} ${instance.type}`]]),
  };
}

function deleteInstance(hand: Hand): Move | undefined {
  const keys = own(hand, 'instance my-org/').map((place) => `instance my-org/${place}`);
  const replicas = keys.filter((key) => String(hand.ledger.get(key)).endsWith(' replica'));
  const key = hand.random.one(replicas);
  if (key === undefined) return undefined;
  const [uuid, instance] = String(hand.ledger.get(key)).split(' ');
  const database = key.slice('instance my-org/'.length, key.indexOf('@'));
  return {
    method: 'DELETE',
    path: `${organization}/databases/${database}/instances/${instance}`,
    status: 200,
    changes: new Map<string, Expected>([
      [key, undefined],
      [`destroyed my-org/${database} ${uuid}`, 'yes'],
    ]),
  };
}

function addUsage(hand: Hand): Move | undefined {
  const keys = own(hand, 'instance my-org/').map((place) => `instance my-org/${place}`);
  const primary = hand.random.one(keys.filter((key) => String(hand.ledger.get(key)).endsWith(' primary')));
  if (primary === undefined) return undefined;
  const [uuid] = String(hand.ledger.get(primary)).split(' ');
  const database = primary.slice('instance my-org/'.length, primary.indexOf('@'));
  const key = `usage my-org/${database} ${uuid}`;
  const [read = 0, written = 0] = String(hand.ledger.get(key) ?? '')
    .split(' ')
    .map(Number);
  const storageBytes = 1 + hand.random.below(1_000_000);
  return {
    method: 'POST',
    path: '/_mockplane/usage',
    body: { organization: 'my-org', database, rowsRead: 3, rowsWritten: 5, storageBytes },
    status: 200,
    changes: new Map([[key, `${read + 3} ${written + 5} ${storageBytes}`]]),
  };
}

function createToken(hand: Hand): Move | undefined {
  if (own(hand, 'token octocat/').length >= most.tokens) return undefined;
  const name = fresh(hand);
  const key = `token octocat/${name}`;
  return {
    method: 'POST',
    path: `/v1/auth/api-tokens/${name}`,
    status: 200,
    changes: new Map([[key, anything]]),
    learn({ id, token }) {
      hand.secrets.set(digest(token), token);
      return new Map([[key, `${issue(hand, id)} ${digest(token)}`]]);
    },
  };
}

function revokeToken(hand: Hand): Move | undefined {
  const name = hand.random.one(own(hand, 'token octocat/'));
  if (name === undefined) return undefined;
  const changes = new Map([[`token octocat/${name}`, undefined]]);
  return { method: 'DELETE', path: `/v1/auth/api-tokens/${name}`, status: 200, changes };
}

/** The moves of a writer with databases, their instances, and tokens. */
export const tursoMoves: readonly Chooser[] = [
  createDatabase,
  createDatabase,
  deleteDatabase,
  rotateKey,
  createInstance,
  createInstance,
  deleteInstance,
  addUsage,
  createToken,
  revokeToken,
];
