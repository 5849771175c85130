import type { operations } from '../../contract/generated/lambda.ts';
import type { Handlers } from '../handler.ts';
import { authenticate } from './authentication.ts';
import {
  createLambdaInstance,
  getLambdaInstance,
  getLambdaInstanceStatus,
  listLambdaInstances,
} from './lambda-instances.ts';
import { destroyLambdaInstance, startLambdaInstance, stopLambdaInstance } from './life-cycle.ts';
import { deleteUserFile, listUserFiles, uploadUserFile } from './user-files.ts';

/** What answers each operation of the ~okeanos Lambda API. */
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
