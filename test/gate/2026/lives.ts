import type { Json, JsonObject } from '../../helpers/documents.ts';
import type { Life, Names } from '../lives.ts';
import { bodyOf } from '../judge.ts';
import type { Session } from '../session.ts';
import { mustAccept } from '../tokens.ts';
import { api } from './story.ts';

const inMyOrg = { organizationSlug: 'my-org', organizationId: '0a9aeb70-e351-4c3d-931f-a600ec7d3c9d' };

async function made(session: Session, id: string, path: Names, value?: Json): Promise<JsonObject> {
  const body = value === undefined ? undefined : ({ as: 'json', value } as const);
  return bodyOf(await mustAccept(session, id, path, body, api));
}

const end =
  (id: string) =>
  (session: Session, names: Names): Promise<unknown> =>
    mustAccept(session, id, names, undefined, api);
const reset = (session: Session): Promise<unknown> => mustAccept(session, 'reset');

async function makeDatabase(session: Session, name: string): Promise<Names> {
  const { database } = await made(session, 'createDatabase', inMyOrg, { name, group: 'default' });
  const { Name, DbId } = database as JsonObject;
  return { ...inMyOrg, databaseName: String(Name), databaseId: String(DbId), instanceName: 'aws-us-east-1' };
}

async function makeGroup(session: Session, name: string): Promise<Names> {
  const { group } = await made(session, 'createGroup', inMyOrg, { name, location: 'aws-us-east-1' });
  const { name: groupName, uuid } = group as JsonObject;
  return { ...inMyOrg, groupName: String(groupName), groupId: String(uuid), location: 'aws-us-east-1' };
}

async function makeToken(session: Session, tokenName: string): Promise<Names> {
  const { id } = await made(session, 'createAPIToken', { tokenName }, { organization: 'my-org' });
  return { ...inMyOrg, tokenName, tokenId: String(id) };
}

const shownDatabase = ({ databaseId }: Names): string => databaseId!;
const shownGroup = ({ groupId }: Names): string => groupId!;

/** How the things of the edition come to be, are seen, and go again. */
export const lives2026: readonly Life[] = [
  {
    what: 'database',
    make: makeDatabase,
    shows: [
      ...['getDatabase', 'listDatabases', 'getDatabaseUsage', 'getOrganizationUsage', 'getDatabaseV3'].map(
        (id) => [id, shownDatabase] as const,
      ),
      ['listDatabaseInstances', () => 'aws-us-east-1'],
      ['listOrganizationAuditLogs', ({ databaseName }) => databaseName!],
    ],
    ends: { deleteDatabase: end('deleteDatabase'), deleteDatabaseV3: end('deleteDatabaseV3'), reset },
    parameter: 'databaseName',
  },
  {
    what: 'database by its identifier',
    make: makeDatabase,
    shows: [],
    ends: { deleteDatabase: end('deleteDatabase'), deleteDatabaseV3: end('deleteDatabaseV3'), reset },
    parameter: 'databaseId',
    except: ['restoreDatabase'],
  },
  {
    what: 'deleted database',
    async make(session, name) {
      const names = await makeDatabase(session, name);
      await end('deleteDatabase')(session, names);
      return names;
    },
    shows: [],
    ends: {
      'the window of recovery': (session) =>
        mustAccept(session, 'advanceClock', {}, { as: 'json', value: { by: '121h' } }),
    },
    parameter: 'databaseId',
  },
  {
    what: 'group',
    make: makeGroup,
    shows: ['getGroup', 'listGroups', 'getGroupV3', 'listGroupsV3'].map((id) => [id, shownGroup] as const),
    ends: { deleteGroup: end('deleteGroup'), reset },
    parameter: 'groupName',
  },
  {
    what: 'group by its identifier',
    make: makeGroup,
    shows: [],
    ends: { deleteGroup: end('deleteGroup'), reset },
    parameter: 'groupId',
    except: ['restoreGroup'],
  },
  {
    what: 'API token',
    make: makeToken,
    shows: ['listAPITokens', 'listOrganizationAPITokens'].map((id) => [id, ({ tokenId }: Names) => tokenId!] as const),
    ends: {
      revokeAPIToken: end('revokeAPIToken'),
      revokeOrganizationAPIToken: end('revokeOrganizationAPIToken'),
      reset,
    },
    parameter: 'tokenId',
  },
];
