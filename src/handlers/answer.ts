import { checkResponse } from '../contract/check.ts';
import type { Operation } from '../contract/operation.ts';
import { Problem, type Violation } from '../contract/problem.ts';
import type { AnyHandler, AnyReply, Context } from '../sandbox/handler.ts';
import { HandlerFailure } from '../sandbox/handler-failure.ts';
import { StorageError } from '../sandbox/store/errors.ts';
import { DuplicateRowError } from './collection.ts';
import type { HandlerContext } from './context.ts';
import type { AnyOwnHandler, AnyOwnReply } from './define.ts';
import { failureOf } from './failure.ts';

/**
 * Turns a handler of one's own into one of the sandbox. Its response is checked before its writes are stored, so that a
 * response that breaks the document changes nothing.
 *
 * @param contextOf the context for handlers, by the context of the sandbox and the reason for which transitions fail
 */
export function toSandboxHandler(
  operation: Operation,
  handler: AnyOwnHandler,
  contextOf: (context: Context, failure: string | undefined) => HandlerContext,
): AnyHandler {
  const { id } = operation;
  return ({ path, query, header, body, files, failure }, context) => {
    let reply: AnyOwnReply;
    try {
      reply = handler({ path, query, header, body, files }, contextOf(context, failure));
    } catch (error) {
      throw toProblem(operation, error);
    }
    return checked(operation, reply, id);
  };
}

function checked(operation: Operation, reply: AnyOwnReply, id: string): AnyReply {
  if (reply instanceof Promise) {
    // Its rejection is of no use to anybody.
    reply.catch(() => undefined);
    throw new HandlerFailure(
      `the handler ${id} returns a promise; a handler cannot wait, so leave out async and await`,
    );
  }
  if (typeof reply !== 'object' || typeof (reply as AnyOwnReply | null)?.status !== 'number') {
    throw new HandlerFailure(
      `the handler ${id} returns no response; a response is an object such as { status: 200, body }`,
    );
  }
  const { status, body, headers } = reply;
  const violations = checkResponse(operation, status, body);
  if (violations.length > 0) {
    throw new HandlerFailure(`the handler ${id} breaks the document: ${placesOf(violations)}`, violations);
  }
  if (!headers) return { status, body };
  const texts = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
  return { status, body, headers: Object.fromEntries(texts) as Record<string, string> };
}

const placesShown = 3;

function placesOf(violations: readonly Violation[]): string {
  const places = violations.slice(0, placesShown).map(({ pointer, message }) => `${pointer} ${message}`);
  const more = violations.length - places.length;
  return `${places.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

/** The refusal for an error of a handler. */
function toProblem(operation: Operation, error: unknown): Error {
  if (error instanceof StorageError) return error;
  if (error instanceof DuplicateRowError && operation.responses.has(409)) return new Problem(409, error.message);
  if (!(error instanceof Problem)) return failureOf(operation.id, error);
  if (operation.responses.has(error.status)) return error;
  const documented = [...operation.responses.keys()].join(', ');
  return new HandlerFailure(
    `the handler ${operation.id} refuses with ${error.status}, which the document does not have for it ` +
      `(it has ${documented}): ${error.message}`,
  );
}
