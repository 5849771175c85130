import type { operations } from '../../contract/generated/hrana.ts';
import { Problem } from '../../contract/problem.ts';
import type { Handler } from '../../sandbox/handler.ts';
import type { HranaContext } from './context.ts';
import { messages } from './messages.ts';

/**
 * Answers what a replica asks first. Without it the `libsql` crate reports a failed handshake instead of the refusal of
 * its next request.
 *
 * @see https://github.com/tursodatabase/libsql/blob/f8fb14f/libsql/src/sync.rs
 */
export const getDatabaseInfo: Handler<operations['getDatabaseInfo'], HranaContext> = (input, { grant }) => {
  grant(input.path, input.principal);
  return { status: 200, body: { current_generation: 1 } };
};

export const exportDatabase: Handler<operations['exportDatabase'], HranaContext> = refuse;

export const pullUpdates: Handler<operations['pullUpdates'], HranaContext> = refuse;

function refuse(): never {
  throw new Problem(501, messages.noReplication);
}
