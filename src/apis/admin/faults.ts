import { messages } from './messages.ts';
import type { components, operations } from '../../contract/generated/admin.ts';
import { Problem } from '../../contract/problem.ts';
import type { Fault } from '../../sandbox/faults/faults.ts';
import type { Handler } from '../../sandbox/handler.ts';
import type { AdminContext } from './context.ts';

/** Lists the fault rules in the order in which they are tried. */
export const listFaults: Handler<operations['listFaults'], AdminContext> = (_input, { sandbox: { faults } }) => ({
  status: 200,
  body: { faults: faults.all().map(toFault) },
});

/** Adds a fault rule; it applies from the next request on. */
export const createFault: Handler<operations['createFault'], AdminContext> = ({ body }, { sandbox: { faults } }) => ({
  status: 201,
  body: toFault(faults.add(body)),
});

/** Deletes all fault rules. */
export const deleteFaults: Handler<operations['deleteFaults'], AdminContext> = (_input, { sandbox: { faults } }) => ({
  status: 200,
  body: { deleted: faults.clear() },
});

/** Deletes one fault rule. @throws Problem 404 when there is none with this id */
export const deleteFault: Handler<operations['deleteFault'], AdminContext> = ({ path }, { sandbox: { faults } }) => {
  const fault = faults.remove(path.faultId);
  if (!fault) throw new Problem(404, messages.faultNotFound(String(path.faultId)));
  return { status: 200, body: toFault(fault) };
};

function toFault(fault: Fault): components['schemas']['Fault'] {
  const { id, operation, action, probability, seed, fired, matched } = fault;
  const { match, status, example, body, headers, delayMilliseconds, count, skip } = fault;
  return {
    id,
    operation,
    action,
    ...(match !== undefined && { match: match as NonNullable<components['schemas']['Fault']['match']> }),
    ...(status !== undefined && { status }),
    ...(example !== undefined && { example }),
    ...(body !== undefined && { body }),
    ...(headers !== undefined && { headers: { ...headers } }),
    ...(delayMilliseconds !== undefined && { delayMilliseconds }),
    probability,
    seed,
    ...(skip !== undefined && { skip }),
    ...(count !== undefined && { count }),
    fired,
    matched,
  };
}
