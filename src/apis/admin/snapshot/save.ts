import type { components } from '../../../contract/generated/admin.ts';
import type { Context } from '../../../sandbox/handler.ts';
import { formatTime } from '../../../sandbox/clock/time.ts';

import type { Contents } from './contents.ts';

type Schemas = components['schemas'];

/** The whole state of a sandbox, in the form of the admin contract. */
export type Snapshot = Schemas['Snapshot'];

/** The readable name of an instance: `organization/database/instance`. Transitions name their resource by it. */
export function instanceLabel({ organization, database, name }: Snapshot['instances'][number]): string {
  return `${organization}/${database}/${name}`;
}

/** Saves the whole state of a sandbox. Equal states give equal snapshots, except for `savedAt`. */
export function saveSnapshot(context: Context, contents: Contents): Snapshot {
  const { store, clock, generator } = context;
  return {
    format: 'mockplane-snapshot',
    version: 1,
    savedAt: formatTime(Date.now()),
    clock: { now: formatTime(clock.now()), running: clock.running() },
    generator: { position: generator.position() },
    users: store.organizations.users().map(({ username }) => ({ username })),
    organizations: store.organizations.all().map(({ slug, name, type }) => ({ slug, name, type })),
    members: store.organizations
      .allMembers()
      .map(({ organization, username, role }) => ({ organization, username, role })),
    ...saveDatabases(context, contents),
    apiTokens: store.apiTokens.all().map(({ id, name, username, hash, createdAt }) => ({
      id,
      name,
      username,
      ...(hash !== null && { hash }),
      createdAt: formatTime(createdAt),
    })),
    lambdaInstances: saveLambdaInstances(context),
    transitions: saveTransitions(context),
    userFiles: store.userFiles.all().map(({ id, name, description, owner, content }) => ({
      id,
      name,
      description,
      owner,
      size: content.byteLength,
      contentBase64: Buffer.from(content).toString('base64'),
    })),
  };
}

function saveDatabases({ store }: Context, contents: Contents): Pick<Snapshot, 'databases' | 'instances' | 'usage'> {
  const rows = store.databases.all();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return {
    databases: rows.map(({ id, organization, name, createdAt, signingKey }) => ({
      id,
      organization,
      name,
      createdAt: formatTime(createdAt),
      signingKey: Buffer.from(signingKey).toString('base64url'),
      ...contents.get(id),
    })),
    instances: store.instances.all().map((row) => {
      const { organization, name } = byId.get(row.database)!;
      return {
        uuid: row.uuid,
        organization,
        database: name,
        name: row.name,
        type: row.type,
        region: row.region,
        hostname14: row.hostnamePrefix,
        status: row.status,
        storageBytes: row.storageBytes,
        createdAt: formatTime(row.createdAt),
        ...(row.destroyedAt !== null && { destroyedAt: formatTime(row.destroyedAt) }),
      };
    }),
    usage: store.usage
      .all()
      .map(({ instance, month, rowsRead, rowsWritten }) => ({ instance, month, rowsRead, rowsWritten })),
  };
}

function saveLambdaInstances({ store }: Context): Snapshot['lambdaInstances'] {
  return store.lambdaInstances.all().map((row) => ({
    id: row.id,
    uuid: row.uuid,
    name: row.name,
    status: row.status,
    failureMessage: row.failureMessage,
    details: JSON.parse(row.details) as Schemas['LambdaInstanceRow']['details'],
    ...(row.held === 0 && { hasMachines: false }),
    createdAt: formatTime(row.createdAt),
  }));
}

function saveTransitions({ store }: Context): Snapshot['transitions'] {
  return store.transitions.all().map(({ id, kind, label, toStatus, failureMessage, dueAt }) => ({
    id,
    kind: kind as Snapshot['transitions'][number]['kind'],
    resource: label,
    to: toStatus,
    ...(failureMessage !== '' && { failureMessage }),
    ...(dueAt !== null && { dueAt: formatTime(dueAt) }),
  }));
}
