/** A change of status: whose it is, what begins it, and between which statuses it goes. */
export interface TransitionKind {
  /** The API that its resource belongs to. */
  readonly api: 'turso' | 'lambda';
  /** The operation that sets it going. */
  readonly startedBy: string;
  readonly from: string;
  readonly to: string;
  /** Where it ends instead when it fails. */
  readonly failed: string;
}

/** Every change of status that the handlers begin. */
export const transitionKinds = {
  'instance-ready': {
    api: 'turso',
    startedBy: 'createDatabaseInstance',
    from: 'provisioning',
    to: 'ready',
    failed: 'failed',
  },
  'lambda-create': lambda('createLambdaInstance', 'PENDING', 'STARTED'),
  'lambda-start': lambda('startLambdaInstance', 'STARTING', 'STARTED'),
  'lambda-stop': lambda('stopLambdaInstance', 'STOPPING', 'STOPPED'),
  'lambda-destroy': lambda('destroyLambdaInstance', 'DESTROYING', 'DESTROYED'),
} as const satisfies Record<string, TransitionKind>;

export type TransitionKindName = keyof typeof transitionKinds;

function lambda<From extends string, To extends string>(startedBy: string, from: From, to: To) {
  return { api: 'lambda', startedBy, from, to, failed: 'FAILED' } as const;
}

/** The operations that begin a change of status. */
export const transitionOperations: readonly string[] = Object.values(transitionKinds).map(({ startedBy }) => startedBy);
