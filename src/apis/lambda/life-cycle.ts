import type { operations } from '../../contract/generated/lambda.ts';
import { messages } from './messages.ts';
import { Problem } from '../../contract/problem.ts';
import type { Context, Handler, Input } from '../../sandbox/handler.ts';
import type { LambdaStatus } from '../../sandbox/store/tables/lambda-instances.ts';
import { findLambdaInstance } from './find.ts';

/** What an action on an instance does to its status. */
interface Action {
  readonly kind: string;
  /** Its name as refusals say it. */
  readonly name: string;
  readonly allowedFrom: readonly LambdaStatus[];
  readonly from: LambdaStatus;
  readonly to: LambdaStatus;
}

/**
 * The status graph. Any other status refuses; the one where an action ends says that it has been there already.
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

/** Destroys an instance for good; it stays listed. */
export const destroyLambdaInstance: Handler<operations['destroyLambdaInstance']> = (input, context) =>
  perform(destroy, input, context);

type ActionInput = Input<operations['startLambdaInstance']>;

/**
 * Begins an action. The status changes at once; the service only queued that too, so that a read right after could
 * still show the old one.
 */
function perform(action: Action, { path, failure }: ActionInput, context: Context) {
  const { uuid, status } = findLambdaInstance(context.store, path.uuid);
  if (status === action.to) throw new Problem(400, messages.already(status));
  if (!action.allowedFrom.includes(status)) throw new Problem(400, messages.cannot(action.name, status));
  // A new status clears what an earlier action failed of.
  context.store.lambdaInstances.setStatus(uuid, action.from, '');
  beginTransition(context, uuid, action, failure);
  return { status: 202, body: { result: 'Success' } } as const;
}

/** Sets the change going that ends a creation or an action; `failure` is why it is to fail. */
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
    failureMessage: cut(failure ?? ''),
  });
}

/** The longest failure message that the service's model holds. */
const failureMessageLength = 100;

function cut(message: string): string {
  // By characters, so that none is cut in half.
  return Array.from(message).slice(0, failureMessageLength).join('');
}
