import type { Json, JsonObject } from '../../helpers/documents.ts';
import { operationOf } from '../../helpers/operations.ts';
import { credential } from '../../helpers/requests.ts';
import { bodyOf } from '../judge.ts';
import { encode, type Parts } from '../request.ts';
import type { Prepare, Session } from '../session.ts';

export const api = 'turso-2026';

/** A server with the edition at its root, whose every identifier and moment is the same each time. */
export const serverOptions2026 = {
  seed: 'gate',
  edition: '2026',
  clock: { now: '2026-09-15T12:00:00Z', running: false },
  transitions: 'immediate',
} as const;

/** The database in no group, which only the other edition can make. */
export const lonely = { organizationSlug: 'my-org', databaseName: 'lonely-db' } as const;

/** The group that is on its way from Fly to AWS. */
export const moving = 'moving';

/** Makes a database in no group, with two instances, and a group that moves: the story has neither. */
export const prepare2026: Prepare = async (send) => {
  const ask = async (id: string, of: string, path: Parts['path'], value?: Json): Promise<void> => {
    const operation = operationOf(id, of);
    const body = value === undefined ? undefined : ({ as: 'json', value } as const);
    const wire = encode(operation, { path, query: [], headers: credential(operation), body });
    const { status, text } = await send({ ...wire, target: (of === 'turso' ? '/2023' : '') + wire.target });
    if (status !== 200) throw new Error(`${id} was answered ${status}: ${text}`);
  };
  const own = { org_slug: 'my-org', db_name: lonely.databaseName };
  await ask('createDatabase', 'turso', own, { name: lonely.databaseName });
  for (const location of ['ord', 'ams']) await ask('createDatabaseInstance', 'turso', own, { location });
  const organization = { organizationSlug: 'my-org', groupName: moving };
  await ask('createGroup', api, organization, { name: moving, location: 'fra' });
  // Otherwise the migration is over at once.
  await ask('setTransitions', 'admin', {}, { mode: 'manual' });
  await ask('startGroupAwsMigration', api, organization);
};

/** The names of those instances, which the seed decides. */
export async function instancesOfLonely(session: Session): Promise<Readonly<Record<'primary' | 'replica', string>>> {
  const operation = operationOf('listDatabaseInstances', api);
  const wire = encode(operation, { path: lonely, query: [], headers: credential(operation) });
  const instances = bodyOf(await session.send(wire))['instances'] as JsonObject[];
  const named = (type: string): string => String(instances.find((each) => each['type'] === type)?.['name']);
  return { primary: named('primary'), replica: named('replica') };
}
