import { refusalsOf } from '../refusals.ts';
import { texts } from './texts.ts';

/** How the ~okeanos Lambda API refuses a value that does not fit its place. */
export const lambdaRefusals = refusalsOf({
  '/path/uuid': () => ({ status: 404, message: texts.notFound }),
  '/query/limit': () => ({ status: 400, message: texts.badIndex }),
  '/query/page': () => ({ status: 400, message: texts.badIndex }),
  'uploadUserFile /body/file': () => ({ status: 422, message: texts.noFile }),
  'deleteUserFile /body/id': ({ violation }) =>
    violation.message === 'is required'
      ? { status: 422, message: texts.missingId }
      : { status: 400, message: texts.fileNotFound },
});
