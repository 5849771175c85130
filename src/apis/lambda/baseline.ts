import type { components } from '../../contract/generated/lambda.ts';
import type { ExampleReader } from '../../contract/examples.ts';
import { defaultUser } from '../../sandbox/baseline.ts';
import type { BaselinePart, StoryContext } from '../../sandbox/implementation.ts';
import type { Store } from '../../sandbox/store/store.ts';

type Lambda = components['schemas'];

/** The lambda instances and files of the contract's examples. */
export const baseline: BaselinePart = {
  resources(context, example) {
    loadLambdaInstances(context, example);
    loadUserFiles(context.store, example);
  },
};

function loadLambdaInstances({ store, clock }: StoryContext, example: ExampleReader): void {
  type Status = { data: Lambda['LambdaInstanceState'] };
  const instances = ['started', 'stopped', 'failed', 'destroyed', 'pending'].map((name) => ({
    ...(example('getLambdaInstance', 200, name) as { data: Lambda['LambdaInstance'] }).data,
    state: (example('getLambdaInstanceStatus', 200, name) as Status).data,
  }));
  for (const { id, uuid, name, details, state } of instances.toSorted((left, right) => left.id - right.id)) {
    store.lambdaInstances.add({
      id,
      uuid,
      name,
      status: state.status,
      failureMessage: state.failure_message ?? '',
      details: JSON.stringify(details),
      createdAt: clock.now(),
    });
  }
}

function loadUserFiles(store: Store, example: ExampleReader): void {
  for (const { id, name, description } of example('listUserFiles', 200, 'all') as Lambda['UserFile'][]) {
    store.userFiles.add({ id, owner: defaultUser, name, description, content: Buffer.from(`the bytes of ${name}`) });
  }
}
