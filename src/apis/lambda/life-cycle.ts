import type { operations } from '../../contract/generated/lambda.ts';
import { messages } from './messages.ts';
import { Problem } from '../../contract/problem.ts';
import type { Context, Handler, Input } from '../../sandbox/handler.ts';
import type { LambdaStatus } from '../../sandbox/store/tables/lambda-instances.ts';
import { findLambdaInstance } from './find.ts';

/** An action on an instance, and the statuses it leads through. */
interface Action {
  readonly kind: string;
  /** The action's name in error messages. */
  readonly name: string;
  readonly allowedFrom: readonly LambdaStatus[];
  readonly from: LambdaStatus;
  readonly to: LambdaStatus;
}

/**
 * The status graph. Any other status is refused; the action's own end status with the "already" message.
 *
 * @see https://github.com/grnet/okeanos-LoD/blob/acaa53b/webapp/backend/views.py
 */
const start: Action = {
  kind: 'lambda-start',
  name: 'start',
  allowedFrom: ['STOPPED', 'FAILED'],
  from: 'STARTING',
  to: 'STARTED',
};
const stop: Action = {
  kind: 'lambda-stop',
  name: 'stop',
  allowedFrom: ['STARTED', 'FAILED'],
  from: 'STOPPING',
  to: 'STOPPED',
};
const destroy: Action = {
  kind: 'lambda-destroy',
  name: 'destroy',
  allowedFrom: ['STARTED', 'STOPPED', 'FAILED'],
  from: 'DESTROYING',
  to: 'DESTROYED',
};

/** Starts an instance that is stopped or has failed. */
export const startLambdaInstance: Handler<operations['startLambdaInstance']> = (input, context) =>
  perform(start, input, context);

/** Stops an instance that is started or has failed. */
export const stopLambdaInstance: Handler<operations['stopLambdaInstance']> = (input, context) =>
  perform(stop, input, context);

/** Destroys an instance for good; the list still shows it. */
export const destroyLambdaInstance: Handler<operations['destroyLambdaInstance']> = (input, context) =>
  perform(destroy, input, context);

type ActionInput = Input<operations['startLambdaInstance']>;

/**
 * Starts an action. The status changes at once. The service queued even that change, so a read right after an action
 * could still show the old status.
 */
function perform(action: Action, { path, failure }: ActionInput, context: Context) {
  const { uuid, status } = findLambdaInstance(context.store, path.uuid);
  if (status === action.to) throw new Problem(400, messages.already(status));
  if (!action.allowedFrom.includes(status)) throw new Problem(400, messages.cannot(action.name, status));
  // A new status clears the failure message of an earlier action.
  context.store.lambdaInstances.setStatus(uuid, action.from, '');
  beginTransition(context, uuid, action, failure);
  return { status: 202, body: { result: 'Success' } } as const;
}

/** Starts the transition that ends a creation or an action. With a `failure`, it ends in `FAILED` with that message. */
export function beginTransition(
  { transitions }: Context,
  uuid: string,
  { kind, from, to }: Pick<Action, 'kind' | 'from' | 'to'>,
  failure: string | undefined,
): void {
  transitions.begin({
    kind,
    resource: uuid,
    label: uuid,
    fromStatus: from,
    toStatus: failure === undefined ? to : 'FAILED',
    failureMessage: truncate(failure ?? ''),
  });
}

/** The longest failure message that the service's model holds, in characters. */
const failureMessageLength = 100;

function truncate(message: string): string {
  // Truncate by characters, so that no surrogate pair is split.
  return Array.from(message).slice(0, failureMessageLength).join('');
}
