import { onTestFinished } from 'vitest';
import { assemble } from '../../../src/mockplane/assemble.ts';
import { createLambdaClient, type LambdaSchemas, type operations, type Outcome } from '../../../src/client/lambda.ts';
import { loadContract } from '../../../src/contract/contract.ts';
import { lambdaApi } from '../../../src/apis/lambda/api.ts';
import { turso2023 } from '../../../src/apis/turso/2023/api.ts';
import type { MockplaneOptions } from '../../../src/mockplane/options.ts';
import { createFetch } from '../../../src/server/fetch.ts';
import { checkedFetch } from './checked-fetch.ts';

const contracts = [turso2023, lambdaApi].map((api) => loadContract(api));

/** The instances of the baseline by what they are doing, by their ids. */
export const ids = { stopped: '1', failed: '2', started: '3', destroyed: '4', pending: '5' } as const;

/** Whom the token stands for. */
export const caller = 'octocat';

/** A creation that the quota has room for. */
export const newInstance: LambdaSchemas['CreateLambdaInstanceRequest'] = {
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

/** A sandbox of its own on a stopped clock, a client of it, and what a test may reach behind it. */
export function startLambda(options: MockplaneOptions = {}) {
  const clock = { now: '2015-09-02T12:00:00Z', running: false };
  const assembled = assemble(contracts, { seed: 'lambda', clock, ...options });
  onTestFinished(() => assembled.close());
  const fetch = checkedFetch(createFetch(assembled.pipeline, assembled.policy));
  const lambda = createLambdaClient({ fetch });
  const sandbox = assembled.sandbox;

  /** The status of an instance, and the reason if it failed. */
  const state = async (uuid: string): Promise<{ status: string; failure_message: string }> => {
    const { data } = await lambda.GET('/backend/lambda-instances/{uuid}/status', { params: { path: { uuid } } });
    const { status, failure_message } = data!.data;
    return { status, failure_message };
  };
  /** @returns the UUID of the new instance */
  const create = async (changes: Partial<typeof newInstance> = {}): Promise<string> => {
    const { data } = await lambda.POST('/backend/create_lambda_instance', { body: { ...newInstance, ...changes } });
    return data!.uuid;
  };
  const act = (
    action: 'start' | 'stop' | 'destroy',
    uuid: string,
  ): Promise<Outcome<operations['startLambdaInstance']>> =>
    lambda.POST(`/backend/lambda-instances/{uuid}/${action}`, { params: { path: { uuid } } });
  const upload = (
    name: string,
    content: string | Uint8Array<ArrayBuffer> = 'x',
    description?: string,
  ): Promise<Outcome<operations['uploadUserFile']>> =>
    lambda.PUT('/backend/user_files', {
      body: { file: new File([content], name), ...(description !== undefined && { description }) },
    });
  const files = async () => (await lambda.GET('/backend/user_files')).data!;

  return {
    lambda,
    fetch,
    sandbox,
    clock: assembled.sandbox.clock,
    store: sandbox.context.store,
    faults: assembled.sandbox.faults,
    /** A client whose token nobody knows. */
    stranger: createLambdaClient({ fetch, token: 'unknown' }),
    state,
    create,
    act,
    upload,
    files,
  };
}

export type Lambda = ReturnType<typeof startLambda>;

/** The one error that a refusal of the Lambda API holds. */
export function refusal(code: number, message: string) {
  return { errors: [{ message, code, details: '' }] };
}
