import { operations } from '../../helpers/operations.ts';
import type { Ask } from '../ask.ts';
import type { Walk } from './walk.ts';

const lambda = operations.filter(({ api }) => api === 'lambda');

/** The instances of the baseline by what they are doing, by their ids. */
const ids = { stopped: '1', failed: '2', started: '3', destroyed: '4', pending: '5' } as const;
const actions = ['start', 'stop', 'destroy'] as const;
const idOf = (action: string): string => `${action}LambdaInstance`;
const kibibyte = 1_024;

/** Asks for all that can be asked of an instance. */
async function all(ask: Ask, uuid: string): Promise<void> {
  await ask('getLambdaInstance', { path: { uuid } });
  await ask('getLambdaInstanceStatus', { path: { uuid } });
  for (const action of actions) await ask(idOf(action), { path: { uuid } });
}

function upload(name: string, content: string, description?: string): FormData {
  const form = new FormData();
  form.append('file', new File([content], name));
  if (description !== undefined) form.append('description', description);
  return form;
}

/** The requests for the documented responses of the ~okeanos Lambda API. */
export const lambdaWalks: readonly Walk[] = [
  ...lambda.map(({ id }): Walk => ({ title: 'the request of the examples', go: ({ ask }) => ask(id) })),
  {
    title: 'without a token, or with one that is none',
    async go({ ask }) {
      for (const { id } of lambda) for (const token of ['', 'no-token']) await ask(id, { token });
    },
  },
  ...Object.entries(ids).map(([status, uuid]): Walk => ({
    title: `with an instance that is ${status}`,
    async go({ ask }) {
      await ask('getLambdaInstance', { path: { uuid } });
      await ask('getLambdaInstanceStatus', { path: { uuid } });
    },
  })),
  ...actions.flatMap((action) =>
    Object.entries(ids).map(([status, uuid]): Walk => ({
      title: `${action} an instance that is ${status}, then ask all of it`,
      async go({ ask }) {
        await ask(idOf(action), { path: { uuid } });
        await all(ask, uuid);
      },
    })),
  ),
  { title: 'with an instance that is not there', go: ({ ask }) => all(ask, '999') },
  {
    title: 'with pages',
    async go({ ask }) {
      for (const query of ['', 'limit=2&page=2', 'limit=0&page=1', 'limit=5&page=2']) {
        await ask('listLambdaInstances', { query });
      }
    },
  },
  {
    title: 'without anything in the sandbox',
    options: { empty: true },
    async go({ ask }) {
      await ask('listLambdaInstances', { query: '' });
      await ask('listUserFiles');
    },
  },
  {
    title: 'with bodies that cannot be',
    async go({ ask }) {
      const usual = {
        instance_name: 'Tweets',
        master_name: 'tweets-master',
        vcpus_master: 4,
        vcpus_slave: 2,
        ram_master: 4_096,
        ram_slave: 2_048,
        disk_master: 40,
        disk_slave: 20,
        ip_allocation: 'master',
        network_request: 1,
        project_name: 'lambda.grnet.gr',
      };
      await ask('createLambdaInstance', { json: usual });
      await ask('createLambdaInstance', { json: { ...usual, slaves: 'two' } });
      await ask('createLambdaInstance', { json: { ...usual, slaves: 1, ip_allocation: 'some' } });
    },
  },
  {
    title: 'with files that cannot be',
    async go({ ask }) {
      await ask('uploadUserFile', { raw: upload('tweets.jar', 'x', 'x'.repeat(401)) });
      await ask('uploadUserFile', { raw: upload('x'.repeat(101), 'x') });
      await ask('uploadUserFile', { raw: upload('', 'x') });
      await ask('deleteUserFile', { raw: new URLSearchParams({ id: '999' }) });
      await ask('deleteUserFile', { raw: new URLSearchParams({ other: '1' }) });
    },
  },
  {
    title: 'more files than there is room for',
    async go({ ask }) {
      const content = 'x'.repeat(900 * kibibyte);
      for (let count = 0; count < 19; count++) await ask('uploadUserFile', { raw: upload('big.jar', content) });
    },
  },
];
