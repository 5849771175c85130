import type { operations } from '../../contract/generated/lambda.ts';
import type { Handler, Handlers } from '../../sandbox/handler.ts';
import { createLambdaInstance, getLambdaInstance, getLambdaInstanceStatus, listLambdaInstances } from './instances.ts';
import { destroyLambdaInstance, startLambdaInstance, stopLambdaInstance } from './life-cycle.ts';
import { deleteUserFile, listUserFiles, uploadUserFile } from './user-files.ts';

/** Confirms the token. The pipeline has checked it before the handler runs. */
export const authenticate: Handler<operations['authenticate']> = () => ({ status: 200, body: { result: 'success' } });

/** The handler of each operation of the ~okeanos Lambda API. */
export const lambdaHandlers: Handlers<operations> = {
  authenticate,
  listLambdaInstances,
  getLambdaInstance,
  getLambdaInstanceStatus,
  startLambdaInstance,
  stopLambdaInstance,
  destroyLambdaInstance,
  createLambdaInstance,
  listUserFiles,
  uploadUserFile,
  deleteUserFile,
};
