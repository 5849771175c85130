import * as fc from 'fast-check';
import type { Json, JsonObject } from '../helpers/documents.ts';
import { operationOf, rootOperations } from '../helpers/operations.ts';
import { credential } from '../helpers/requests.ts';
import { invited } from './story.ts';
import { bodyOf } from './judge.ts';
import { encode } from './request.ts';
import type { Session } from './session.ts';
import { anyText } from './values.ts';
import type { World } from './world.ts';

/**
 * The conditions of an accepted request that a schema cannot express: existing names, and values that belong together.
 */
export interface Setting {
  /** Values of path parameters. */
  readonly path?: fc.Arbitrary<Readonly<Record<string, string>>>;
  /** Texts of query parameters. */
  readonly query?: Readonly<Record<string, fc.Arbitrary<string>>>;
  /** The whole body. */
  readonly body?: fc.Arbitrary<JsonObject>;
  /** Properties of the body, where it has them. */
  readonly fields?: Readonly<Record<string, fc.Arbitrary<Json>>>;
  /** Makes what the request is about. @returns path parameters that name it */
  readonly before?: (session: Session) => Promise<Readonly<Record<string, string>>>;
}

/** Any organization can copy a dump; a database only one that has it. */
const dumpSeed = { type: 'dump', url: 'https://dumps.example.com/some.sql' };

/** SQL that a dump may hold. */
const dump = fc.constantFrom('', 'SELECT 1;', 'CREATE TABLE IF NOT EXISTS "n" (id);\nINSERT INTO "n" VALUES (1);\n');

const sandboxName = 'my-sandbox';

/** A name that databases and tokens may have, and that nothing has. */
export const freshName = fc.stringMatching(/^new-[a-z0-9-]{0,20}[a-z0-9]$/);

/** The settings of those operations that need one. */
export function settingsOf(world: World): Readonly<Record<string, Setting>> {
  const organization = fc.constantFrom(...world.organizations).map((org_slug) => ({ org_slug }));
  const owned = fc.constantFrom('octocat', 'my-org').map((org_slug) => ({ org_slug }));
  const database = fc.constantFrom(...world.databases);
  const instance = fc.constantFrom(...world.instances);
  const replica = fc.constantFrom(...world.instances.filter(({ type }) => type === 'replica'));
  const location = fc.constantFrom(...world.locations);
  const lambda = (...statuses: string[]): fc.Arbitrary<{ uuid: string }> => {
    const fit = world.lambdaInstances.filter(({ status }) => statuses.length === 0 || statuses.includes(status));
    return fc.constantFrom(...fit.flatMap(({ id, uuid }) => [{ uuid: id }, { uuid }]));
  };
  const ofDatabase = { path: database };
  const ofInstance = { path: instance };
  const ofTeam = { path: fc.constant({ org_slug: 'my-org' }) };
  const ofGroup = { path: organization.map(({ org_slug }) => ({ org_slug, group_name: 'default' })) };
  const inGroup = (codes: fc.Arbitrary<string>): fc.Arbitrary<Record<string, string>> =>
    fc.tuple(ofGroup.path, codes).map(([place, code]) => ({ ...place, location: code }));
  const page = fc.oneof(
    fc.constant('1'),
    anyText(0, 8).filter((text) => !/^[+-]?\d+$/.test(text)),
  );
  // Beyond this, what the story has used already would come to more than a count can hold.
  const rows = fc.integer({ min: 0, max: 1e15 });
  const duration = fc.tuple(fc.integer({ min: 1, max: 10_000 }), fc.constantFrom('ms', 's', 'm', 'h'));
  return {
    listOrganizationMembers: { path: owned },
    listDatabases: { path: organization },
    createDatabase: {
      path: organization,
      fields: { name: freshName, group: fc.constant('default'), seed: fc.constant(dumpSeed) },
    },
    getDatabase: ofDatabase,
    deleteDatabase: ofDatabase,
    updateDatabase: ofDatabase,
    getDatabaseUsage: ofDatabase,
    createDatabaseToken: { ...ofDatabase, query: { expiration } },
    invalidateDatabaseTokens: ofDatabase,
    listDatabaseInstances: ofDatabase,
    createDatabaseInstance: { ...ofDatabase, fields: { location } },
    getDatabaseInstance: ofInstance,
    deleteDatabaseInstance: { path: replica },
    waitForDatabaseInstance: ofInstance,
    createAPIToken: { path: freshName.map((token_name) => ({ token_name })) },
    createAPITokenV2: { path: freshName.map((token_name) => ({ token_name })) },
    listGroups: { path: organization },
    createGroup: { path: organization, fields: { name: freshName, location } },
    getGroup: ofGroup,
    deleteGroup: ofGroup,
    createGroupToken: { ...ofGroup, query: { expiration } },
    invalidateGroupTokens: ofGroup,
    addLocationToGroup: { path: inGroup(location) },
    removeLocationFromGroup: { path: inGroup(fc.constant('sjc')) },
    waitForGroupLocation: { path: inGroup(fc.constantFrom('ord', 'sjc')) },
    getLocation: { path: location.map((code) => ({ location: code })) },
    updateOrganization: { path: owned },
    deleteOrganization: ofTeam,
    addOrganizationMember: { ...ofTeam, fields: { username: fc.constantFrom('octokitten', 'monalisa') } },
    removeOrganizationMember: { path: fc.constant({ org_slug: 'my-org', username: 'hubot' }) },
    inviteMember: ofTeam,
    getOrganizationSubscription: { path: organization },
    updateSubscription: { path: owned, fields: { plan: fc.constantFrom('starter', 'scaler', 'enterprise') } },
    getOrganizationUsage: { path: organization },
    createBillingPortal: { path: organization },
    getPaymentMethods: { path: organization },
    uploadDump: { path: organization },
    seedDatabase: { ...ofDatabase, fields: { file: dump } },
    transferDatabase: { ...ofDatabase, fields: { org: fc.constant('octocat') } },
    revokeAPIToken: { path: fc.constantFrom(...world.apiTokens).map((token_name) => ({ token_name })) },
    listLambdaInstances: { query: { page } },
    getLambdaInstance: { path: lambda() },
    getLambdaInstanceStatus: { path: lambda() },
    startLambdaInstance: { path: lambda('STOPPED', 'FAILED') },
    stopLambdaInstance: { path: lambda('STARTED', 'FAILED') },
    destroyLambdaInstance: { path: lambda('STARTED', 'STOPPED', 'FAILED') },
    deleteUserFile: { fields: { id: fc.constantFrom(...world.userFiles) } },
    putSnapshot: { body: fc.constant(smallSnapshot()) },
    advanceClock: { fields: { by: duration.map(([count, unit]) => `${count}${unit}`) } },
    // A clock that was stopped in this century does not go back.
    updateClock: {
      fields: { now: fc.date({ min: new Date('2101'), max: new Date('9999'), noInvalidDate: true }).map(iso) },
    },
    setTransitions: {
      body: fc.oneof(
        fc.record({ mode: fc.constantFrom('immediate', 'manual') }),
        fc.record({ mode: fc.constant('after'), after: duration.map(([count, unit]) => `${count}${unit}`) }),
      ),
    },
    addUsage: {
      body: instance.chain(({ org_slug, db_name, instance_name }) =>
        fc.record(
          {
            organization: fc.constant(org_slug),
            database: fc.constant(db_name),
            instance: fc.constant(instance_name),
            rowsRead: rows,
            rowsWritten: rows,
            storageBytes: rows,
          },
          { requiredKeys: ['organization', 'database'], noNullPrototype: true },
        ),
      ),
    },
    createSandbox: {
      body: newSandbox(),
      // The query repeats the name of the body.
      query: { sandbox: fc.constant(sandboxName) },
      before: deleteSandboxes,
    },
    getSandbox: { before: createSandbox },
    deleteSandbox: { before: createSandbox },
    archiveGroup: {
      fields: { organization: fc.constant('my-org'), group: fc.constant('default') },
    },
    acceptInvite: { fields: { organization: fc.constant('my-org'), email: fc.constant(invited) } },
    listExchanges: {
      query: {
        operation: fc.constantFrom(...rootOperations.filter(({ api }) => api !== 'admin').map(({ id }) => id)),
        // A request waits in real time for an exchange that nobody makes.
        wait: fc.constantFrom('0s', '1us', '2ms'),
      },
    },
    createFault: { body: newFault() },
    deleteFault: { before: createFault },
    getExchange: { before: exchange },
    getDatabaseKeys: { path: database.map(({ org_slug, db_name }) => ({ organization: org_slug, database: db_name })) },
  };
}

/** Positive, for a token that is over before it begins is refused, and far from the end of 64 bits. */
export const expiration = fc.oneof(
  fc.constantFrom('never', 'none', 'default', ''),
  fc
    .array(
      fc.tuple(
        fc.integer({ min: 1, max: 999 }),
        fc.constantFrom('ns', 'us', 'µs', 'μs', 'ms', 's', 'm', 'h', 'd', 'w'),
      ),
      {
        minLength: 1,
        maxLength: 4,
      },
    )
    .map((parts) => parts.map(([count, unit]) => `${count}${unit}`).join('')),
);

function iso(date: Date): string {
  return date.toISOString();
}

function smallSnapshot(): JsonObject {
  const [example] = operationOf('putSnapshot').bodies[0]!.examples;
  return example!.value as JsonObject;
}

/** With everything that can be wrong in it; that it may also begin without a snapshot, other tests show. */
function newSandbox(): fc.Arbitrary<JsonObject> {
  return fc.record(
    {
      name: fc.constant(sandboxName),
      edition: fc.constantFrom('2023', '2026'),
      seed: fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 40 }),
      plan: fc.constantFrom('unlimited', 'starter', 'scaler'),
      baseline: fc.constant('snapshot'),
      snapshot: fc.constant(smallSnapshot()),
      clock: fc.record({
        now: fc.date({ min: new Date('1970'), max: new Date('9999'), noInvalidDate: true }).map(iso),
        running: fc.boolean(),
      }),
      transitions: fc.record({ mode: fc.constantFrom('immediate', 'manual') }),
    },
    { requiredKeys: ['name', 'snapshot', 'clock', 'transitions'], noNullPrototype: true },
  );
}

/** The possible faults: see the rules for each action. */
function newFault(): fc.Arbitrary<JsonObject> {
  const any = fc.constantFrom(...rootOperations.filter(({ api }) => api !== 'admin' && api !== 'hrana'));
  const delay = fc.integer({ min: 0, max: 600_000 });
  const often = {
    probability: fc.double({ min: 0, max: 1, noNaN: true }).map((value) => value + 0),
    seed: fc.nat(),
    count: fc.integer({ min: 1, max: 1_000 }),
    skip: fc.nat(),
  };
  const rule = (model: Record<string, fc.Arbitrary<Json>>): fc.Arbitrary<JsonObject> =>
    fc
      .tuple(fc.record(model), fc.record(often, { requiredKeys: [], noNullPrototype: true }))
      // These limits fit every request; what spoils a value needs them all.
      .map(([needed, more]) => ({ ...needed, match: { path: {}, query: {}, body: {} }, ...more }));
  return fc.oneof(
    any.chain(({ id, replies }) =>
      fc.constantFrom(...replies).chain(({ status, content }) => {
        const names = (content?.examples ?? []).map(({ name }) => name);
        const named = { operation: fc.constant(id), action: fc.constant('respond'), status: fc.constant(status) };
        return rule(names.length === 0 ? named : { ...named, example: fc.constantFrom(...names) });
      }),
    ),
    rule({
      operation: fc.oneof(
        any.map(({ id }) => id),
        fc.constant('*'),
      ),
      action: fc.constant('delay'),
      delayMilliseconds: delay,
    }),
    rule({ operation: any.map(({ id }) => id), action: fc.constant('drop') }),
    rule({
      operation: fc.constantFrom('*', 'createDatabaseInstance', 'createLambdaInstance', 'destroyLambdaInstance'),
      action: fc.constant('fail-transition'),
    }),
  );
}

/** There is room for few, and each name but once. */
async function deleteSandboxes(session: Session): Promise<Record<string, never>> {
  const none = { path: {}, query: [], headers: {} };
  const listed = await session.send(encode(operationOf('listSandboxes'), none));
  for (const { name } of bodyOf(listed)['sandboxes'] as JsonObject[]) {
    if (name === 'default') continue;
    const path = { sandboxName: String(name) };
    await session.send(encode(operationOf('deleteSandbox'), { ...none, path }));
  }
  return {};
}

/** A sandbox that is there, whatever was done to it before. */
async function createSandbox(session: Session): Promise<{ sandboxName: string }> {
  const body = { as: 'json', value: { name: sandboxName, baseline: 'empty' } } as const;
  await session.send(encode(operationOf('createSandbox'), { path: {}, query: [], headers: {}, body }));
  return { sandboxName };
}

/** A rule that hits nothing that is asked meanwhile. */
export async function createFault(session: Session): Promise<{ faultId: string }> {
  const body = { as: 'json', value: { operation: 'uploadUserFile', action: 'drop', count: 1 } } as const;
  const made = await session.send(encode(operationOf('createFault'), { path: {}, query: [], headers: {}, body }));
  return { faultId: String(bodyOf(made)['id']) };
}

/** The exchange of a request that is made for it. */
export async function exchange(session: Session): Promise<{ exchangeId: string }> {
  const asked = operationOf('listLocations');
  await session.send(encode(asked, { path: {}, query: [], headers: credential(asked) }));
  const query = [['limit', '1'] as const];
  const listed = await session.send(encode(operationOf('listExchanges'), { path: {}, query, headers: {} }));
  const [last] = bodyOf(listed)['exchanges'] as JsonObject[];
  return { exchangeId: String(last!['id']) };
}
