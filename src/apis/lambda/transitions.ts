import type { LambdaStatus } from '../../sandbox/store/tables/lambda-instances.ts';
import type { TransitionKind } from '../../sandbox/transitions.ts';

/** The transitions that the Lambda operations start. */
export const lambdaTransitions = {
  'lambda-create': kind('createLambdaInstance', 'PENDING', 'STARTED'),
  'lambda-start': kind('startLambdaInstance', 'STARTING', 'STARTED'),
  'lambda-stop': kind('stopLambdaInstance', 'STOPPING', 'STOPPED'),
  'lambda-destroy': kind('destroyLambdaInstance', 'DESTROYING', 'DESTROYED'),
} as const satisfies Record<string, TransitionKind>;

function kind<From extends string, To extends string>(startedBy: string, from: From, to: To) {
  return {
    api: 'lambda',
    startedBy,
    from,
    to,
    failed: 'FAILED',
    apply: (store, { resource, toStatus, failureMessage }) =>
      store.lambdaInstances.setStatus(resource, toStatus as LambdaStatus, failureMessage),
  } as const satisfies TransitionKind;
}
