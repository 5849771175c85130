import type { JsonValue } from '../../contract/http-message.ts';
import { createRefusals } from '../../contract/refusals.ts';
import { messages } from './messages.ts';

/** How the ~okeanos Lambda API refuses a value that does not fit its place. */
export const lambdaRefusals = createRefusals({
  '/path/uuid': () => ({ status: 404, message: messages.notFound }),
  '/query/limit': () => ({ status: 400, message: messages.badIndex }),
  '/query/page': () => ({ status: 400, message: messages.badIndex }),
  'uploadUserFile /body/file': () => ({ status: 422, message: messages.noFile }),
  // To the service an empty id is none.
  'deleteUserFile /body/id': ({ violation, body }) =>
    violation.message === 'is required' || (body as { id: JsonValue }).id === ''
      ? { status: 422, message: messages.missingId }
      : { status: 400, message: messages.fileNotFound },
});
