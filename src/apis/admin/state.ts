import type { operations } from '../../contract/generated/admin.ts';
import type { Handler } from '../../sandbox/handler.ts';
import { loadContents, saveContents } from './snapshot/contents.ts';
import { snapshotBaseline, snapshotTime } from './snapshot/load.ts';
import type { GiveContent } from './snapshot/load-databases.ts';
import { saveSnapshot } from './snapshot/save.ts';
import type { AdminContext } from './context.ts';

/** Resets the sandbox to its baseline and keeps only the journal. */
export const reset: Handler<operations['reset'], AdminContext> = (_input, { sandbox, baseline }) => {
  sandbox.reset();
  return { status: 200, body: { baseline } };
};

/** Returns the whole state as a snapshot. */
export const getSnapshot: Handler<operations['getSnapshot'], AdminContext> = async (_input, { sandbox, engine }) => {
  const contents = await saveContents(sandbox.context.store, engine);
  return { status: 200, body: saveSnapshot(sandbox.context, contents) };
};

/** Replaces the whole state. An invalid snapshot is refused with 422 and changes nothing. */
export const putSnapshot: Handler<operations['putSnapshot'], AdminContext> = async ({ body }, context) => {
  const { sandbox, readSnapshot, engine } = context;
  const snapshot = readSnapshot(body);
  const contents = await loadContents(snapshot, engine);
  const giveContent: GiveContent = (store, { id }) => store.databases.setContent(id, contents.get(id)!);
  const time = snapshotTime(snapshot) ?? sandbox.clock.state();
  sandbox.load(snapshotBaseline(snapshot, sandbox.transitionKinds, giveContent), time);
  const { organizations, databases, instances, lambdaInstances, rows = [] } = snapshot;
  return {
    status: 200,
    body: {
      organizations: organizations.length,
      databases: databases.length,
      instances: instances.length,
      lambdaInstances: lambdaInstances.length,
      ...(rows.length > 0 && { rows: rows.length }),
    },
  };
};
