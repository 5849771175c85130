import type { Answer, Answerer, Call } from '../contract/call.ts';
import type { AnyHandler, AnyReply } from './handler.ts';
import type { AdminContext } from '../apis/admin/context.ts';
import { adminHandlers } from '../apis/admin/handlers.ts';
import type { Operation } from '../contract/operation.ts';
import { Problem } from '../contract/problem.ts';
import { StorageError } from './store/errors.ts';

const handlers: ReadonlyMap<string, AnyHandler<AdminContext>> = new Map(
  Object.entries(adminHandlers as Record<string, AnyHandler<AdminContext>>),
);

/** Answers the calls of Mockplane's own API. What is due by the clock has happened before it looks. */
export function createAdminAnswerer(context: AdminContext): Answerer {
  return ({ operation, path, query, body, files, principal, signal }: Call) => {
    const handler = handlers.get(operation.id);
    if (!handler) throw new Error(`No handler answers ${operation.id}.`);
    try {
      context.sandbox.settle();
      const reply = handler({ path, query, body, files, principal, signal, failure: undefined }, context);
      if (reply instanceof Promise) throw new Error(`The handler of ${operation.id} waits.`);
      return answerOf(reply);
    } catch (error) {
      throw documentedError(error, operation);
    }
  };
}

function answerOf({ status, body }: AnyReply): Answer {
  const by = 'mockplane';
  return isStream(body) ? { status, body: undefined, by, stream: body } : { status, body, by };
}

function isStream(body: unknown): body is AsyncIterable<string> {
  return typeof body === 'object' && body !== null && Symbol.asyncIterator in body;
}

/** Insufficient Storage (RFC 4918): any operation can end with it, where the state is kept in a directory. */
const notStored = 507;

/** What a request is refused with when its handler throws: a documented problem as it is, anything else as a defect. */
export function documentedError(error: unknown, { id, responses }: Operation): unknown {
  if (error instanceof StorageError) return new Problem(notStored, error.message);
  if (!(error instanceof Problem) || responses.has(error.status)) return error;
  return new Error(`The handler of ${id} refused with ${error.status}, which is not documented.`, { cause: error });
}
