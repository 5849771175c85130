import type { Api } from '../contract/api.ts';
import type { Contract } from '../contract/contract.ts';
import type { Operation } from '../contract/operation.ts';

/** One step of a scenario: a request that acts on things that earlier steps created. */
interface Step {
  readonly operation: string;
  /** The name of the body's example; the first one unless given. */
  readonly body?: string;
  /** Places that take a generated name, and the parameter that the name becomes. */
  readonly makes?: Readonly<Record<string, string>>;
  /** Whether what it makes has a short name: a hostname has to hold it beside another. */
  readonly isShort?: boolean;
  /** Places in the body that take what was created. */
  readonly takes?: Readonly<Record<string, string>>;
  /** Values of path parameters that are neither made nor those of the examples. */
  readonly sets?: Readonly<Record<string, string>>;
  /** Parameters of the path that keep the value of the examples, though the story has made another. */
  readonly keeps?: readonly string[];
  /** Finds in the response what carries a name of the suite's making. */
  readonly finds?: { readonly what: string; readonly by: string; find(body: unknown, name: string): unknown };
  /** The operation that deletes what this one creates. */
  readonly undo?: string;
  /** Whether to retry a refusal, because the resource may not be ready yet. */
  readonly retriesUntilReady?: boolean;
}

/** A step with its operations looked up. */
export interface ScenarioStep extends Omit<Step, 'operation' | 'undo'> {
  readonly operation: Operation;
  readonly undo: Operation | undefined;
}

/**
 * The order in which operations make sense, which a contract cannot express: create, read, use, delete. The contract's
 * links say which values of a creation's response later steps need.
 */
const scenarios: Readonly<Record<string, readonly Step[]>> = {
  'turso-2023': [
    { operation: 'createDatabase', makes: { '/body/name': 'db_name' }, undo: 'deleteDatabase' },
    { operation: 'getDatabase' },
    { operation: 'createDatabaseInstance', body: 'primary' },
    { operation: 'waitForDatabaseInstance' },
    // A primary cannot be destroyed, so the steps after this one use the second instance.
    { operation: 'createDatabaseInstance', body: 'replica' },
    { operation: 'waitForDatabaseInstance' },
    { operation: 'getDatabaseInstance' },
    { operation: 'listDatabaseInstances' },
    { operation: 'createDatabaseToken' },
    { operation: 'getDatabaseUsage' },
    { operation: 'invalidateDatabaseTokens' },
    { operation: 'updateDatabase' },
    { operation: 'deleteDatabaseInstance' },
    { operation: 'deleteDatabase' },
    { operation: 'createAPIToken', makes: { '/path/token_name': 'token_name' }, undo: 'revokeAPIToken' },
    { operation: 'revokeAPIToken' },
    { operation: 'createAPITokenV2', makes: { '/path/token_name': 'token_name' }, undo: 'revokeAPIToken' },
    { operation: 'revokeAPIToken' },
    { operation: 'createGroup', body: 'created', makes: { '/body/name': 'group_name' }, undo: 'deleteGroup' },
    { operation: 'getGroup' },
    { operation: 'addLocationToGroup', sets: { location: 'sjc' } },
    { operation: 'waitForGroupLocation', sets: { location: 'sjc' } },
    { operation: 'createGroupToken' },
    { operation: 'invalidateGroupTokens' },
    { operation: 'removeLocationFromGroup', sets: { location: 'sjc' } },
    { operation: 'deleteGroup' },
    { operation: 'createDatabase', makes: { '/body/name': 'db_name' }, undo: 'deleteDatabase' },
    { operation: 'uploadDump' },
    { operation: 'seedDatabase' },
    { operation: 'createBillingCustomer' },
    { operation: 'submitFeedback' },
    // From here on all happens in a team of its own, which goes in the end with whatever is in it.
    {
      operation: 'createOrganization',
      makes: { '/body/name': 'organization_name' },
      isShort: true,
      undo: 'deleteOrganization',
    },
    { operation: 'transferDatabase', takes: { '/body/org': 'org_slug' }, keeps: ['org_slug'] },
    { operation: 'updateOrganization' },
    { operation: 'updateSubscription' },
    { operation: 'createBillingPortal' },
    { operation: 'addOrganizationMember' },
    { operation: 'removeOrganizationMember' },
    { operation: 'inviteMember' },
    { operation: 'deleteOrganization' },
  ],
  'turso-2026': [
    { operation: 'createGroup', makes: { '/body/name': 'groupName' }, isShort: true, undo: 'deleteGroup' },
    { operation: 'waitForGroupLocation' },
    { operation: 'updateGroupConfiguration', body: 'unprotected' },
    { operation: 'renameGroup', takes: { '/body/name': 'groupName' } },
    { operation: 'unarchiveGroup' },
    { operation: 'updateGroupDatabases' },
    { operation: 'createGroupToken' },
    { operation: 'invalidateGroupTokens' },
    // The group is on AWS, so these are refused.
    { operation: 'addLocationToGroup', sets: { location: 'fra' } },
    { operation: 'removeLocationFromGroup', sets: { location: 'fra' } },
    { operation: 'startGroupAwsMigration' },
    { operation: 'abortGroupAwsMigration' },
    { operation: 'createDatabase', makes: { '/body/name': 'databaseName' }, isShort: true, undo: 'deleteDatabase' },
    { operation: 'getDatabase' },
    { operation: 'updateDatabaseConfiguration', body: 'writes-blocked' },
    { operation: 'updateDatabase' },
    { operation: 'wakeDatabase' },
    { operation: 'createDatabaseToken' },
    { operation: 'invalidateDatabaseTokens' },
    // The database belongs to a group, so these are refused.
    { operation: 'createDatabaseInstance' },
    { operation: 'deleteDatabaseInstance' },
    { operation: 'transferDatabase' },
    { operation: 'uploadDump' },
    { operation: 'deleteDatabase' },
    { operation: 'createDatabaseV3', makes: { '/body/name': 'name_v3' }, isShort: true, undo: 'deleteDatabaseV3' },
    { operation: 'createDatabaseTokenV3' },
    { operation: 'createGroupTokenV3' },
    { operation: 'deleteDatabaseV3' },
    // No thing is deleted here any more by these names, so nothing comes back.
    { operation: 'restoreDatabase', sets: { databaseId: '00000000-0000-7000-8000-000000000000' } },
    { operation: 'restoreGroup', sets: { groupId: '00000000-0000-7000-8000-000000000000' } },
    { operation: 'deleteGroup' },
    { operation: 'createAPIToken', makes: { '/path/tokenName': 'tokenName' }, undo: 'revokeAPIToken' },
    { operation: 'revokeAPIToken' },
    { operation: 'createAPITokenV2', makes: { '/path/tokenName': 'tokenName' }, undo: 'revokeAPIToken' },
    { operation: 'revokeAPIToken' },
    { operation: 'invalidateSessions' },
    { operation: 'createBillingCustomer' },
    // From here on all happens in a team of its own, which goes in the end with all that is in it.
    {
      operation: 'createOrganization',
      makes: { '/body/name': 'organization_name' },
      isShort: true,
      undo: 'deleteOrganization',
    },
    { operation: 'updateOrganization' },
    { operation: 'updateSubscription' },
    { operation: 'updateBillingCustomer' },
    { operation: 'createBillingPortal' },
    { operation: 'addOrganizationMember' },
    { operation: 'updateMemberRole' },
    { operation: 'removeOrganizationMember' },
    { operation: 'inviteMember' },
    { operation: 'deleteInvite', sets: { email: 'visitor@example.com' } },
    { operation: 'inviteOrganizationMemberV2' },
    { operation: 'deleteOrganizationInviteByEmailV2', sets: { email: 'visitor@example.com' } },
    { operation: 'revokeOrganizationAPIToken' },
    { operation: 'saveJwks' },
    { operation: 'removeJwks' },
    { operation: 'createGroup', makes: { '/body/name': 'groupName' }, isShort: true, keeps: ['organizationSlug'] },
    { operation: 'transferGroup', takes: { '/body/organization': 'organizationSlug' }, keeps: ['organizationSlug'] },
    { operation: 'deleteOrganization' },
  ],
  lambda: [
    {
      operation: 'createLambdaInstance',
      makes: { '/body/instance_name': 'instance_name' },
      undo: 'destroyLambdaInstance',
    },
    { operation: 'getLambdaInstance' },
    { operation: 'getLambdaInstanceStatus' },
    { operation: 'stopLambdaInstance', retriesUntilReady: true },
    { operation: 'startLambdaInstance', retriesUntilReady: true },
    { operation: 'destroyLambdaInstance', retriesUntilReady: true },
    { operation: 'uploadUserFile', makes: { '/body/file': 'file_name' }, undo: 'deleteUserFile' },
    { operation: 'listUserFiles', finds: { what: 'id', by: 'file_name', find: fileId } },
    { operation: 'deleteUserFile', takes: { '/body/id': 'id' } },
  ],
};

/** The response to an upload does not name the new file; the list does. */
function fileId(files: unknown, name: string): unknown {
  return Array.isArray(files) ? files.find((file: { name?: unknown } | null) => file?.name === name)?.id : undefined;
}

/** Whether an API has a scenario, so that its operations can be checked in an order that makes sense. */
export function hasScenario({ document }: Pick<Api, 'document'>): boolean {
  return Object.hasOwn(scenarios, document);
}

/**
 * Returns the scenario of a contract.
 *
 * @throws Error when an operation that changes something is in no step
 */
export function scenarioOf({ api, operations }: Contract): ScenarioStep[] {
  const steps = scenarios[api.document] ?? [];
  const missing = operations.find(
    ({ id, method }) => method !== 'GET' && !steps.some(({ operation }) => operation === id),
  );
  if (missing) throw new Error(`The scenario of ${api.document} has no place for ${missing.id}.`);
  const named = (id: string): Operation => operations.find((operation) => operation.id === id)!;
  return steps.map((step) => ({
    ...step,
    operation: named(step.operation),
    undo: step.undo === undefined ? undefined : named(step.undo),
  }));
}
