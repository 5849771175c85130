import type { AdminSchemas } from 'mockplane/admin';
import type { Facts } from './ledger.ts';
import { type Caller, digest } from './server.ts';

type Snapshot = AdminSchemas['Snapshot'];

/** A state as its API tells it, and what in it does not go together. */
export interface Observed {
  readonly facts: Facts;
  /** A status that waits for a change which is not there, or the other way round. */
  readonly torn: readonly string[];
}

/** Where a lambda instance is, or is on its way to. */
const classes: Readonly<Record<string, string>> = {
  PENDING: 'up',
  STARTING: 'up',
  STARTED: 'up',
  STOPPING: 'down',
  STOPPED: 'down',
  DESTROYING: 'gone',
  DESTROYED: 'gone',
};
const underWay = new Set(['provisioning', 'PENDING', 'STARTING', 'STOPPING', 'DESTROYING']);

/** The baseline has one that stays as it is. */
const waitsForNothing = 'PENDING without a change';

export async function observe(caller: Caller): Promise<Observed> {
  const read = async (path: string) => (await caller.send('GET', path)).body;
  const snapshot: Snapshot = await read('/_mockplane/snapshot');
  const clock: AdminSchemas['Clock'] = await read('/_mockplane/clock');
  const facts = new Map<string, string>();
  const instances = new Map(snapshot.instances.map((row) => [row.uuid, row]));
  const waiting = new Set(snapshot.transitions.map(({ resource }) => resource));
  const torn: string[] = [];

  const path = ({ organization, database }: Snapshot['instances'][number]) => `${organization}/${database}`;
  const expectWait = (label: string, status: string): boolean => {
    const isTold = waiting.delete(label);
    if (isTold !== underWay.has(status))
      torn.push(`${label} is ${status} and ${isTold ? 'waits' : 'waits for nothing'}`);
    return isTold;
  };

  for (const { organization, name, id, signingKey } of snapshot.databases) {
    facts.set(`database ${organization}/${name}`, id);
    facts.set(`key ${organization}/${name}`, signingKey);
  }
  for (const row of snapshot.instances) {
    if (row.status === 'destroyed') facts.set(`destroyed ${path(row)} ${row.uuid}`, 'yes');
    else {
      facts.set(`instance ${path(row)}@${row.region}`, `${row.uuid} ${row.name} ${row.type}`);
      expectWait(`${path(row)}/${row.name}`, row.status);
    }
  }
  const usage = new Map<string, [number, number]>();
  for (const { instance, rowsRead, rowsWritten } of snapshot.usage) {
    const [before, writtenBefore] = usage.get(instance) ?? [0, 0];
    usage.set(instance, [before + rowsRead, writtenBefore + rowsWritten]);
  }
  for (const [uuid, counts] of usage) {
    const row = instances.get(uuid)!;
    facts.set(`usage ${path(row)} ${uuid}`, [...counts, row.storageBytes].join(' '));
  }
  for (const { name, username, id, hash } of snapshot.apiTokens)
    facts.set(`token ${username}/${name}`, `${id} ${hash}`);
  for (const { name, uuid, status } of snapshot.lambdaInstances) {
    const isStory = !name.startsWith('w');
    const isStill = isStory && underWay.has(status) && !waiting.delete(uuid);
    if (!isStory) expectWait(uuid, status);
    facts.set(`lambda ${name}`, `${uuid} ${isStill ? waitsForNothing : (classes[status] ?? status)}`);
  }
  for (const { name, description, contentBase64 } of snapshot.userFiles) {
    facts.set(`file ${name}`, `${description} ${digest(Buffer.from(contentBase64, 'base64'))}`);
  }
  for (const label of waiting) torn.push(`a change of ${label}, which there is not`);
  facts.set('clock', clockFact(clock));
  return { facts, torn };
}

/** Where a clock stands, or how far it is ahead. */
export function clockFact({ now, running, offsetMilliseconds }: AdminSchemas['Clock']): string {
  return running ? `running ${offsetMilliseconds}` : `stopped ${Date.parse(now)}`;
}

/** The differences between the lists of the two APIs and the facts; empty if they agree. */
export async function compareLists(caller: Caller, facts: Facts): Promise<string[]> {
  const read = async (path: string) => (await caller.send('GET', path)).body;
  const { databases } = await read('/v1/organizations/my-org/databases');
  const { tokens } = await read('/v1/auth/api-tokens');
  const { data } = await read('/backend/lambda-instances');
  const files = await read('/backend/user_files');
  const listed = [
    ...databases.map(({ Name }: { Name: string }) => `database my-org/${Name}`),
    ...tokens.map(({ name }: { name: string }) => `token octocat/${name}`),
    ...data.map(({ name }: { name: string }) => `lambda ${name}`),
    ...files.map(({ name }: { name: string }) => `file ${name}`),
  ];
  const kinds = /^(database my-org|token octocat|lambda|file)\b/;
  const expected = new Set([...facts.keys()].filter((key) => kinds.test(key)));
  return [
    ...listed.filter((key) => !expected.delete(key)).map((key) => `${key} is listed and not in the snapshot`),
    ...[...expected].map((key) => `${key} is not listed`),
  ];
}
