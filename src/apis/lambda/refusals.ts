import type { JsonValue } from '../../contract/http-message.ts';
import { createRefusals, type RefusalRule } from '../../contract/refusals.ts';
import { messages } from './messages.ts';

/** The refusal for a value that breaks its schema in a request to the ~okeanos Lambda API. */
export const lambdaRefusals = createRefusals({
  '/path/uuid': () => ({ status: 404, message: messages.notFound }),
  '/query/limit': outOfRange,
  '/query/page': outOfRange,
  'uploadUserFile /body/file': () => ({ status: 422, message: messages.noFile }),
  // The service treats an empty id as a missing one.
  'deleteUserFile /body/id': ({ violation, body }) =>
    violation.message === 'is required' || (body as { id: JsonValue }).id === ''
      ? { status: 422, message: messages.missingId }
      : { status: 400, message: messages.fileNotFound },
});

/** The service's words are about small numbers; too large a one is named plainly. */
function outOfRange({ violation }: Parameters<RefusalRule>[0]): ReturnType<RefusalRule> {
  return violation.message.startsWith('must be at least') ? { status: 400, message: messages.badIndex } : undefined;
}
