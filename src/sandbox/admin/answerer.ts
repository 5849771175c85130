import type { Answer, Answerer, Call } from '../../contract/call.ts';
import type { AnyHandler, AnyReply } from '../handler.ts';
import { refusalOf } from '../refusal.ts';
import type { AdminContext } from './context.ts';
import { adminHandlers } from './handlers.ts';

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
      throw refusalOf(error, operation);
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
