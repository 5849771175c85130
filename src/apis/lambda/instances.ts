import { Problem } from '../../contract/problem.ts';
import { messages } from './messages.ts';
import type { LambdaInstanceRow } from '../../sandbox/store/tables/lambda-instances.ts';
import type { components, operations } from '../../contract/generated/lambda.ts';
import type { Handler } from '../../sandbox/handler.ts';
import { uuidV4 } from '../../sandbox/uuid.ts';
import { requireCapacity } from '../../sandbox/limits.ts';
import { findLambdaInstance } from './find.ts';
import { beginTransition } from './life-cycle.ts';
import { quotaRefusal } from './quotas.ts';

type Schemas = components['schemas'];

/**
 * Lists all instances, or a page of them when both `limit` and `page` are integers.
 *
 * @throws Problem 404 for an empty list
 */
export const listLambdaInstances: Handler<operations['listLambdaInstances']> = ({ query }, { store }) => {
  const { limit, page } = query;
  const rows =
    limit !== undefined && page !== undefined
      ? store.lambdaInstances.page(toStored(limit), toStored((page - 1) * limit))
      : store.lambdaInstances.all();
  if (rows.length === 0) throw new Problem(404, messages.noInstances);
  return { status: 200, body: { data: rows.map(({ uuid, name, id }) => ({ uuid, name, id })) } };
};

/** Clamps a number to the range that the store can take. There are never so many rows. */
function toStored(number: number): number {
  return Math.min(number, Number.MAX_SAFE_INTEGER);
}

/** Returns an instance and its details. @throws Problem 404 */
export const getLambdaInstance: Handler<operations['getLambdaInstance']> = ({ path }, { store }) => {
  const { name, id, uuid, details } = findLambdaInstance(store, path.uuid);
  return { status: 200, body: { data: { name, id, uuid, details: readDetails(details) } } };
};

/** Returns an instance's status and failure message. @throws Problem 404 */
export const getLambdaInstanceStatus: Handler<operations['getLambdaInstanceStatus']> = ({ path }, { store }) => {
  const { name, status, failureMessage, uuid, id } = findLambdaInstance(store, path.uuid);
  return { status: 200, body: { data: { name, status, failure_message: failureMessage, uuid, id } } };
};

/**
 * Creates an instance that is `PENDING`, then `STARTED`, or `FAILED` when its project's quota does not suffice. The
 * service left it `PENDING`; the change to any other status is inferred.
 */
export const createLambdaInstance: Handler<operations['createLambdaInstance']> = ({ body, failure }, context) => {
  const { store, clock, generator } = context;
  requireCapacity(context.limits, 'lambdaInstances', store.lambdaInstances.hasRoom);
  const held = store.lambdaInstances.held().map(readDetails);
  const refusal = failure ?? quotaRefusal(body, held);
  const uuid = uuidV4(generator);
  store.lambdaInstances.add({
    uuid,
    name: body.instance_name,
    status: 'PENDING',
    failureMessage: '',
    details: JSON.stringify(parametersOf(body)),
    createdAt: clock.now(),
    held: refusal === undefined,
  });
  beginTransition(context, uuid, { kind: 'lambda-create', from: 'PENDING', to: 'STARTED' }, refusal);
  return { status: 202, body: { uuid } };
};

/** The part of a request that is kept: the parameters that the contract knows, without those that were tolerated. */
function parametersOf(body: Schemas['CreateLambdaInstanceRequest']): Schemas['CreateLambdaInstanceRequest'] {
  return {
    instance_name: body.instance_name,
    master_name: body.master_name,
    slaves: body.slaves,
    vcpus_master: body.vcpus_master,
    vcpus_slave: body.vcpus_slave,
    ram_master: body.ram_master,
    ram_slave: body.ram_slave,
    disk_master: body.disk_master,
    disk_slave: body.disk_slave,
    ip_allocation: body.ip_allocation,
    network_request: body.network_request,
    project_name: body.project_name,
  };
}

function readDetails(text: LambdaInstanceRow['details']): Schemas['LambdaInstanceDetails'] {
  return JSON.parse(text) as Schemas['LambdaInstanceDetails'];
}
