import { describe, expect, it } from 'vitest';
import { operations } from '../../helpers/operations.ts';
import { ids, type Lambda, newInstance, startLambda } from './helpers.ts';
import { unreached } from './unreached.ts';

type Scenario = (parts: Lambda) => Promise<{ readonly status: number }>;

const at = (uuid: string) => ({ params: { path: { uuid } } });
const nobody = at('999');
const noCluster = { ...newInstance, slaves: 0 };
const form = { headers: { 'content-type': 'application/x-www-form-urlencoded' } };

/** The request for each documented status. */
const scenarios: Readonly<Record<string, Scenario>> = {
  'authenticate 200': ({ lambda }) => lambda.GET('/backend/authenticate'),
  'authenticate 401': ({ stranger }) => stranger.GET('/backend/authenticate'),

  'listLambdaInstances 200': ({ lambda }) => lambda.GET('/backend/lambda-instances'),
  'listLambdaInstances 400': ({ lambda }) =>
    lambda.GET('/backend/lambda-instances', { params: { query: { limit: 0, page: 1 } } }),
  'listLambdaInstances 401': ({ stranger }) => stranger.GET('/backend/lambda-instances'),
  'listLambdaInstances 404': ({ lambda }) =>
    lambda.GET('/backend/lambda-instances', { params: { query: { limit: 5, page: 2 } } }),

  'getLambdaInstance 200': ({ lambda }) => lambda.GET('/backend/lambda-instances/{uuid}', at(ids.started)),
  'getLambdaInstance 401': ({ stranger }) => stranger.GET('/backend/lambda-instances/{uuid}', at(ids.started)),
  'getLambdaInstance 404': ({ lambda }) => lambda.GET('/backend/lambda-instances/{uuid}', nobody),

  'getLambdaInstanceStatus 200': ({ lambda }) => lambda.GET('/backend/lambda-instances/{uuid}/status', at(ids.started)),
  'getLambdaInstanceStatus 401': ({ stranger }) =>
    stranger.GET('/backend/lambda-instances/{uuid}/status', at(ids.started)),
  'getLambdaInstanceStatus 404': ({ lambda }) => lambda.GET('/backend/lambda-instances/{uuid}/status', nobody),

  'startLambdaInstance 202': ({ act }) => act('start', ids.stopped),
  'startLambdaInstance 400': ({ act }) => act('start', ids.started),
  'startLambdaInstance 401': ({ stranger }) => stranger.POST('/backend/lambda-instances/{uuid}/start', at(ids.stopped)),
  'startLambdaInstance 404': ({ lambda }) => lambda.POST('/backend/lambda-instances/{uuid}/start', nobody),

  'stopLambdaInstance 202': ({ act }) => act('stop', ids.started),
  'stopLambdaInstance 400': ({ act }) => act('stop', ids.stopped),
  'stopLambdaInstance 401': ({ stranger }) => stranger.POST('/backend/lambda-instances/{uuid}/stop', at(ids.started)),
  'stopLambdaInstance 404': ({ lambda }) => lambda.POST('/backend/lambda-instances/{uuid}/stop', nobody),

  'destroyLambdaInstance 202': ({ act }) => act('destroy', ids.started),
  'destroyLambdaInstance 400': ({ act }) => act('destroy', ids.destroyed),
  'destroyLambdaInstance 401': ({ stranger }) =>
    stranger.POST('/backend/lambda-instances/{uuid}/destroy', at(ids.started)),
  'destroyLambdaInstance 404': ({ lambda }) => lambda.POST('/backend/lambda-instances/{uuid}/destroy', nobody),

  'createLambdaInstance 202': ({ lambda }) => lambda.POST('/backend/create_lambda_instance', { body: newInstance }),
  'createLambdaInstance 400': ({ lambda }) => lambda.POST('/backend/create_lambda_instance', { body: noCluster }),
  'createLambdaInstance 401': ({ stranger }) => stranger.POST('/backend/create_lambda_instance', { body: newInstance }),

  'listUserFiles 200': ({ lambda }) => lambda.GET('/backend/user_files'),
  'listUserFiles 401': ({ stranger }) => stranger.GET('/backend/user_files'),

  'uploadUserFile 201': ({ upload }) => upload('tweets.jar'),
  'uploadUserFile 400': ({ upload }) => upload('tweets.jar', 'x', 'x'.repeat(401)),
  'uploadUserFile 401': ({ stranger }) =>
    stranger.PUT('/backend/user_files', { body: { file: new File(['x'], 'tweets.jar') } }),
  'uploadUserFile 422': ({ upload }) => upload(''),

  'deleteUserFile 200': ({ lambda }) => lambda.DELETE('/backend/user_files', { ...form, body: { id: 2 } }),
  'deleteUserFile 400': ({ lambda }) => lambda.DELETE('/backend/user_files', { ...form, body: { id: 999 } }),
  'deleteUserFile 401': ({ stranger }) => stranger.DELETE('/backend/user_files', { ...form, body: { id: 2 } }),
  'deleteUserFile 422': ({ lambda }) => lambda.DELETE('/backend/user_files', { ...form, body: {} as never }),
};

const documented = operations
  .filter(({ api }) => api === 'lambda')
  .flatMap(({ id, replies }) => replies.map(({ status }) => ({ id, status, key: `${id} ${status}` })))
  .filter(({ key }) => !Object.hasOwn(unreached, key));

describe('the ~okeanos Lambda API', () => {
  it.each(documented)('$id answers $status', async ({ key, status }) => {
    expect(Object.keys(scenarios)).toContain(key);
    expect(await scenarios[key]!(startLambda())).toMatchObject({ status });
  });
});
