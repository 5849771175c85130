import type { JsonObject } from '../helpers/documents.ts';
import { operationOf } from '../helpers/operations.ts';
import { bodyOf } from './judge.ts';
import type { Session } from './session.ts';
import { createFault, exchange } from './setting.ts';
import { mustAccept } from './tokens.ts';

export type Names = Readonly<Record<string, string>>;

/** How something comes to be, is seen, and goes again. */
export interface Life {
  readonly what: string;
  /** Makes one. @returns the path parameters that name it */
  readonly make: (session: Session, name: string) => Promise<Names>;
  /** Where it is seen at once: the operation that shows it, and what of it is shown. */
  readonly shows: readonly (readonly [operation: string, of: (names: Names) => string])[];
  /** The ways in which it ends. */
  readonly ends: Readonly<Record<string, (session: Session, names: Names) => Promise<unknown>>>;
  /** The later requests for it: every operation with this path parameter. */
  readonly parameter: string;
  /** Those that make it anew. */
  readonly except?: readonly string[];
}

const reset = (session: Session): Promise<unknown> => mustAccept(session, 'reset');

/** An end by a snapshot that was saved before there was such a thing. */
const loaded = async (session: Session): Promise<unknown> => {
  const value = operationOf('putSnapshot').bodies[0]!.examples[0]!.value;
  return mustAccept(session, 'putSnapshot', {}, { as: 'json', value });
};

const inMyOrg = { org_slug: 'my-org' };

async function makeDatabase(session: Session, name: string): Promise<Names> {
  const reply = await mustAccept(session, 'createDatabase', inMyOrg, { as: 'json', value: { name } });
  const { Name, DbId } = bodyOf(reply)['database'] as JsonObject;
  const place = { ...inMyOrg, db_name: String(Name) };
  const { instance_name } = await makeInstance(session, place);
  return {
    ...place,
    instance_name: instance_name!,
    DbId: String(DbId),
    organization: 'my-org',
    database: String(Name),
  };
}

async function makeInstance(session: Session, place: Names): Promise<Names> {
  const body = { as: 'json', value: { location: 'ams' } } as const;
  const made = bodyOf(await mustAccept(session, 'createDatabaseInstance', place, body))['instance'] as JsonObject;
  return { ...place, instance_name: String(made['name']), uuid: String(made['uuid']) };
}

export const newLambdaInstance = operationOf('createLambdaInstance').bodies[0]!.examples[0]!.value;

export const lives: readonly Life[] = [
  {
    what: 'database',
    make: makeDatabase,
    shows: [
      ['getDatabase', ({ DbId }) => DbId!],
      ['listDatabases', ({ DbId }) => DbId!],
      ['getDatabaseUsage', ({ DbId }) => DbId!],
      ['listDatabaseInstances', ({ instance_name }) => instance_name!],
      ['getDatabaseKeys', () => 'EdDSA'],
    ],
    ends: {
      deleteDatabase: (session, names) => mustAccept(session, 'deleteDatabase', names),
      reset,
      putSnapshot: loaded,
    },
    parameter: 'db_name',
  },
  {
    what: 'keys of a database',
    make: makeDatabase,
    shows: [],
    ends: {
      deleteDatabase: (session, names) => mustAccept(session, 'deleteDatabase', names),
      reset,
      putSnapshot: loaded,
    },
    parameter: 'database',
  },
  {
    what: 'instance',
    make: (session) => makeInstance(session, { ...inMyOrg, db_name: 'my-db' }),
    shows: [
      ['getDatabaseInstance', ({ uuid }) => uuid!],
      ['listDatabaseInstances', ({ uuid }) => uuid!],
      ['getDatabaseUsage', ({ uuid }) => uuid!],
    ],
    ends: {
      deleteDatabaseInstance: (session, names) => mustAccept(session, 'deleteDatabaseInstance', names),
      reset,
      putSnapshot: loaded,
    },
    parameter: 'instance_name',
  },
  {
    what: 'API token',
    make: async (session, token_name) => {
      const { id } = bodyOf(await mustAccept(session, 'createAPIToken', { token_name }));
      return { token_name, id: String(id) };
    },
    shows: [['listAPITokens', ({ id }) => id!]],
    ends: {
      revokeAPIToken: (session, names) => mustAccept(session, 'revokeAPIToken', names),
      reset,
      putSnapshot: loaded,
    },
    parameter: 'token_name',
    except: ['createAPIToken', 'createAPITokenV2'],
  },
  {
    what: 'lambda instance',
    make: async (session, instance_name) => {
      const value = { ...(newLambdaInstance as JsonObject), instance_name };
      const reply = await mustAccept(session, 'createLambdaInstance', {}, { as: 'json', value });
      return { uuid: String(bodyOf(reply)['uuid']) };
    },
    shows: [
      ['listLambdaInstances', ({ uuid }) => uuid!],
      ['getLambdaInstance', ({ uuid }) => uuid!],
      ['getLambdaInstanceStatus', ({ uuid }) => uuid!],
    ],
    ends: { reset, putSnapshot: loaded },
    parameter: 'uuid',
  },
  {
    what: 'fault rule',
    make: (session) => createFault(session),
    shows: [['listFaults', ({ faultId }) => `"id":${faultId},`]],
    ends: {
      deleteFault: (session, names) => mustAccept(session, 'deleteFault', names),
      deleteFaults: (session) => mustAccept(session, 'deleteFaults'),
      reset,
    },
    parameter: 'faultId',
  },
  {
    what: 'exchange',
    make: (session) => exchange(session),
    shows: [
      ['listExchanges', ({ exchangeId }) => `"id":${exchangeId},`],
      ['getExchange', ({ exchangeId }) => `"id":${exchangeId},`],
    ],
    ends: { clearExchanges: (session) => mustAccept(session, 'clearExchanges') },
    parameter: 'exchangeId',
  },
];
