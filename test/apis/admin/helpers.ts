import type { MockplaneOptions } from 'mockplane';
import { type AdminClient, type AdminSchemas, createAdminClient } from 'mockplane/admin';
import { createLambdaClient, type LambdaClient, type LambdaSchemas } from 'mockplane/lambda';
import { createTursoClient, type TursoClient } from 'mockplane/turso';
import { expect, onTestFinished, vi } from 'vitest';
import { assemble, type MockplaneParts } from '../../../src/mockplane/assemble.ts';
import { apis } from '../../../src/apis/apis.ts';
import { loadContract } from '../../../src/contract/contract.ts';
import { createFetch } from '../../../src/server/fetch.ts';
import { documentOf, valueAt } from '../../helpers/documents.ts';
import { operationOf } from '../../helpers/operations.ts';
import { faults } from '../../helpers/schemas.ts';

// Loaded once: a schema that was compiled for one test serves the next.
const contracts = apis.map((api) => loadContract(api));

/** When every test begins. */
export const beganAt = '2023-11-16T10:00:00.000Z';

/** A mockplane on a stopped clock, and clients of its three APIs; each response is held to the contract. */
export interface Parts {
  readonly assembled: MockplaneParts;
  readonly fetch: typeof globalThis.fetch;
  readonly admin: AdminClient;
  /** One that a page of another site could be. */
  readonly foreign: AdminClient;
  readonly turso: TursoClient;
  readonly lambda: LambdaClient;
}

export function start(options: MockplaneOptions = {}): Parts {
  const assembled = assemble(contracts, { seed: 'admin', clock: { now: beganAt, running: false }, ...options });
  onTestFinished(() => assembled.close());
  const fetch = checkedFetch(createFetch(assembled.pipeline, assembled.policy));
  return {
    assembled,
    fetch,
    admin: createAdminClient({ fetch }),
    foreign: createAdminClient({ fetch, headers: { origin: 'https://example.com' } }),
    turso: createTursoClient({ fetch }),
    lambda: createLambdaClient({ fetch }),
  };
}

/**
 * A `fetch` that checks each response against its operation, or an error against the shape of all errors, without the
 * server's own code.
 */
function checkedFetch(fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (...request) => {
    const response = await fetch(...request);
    const id = response.headers.get('mockplane-operation');
    const type = response.headers.get('content-type');
    if (id === null || type === 'text/event-stream') return response;
    const { api, replies } = operationOf(id);
    const reply = replies.find(({ status }) => status === response.status);
    expect(reply, `${id} documents ${response.status}`).toBeDefined();
    const text = await response.clone().text();
    if (!reply!.content) expect(text).toBe('');
    else {
      expect(type).toBe(reply!.content.type);
      expect(faults(api, reply!.content.schema, JSON.parse(text)), `${id} ${response.status} ${text}`).toEqual([]);
    }
    return response;
  };
}

/** Lets real time stand still until the test ends. */
export function stopRealTime(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: new Date('2026-11-22T12:00:00Z') });
  onTestFinished(() => void vi.useRealTimers());
}

/** The body of a success. */
export function dataOf<Outcome extends { readonly data?: unknown; readonly error?: unknown }>(
  outcome: Outcome,
): NonNullable<Outcome['data']> {
  expect(outcome.error).toBeUndefined();
  return outcome.data!;
}

/** An example of the admin contract. */
export function example(name: string): unknown {
  return structuredClone(valueAt(documentOf('admin'), `/components/examples/${name}/value`));
}

/** The snapshot of the contract's examples. */
export const smallSnapshot = () => example('Snapshot') as AdminSchemas['Snapshot'];

export const myDatabase = { params: { path: { org_slug: 'my-org', db_name: 'my-db' } } } as const;

/** Asks for an instance of staging-db, which has none in the story. @returns its name */
export async function createInstance({ turso }: Parts, location = 'ord'): Promise<string> {
  const { data } = await turso.POST('/v1/organizations/{org_slug}/databases/{db_name}/instances', {
    params: { path: { org_slug: 'my-org', db_name: 'staging-db' } },
    body: { location },
  });
  return data!.instance.name;
}

/** A lambda instance that the quota has room for. */
export const newLambdaInstance: LambdaSchemas['CreateLambdaInstanceRequest'] = {
  instance_name: 'Tweets',
  master_name: 'tweets-master',
  slaves: 1,
  vcpus_master: 4,
  vcpus_slave: 2,
  ram_master: 4096,
  ram_slave: 2048,
  disk_master: 40,
  disk_slave: 20,
  ip_allocation: 'master',
  network_request: 1,
  project_name: 'lambda.grnet.gr',
};

/** @returns its UUID */
export async function createLambdaInstance({ lambda }: Parts, changes = {}): Promise<string> {
  const { data } = await lambda.POST('/backend/create_lambda_instance', { body: { ...newLambdaInstance, ...changes } });
  return data!.uuid;
}

export async function statusOf({ lambda }: Parts, uuid: string): Promise<{ status: string; failure_message: string }> {
  const { data } = await lambda.GET('/backend/lambda-instances/{uuid}/status', { params: { path: { uuid } } });
  return { status: data!.data.status, failure_message: data!.data.failure_message };
}

/** The pending changes of status, as `getTransitions` shows them. */
export async function pendingOf({ admin }: Parts): Promise<AdminSchemas['Transition'][]> {
  return dataOf(await admin.GET('/_mockplane/transitions')).pending;
}
