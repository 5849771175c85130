import { Problem } from '../../../contract/problem.ts';
import type { Context } from '../../../sandbox/handler.ts';
import { requireCapacity } from '../../../sandbox/limits.ts';
import type { DatabaseNameRow } from '../../../sandbox/store/tables/databases.ts';
import type { InstanceRow } from '../../../sandbox/store/tables/instances.ts';
import { uuidV1 } from '../../../sandbox/uuid.ts';
import { messages } from '../messages.ts';
import { type Caller, recordChange } from './audit.ts';
import { hostnamePrefix, instanceName } from './names.ts';

/**
 * Gives a database outside of all groups an instance. The first one becomes the primary. It is provisioning until its
 * change of status comes.
 *
 * @param failure why it is not to become ready
 */
export function addInstance(
  context: Context,
  caller: Caller,
  database: DatabaseNameRow,
  location: string,
  failure: string | undefined,
): InstanceRow {
  const { store, generator, clock, transitions } = context;
  requireCapacity(context.limits, 'instances', store.instances.hasRoom);
  const row: InstanceRow = {
    uuid: uuidV1(generator),
    database: database.id,
    name: instanceName(generator, (name) => store.instances.get(database.id, name) !== undefined),
    type: store.instances.primary(database.id) ? 'replica' : 'primary',
    region: location,
    hostnamePrefix: hostnamePrefix(generator),
    status: 'provisioning',
    storageBytes: 0,
    createdAt: clock.now(),
    destroyedAt: null,
  };
  store.instances.add(row);
  const { organization, name } = database;
  transitions.begin({
    kind: 'instance-ready',
    resource: row.uuid,
    label: `${organization}/${name}/${row.name}`,
    fromStatus: row.status,
    toStatus: failure === undefined ? 'ready' : 'failed',
    failureMessage: failure ?? '',
  });
  const data = { database: name, instance: row.name };
  recordChange(context, caller, { organization, code: 'instance-create', data });
  return row;
}

/**
 * Destroys an instance of a database outside of all groups. Replicas only: a primary goes with its database, even one
 * whose provisioning failed (inferred).
 *
 * @throws Problem 400 for a primary
 */
export function destroyInstance(
  context: Context,
  caller: Caller,
  { organization, name: database }: DatabaseNameRow,
  { uuid, name, type }: InstanceRow,
): void {
  if (type === 'primary') throw new Problem(400, messages.primaryInstance(name));
  context.store.instances.destroy(uuid, context.clock.now());
  context.transitions.cancel(uuid);
  recordChange(context, caller, { organization, code: 'instance-delete', data: { database, instance: name } });
}

/** Something that can be waited for: an instance of a database, or a location of a group. */
interface Provisioned {
  readonly uuid: string;
  readonly status: string;
}

/** The end of a successful wait: an empty response. */
export interface ReadyReply {
  readonly status: 200;
  readonly body: undefined;
}

/**
 * Answers at once unless something is provisioning, else when it no longer is or is gone.
 *
 * @param find looks for it, now and whenever its status has changed
 * @param failed what is said of one that failed
 * @throws Problem 400 for one that failed, and what `find` throws
 */
export function whenReady(
  { transitions }: Context,
  find: () => Provisioned,
  failed: string,
  signal: (() => AbortSignal) | undefined,
): ReadyReply | Promise<ReadyReply> {
  const reply = ({ status }: Provisioned): ReadyReply => {
    if (status === 'ready') return { status: 200, body: undefined };
    throw new Problem(400, failed);
  };
  const wait = async (found: Provisioned): Promise<ReadyReply> => {
    await transitions.waitForChange(found.uuid, signal?.());
    // It may be gone by now, and its database too.
    const now = find();
    return now.status === 'provisioning' ? wait(now) : reply(now);
  };
  const found = find();
  return found.status === 'provisioning' ? wait(found) : reply(found);
}
