import type { JsonValue } from '../../contract/http-message.ts';
import { refusalsOf } from '../../contract/refusals.ts';
import { texts } from './messages.ts';

/** How the ~okeanos Lambda API refuses a value that does not fit its place. */
export const lambdaRefusals = refusalsOf({
  '/path/uuid': () => ({ status: 404, message: texts.notFound }),
  '/query/limit': () => ({ status: 400, message: texts.badIndex }),
  '/query/page': () => ({ status: 400, message: texts.badIndex }),
  'uploadUserFile /body/file': () => ({ status: 422, message: texts.noFile }),
  // To the service an empty id is none.
  'deleteUserFile /body/id': ({ violation, body }) =>
    violation.message === 'is required' || (body as { id: JsonValue }).id === ''
      ? { status: 422, message: texts.missingId }
      : { status: 400, message: texts.fileNotFound },
});
