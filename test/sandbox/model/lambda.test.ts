import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assemble } from '../../../src/mockplane/assemble.ts';
import { createLambdaClient, type LambdaClient, type LambdaSchemas } from '../../../src/client/lambda.ts';
import { loadContract } from '../../../src/contract/contract.ts';
import { lambdaApi } from '../../../src/apis/lambda/api.ts';
import { turso2023 } from '../../../src/apis/turso/2023/api.ts';
import { createFetch } from '../../../src/server/fetch.ts';
import { type Action, LambdaModel, type LambdaState } from './lambda-model.ts';
import { agree, distinct, type Game, type Move, move, play, same } from './play.ts';
import { type Mode, modes } from './timetable.ts';

const contracts = [turso2023, lambdaApi].map((api) => loadContract(api));

/** A server that answers in process. */
interface Server {
  readonly lambda: LambdaClient;
  readonly advance: (milliseconds: number) => void;
  readonly step: (count: number) => number;
  readonly reset: () => void;
  /** Decides whether the change of status that the next call begins is to fail. @returns why, if so */
  readonly arm: (fails: boolean) => string | undefined;
}

type LambdaMove = Move<LambdaModel, Server>;

const at = (uuid: string) => ({ params: { path: { uuid } } });

/** Mostly one that exists, by its id or its UUID. */
const reference = fc.oneof(
  { weight: 8, arbitrary: fc.record({ place: fc.nat(30), byId: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constantFrom('999', '0', '2b7f3c58-8d24-4e0f-a1f9-7c5e9d3b6a34', 'Word count') },
);
type Reference = typeof reference extends fc.Arbitrary<infer T> ? T : never;

function resolve(model: LambdaModel, named: Reference): string {
  if (typeof named === 'string') return named;
  const found = model.instances[named.place % model.instances.length]!;
  return named.byId ? String(found.id) : found.uuid;
}

const newInstance: fc.Arbitrary<LambdaSchemas['CreateLambdaInstanceRequest']> = fc.record({
  instance_name: fc.string({ minLength: 1, maxLength: 100, unit: 'grapheme-ascii' }),
  master_name: fc.constant('master'),
  slaves: fc.integer({ min: 1, max: 14 }),
  vcpus_master: fc.constantFrom(1, 8),
  vcpus_slave: fc.constantFrom(1, 8),
  ram_master: fc.constantFrom(1_024, 8_192),
  ram_slave: fc.constantFrom(1_024, 16_384),
  disk_master: fc.constantFrom(10, 100),
  disk_slave: fc.constantFrom(10, 200),
  ip_allocation: fc.constantFrom('none', 'master', 'all'),
  network_request: fc.constantFrom(1, 4),
  project_name: fc.constantFrom('lambda.grnet.gr', 'other'),
});

const index = fc.constantFrom(undefined, '1', '2', '3', '+2', '7', '0', '-1', 'x', '', '2.5', '9'.repeat(30));
const actions: readonly Action[] = ['start', 'stop', 'destroy'];
const form = { headers: { 'content-type': 'application/x-www-form-urlencoded' } };

const moves: fc.Arbitrary<LambdaMove>[] = [
  fc.tuple(index, index).map((args) =>
    move('list', args, async (model, { lambda }) => {
      const [limit, page] = args;
      const query = { ...(limit !== undefined && { limit }), ...(page !== undefined && { page }) };
      // The server tolerates what the client's types do not let through.
      const params = { query: query as object };
      agree(await lambda.GET('/backend/lambda-instances', { params }), model.list(limit, page));
    }),
  ),
  reference.map((named) =>
    move('get', [named], async (model, { lambda }) => {
      const uuid = resolve(model, named);
      agree(await lambda.GET('/backend/lambda-instances/{uuid}', at(uuid)), model.details(uuid));
    }),
  ),
  reference.map((named) =>
    move('status', [named], async (model, { lambda }) => {
      const uuid = resolve(model, named);
      agree(await lambda.GET('/backend/lambda-instances/{uuid}/status', at(uuid)), model.status(uuid));
    }),
  ),
  ...actions.map((action) =>
    fc.tuple(reference, rarely()).map(([named, fails]) =>
      move<LambdaModel, Server>(action, [named, fails], async (model, { lambda, arm }) => {
        const uuid = resolve(model, named);
        const failure = arm(fails);
        const outcome = await lambda.POST(`/backend/lambda-instances/{uuid}/${action}`, at(uuid));
        agree(outcome, model.act(action, uuid, failure));
      }),
    ),
  ),
  fc.tuple(newInstance, rarely()).map(([body, fails]) =>
    move('create', [body, fails], async (model, { lambda, arm }) => {
      const failure = arm(fails);
      const { status, data } = await lambda.POST('/backend/create_lambda_instance', { body });
      same(status, 202);
      const { uuid } = data!;
      same(uuid, model.expectedUuid() ?? uuid);
      distinct(
        model.instances.map((instance) => instance.uuid),
        uuid,
      );
      model.create(uuid, body, failure);
    }),
  ),
  fc.tuple(fc.constantFrom('a.jar', 'b.jar', 'τ.jar'), fc.string({ maxLength: 20 })).map(([name, description]) =>
    move('upload', [name, description], async (model, { lambda }) => {
      const body = { file: new File(['x'], name), description };
      agree(await lambda.PUT('/backend/user_files', { body }), { status: 201, body: { result: 'success' } });
      model.upload(name, description);
    }),
  ),
  fc.nat(12).map((id) =>
    move('delete', [id], async (model, { lambda }) => {
      agree(await lambda.DELETE('/backend/user_files', { ...form, body: { id } }), model.delete(id));
    }),
  ),
  fc.constant(
    move('files', [], async (model, { lambda }) => {
      agree(await lambda.GET('/backend/user_files'), { status: 200, body: model.files });
    }),
  ),
  fc.constantFrom(0, 1, 999, 1_000, 2_000, 3_600_000).map((milliseconds) =>
    move('advance', [milliseconds], async (model, server) => {
      server.advance(milliseconds);
      model.timetable.advance(milliseconds);
    }),
  ),
  fc.nat(3).map((count) =>
    move('step', [count], async (model, server) => {
      same(server.step(count), model.timetable.step(count));
    }),
  ),
  rarely().map((really) =>
    move('reset', [really], async (model, server) => {
      if (!really) return;
      server.reset();
      model.reset();
    }),
  ),
];

function rarely(): fc.Arbitrary<boolean> {
  return fc.integer({ min: 0, max: 5 }).map((number) => number === 5);
}

/** All that the API shows. */
async function readState(lambda: LambdaClient): Promise<LambdaState> {
  const { data } = await lambda.GET('/backend/lambda-instances');
  const instances = [];
  for (const { id, uuid, name } of data!.data) {
    const { details } = (await lambda.GET('/backend/lambda-instances/{uuid}', at(uuid))).data!.data;
    const { data: state } = (await lambda.GET('/backend/lambda-instances/{uuid}/status', at(uuid))).data!;
    instances.push({ id, uuid, name, status: state.status, failure: state.failure_message, details });
  }
  return { instances, files: (await lambda.GET('/backend/user_files')).data! };
}

async function start(transitions: Mode): Promise<Game<LambdaModel, Server>> {
  const clock = { now: '2015-09-02T12:00:00Z', running: false };
  const assembled = assemble(contracts, { seed: 'model', clock, transitions });
  const sandbox = assembled.sandbox;
  const lambda = createLambdaClient({ fetch: createFetch(assembled.pipeline, assembled.policy) });
  const model = new LambdaModel(await readState(lambda), transitions);
  return {
    model,
    server: {
      lambda,
      reset: () => sandbox.reset(),
      advance: (milliseconds) => assembled.sandbox.clock.advance(milliseconds),
      step: (count) => sandbox.context.transitions.step(count).length,
      arm: (fails) => {
        assembled.sandbox.faults.clear();
        if (!fails) return undefined;
        assembled.sandbox.faults.add({ operation: '*', action: 'fail-transition' });
        return 'failed by a fault rule';
      },
    },
    async end() {
      const { instances, files } = model;
      same(await readState(lambda), { instances, files });
    },
    close: () => assembled.close(),
  };
}

describe('the ~okeanos Lambda API', () => {
  it('does what its model does, whatever is done to it', async () => {
    expect(await play(modes, moves, start)).toBeGreaterThan(0);
  });
});
