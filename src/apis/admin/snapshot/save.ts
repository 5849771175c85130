import type { components } from '../../../contract/generated/admin.ts';
import type { Context } from '../../../sandbox/handler.ts';
import { formatTime } from '../../../sandbox/clock/time.ts';
import { saveDatabases } from './save-databases.ts';
import { saveOrganizations } from './save-organizations.ts';

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
    ...saveOrganizations(context),
    ...saveDatabases(context, contents),
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
    ...saveFiles(context),
    ...saveRows(context),
  };
}

function saveFiles({ store }: Context): Pick<Snapshot, 'topQueries' | 'dumps'> {
  const topQueries = store.topQueries.all();
  const dumps = store.dumps.all();
  return {
    ...(topQueries.length > 0 && { topQueries: topQueries.map(({ at, ...row }) => ({ ...row, at: formatTime(at) })) }),
    ...(dumps.length > 0 && {
      dumps: dumps.map(({ content, createdAt, ...row }) => ({
        ...row,
        contentBase64: Buffer.from(content).toString('base64'),
        createdAt: formatTime(createdAt),
      })),
    }),
  };
}

function saveRows({ store }: Context): Pick<Snapshot, 'rows'> {
  const rows = store.collections.all();
  if (rows.length === 0) return {};
  return { rows: rows.map(({ value, ...row }) => ({ ...row, value: JSON.parse(value) as Record<string, never> })) };
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

function saveTransitions({ transitions }: Context): Snapshot['transitions'] {
  return transitions.pending().map(({ id, kind, label, toStatus, failureMessage, dueAt }) => ({
    id,
    kind,
    resource: label,
    to: toStatus,
    ...(failureMessage !== '' && { failureMessage }),
    ...(dueAt !== null && { dueAt: formatTime(dueAt) }),
  }));
}
