import { describe, expect, it } from 'vitest';
import { operations, type Operation, type Reply } from '../../../helpers/operations.ts';
import { type Attempt, type Attempts, isOpen, sendAttempt } from './attempts/attempt.ts';
import { commonAttempts } from './attempts/common.ts';
import { startTurso } from './helpers.ts';

/**
 * Holds operations to each status and example that their contract documents.
 *
 * @param isMeant the operations, by id
 * @param unreached documented statuses that no behaviour leads to (`getDatabaseStats 200`), and why
 */
export function describeStatuses(
  isMeant: (id: string) => boolean,
  own: Attempts,
  unreached: Readonly<Record<string, string>> = {},
): void {
  const attempts = { ...commonAttempts, ...own };
  const meant = operations.filter(({ api, id }) => api === 'turso-2026' && isMeant(id));
  const replies = meant.flatMap((operation) => operation.replies.map((reply) => ({ operation, reply })));
  const reached = replies.filter(
    ({ operation, reply }) => !Object.hasOwn(unreached, `${operation.id} ${reply.status}`),
  );
  const successes = reached.filter(({ reply }) => reply.status < 300);
  const refusals = reached
    .filter(({ reply }) => reply.status >= 400)
    .flatMap(({ operation, reply }) => reply.content!.examples.map((example) => ({ operation, reply, ...example })))
    .filter(({ operation, name }) => name !== 'missing-token' || !isOpen(operation));
  const attemptFor = (operation: Operation, { status }: Reply, name: string) =>
    [`${operation.id} ${status} ${name}`, `${status} ${name}`].find((key) => Object.hasOwn(attempts, key));

  describe('the Turso Platform API of 2026', () => {
    it.each(successes)('answers $reply.status to the example of $operation.id', async ({ operation, reply }) => {
      const attempt = attempts[`${operation.id} ${reply.status}`] ?? {};
      expect(await send(operation, attempt)).toMatchObject({ status: reply.status });
    });

    it.each(refusals)('answers $reply.status to $operation.id: $name', async ({ operation, reply, name, value }) => {
      const key = attemptFor(operation, reply, name);
      expect(key, 'there must be an attempt').toBeDefined();
      expect(await send(operation, attempts[key!]!)).toEqual({ status: reply.status, body: value, by: operation.id });
    });

    it('has attempts for documented replies only', () => {
      const used = new Set(refusals.map(({ operation, reply, name }) => attemptFor(operation, reply, name)));
      for (const { operation, reply } of successes) used.add(`${operation.id} ${reply.status}`);
      expect(Object.keys(own).filter((key) => !used.has(key))).toEqual([]);
    });

    it('leaves documented statuses unreached only', () => {
      const documented = replies.map(({ operation, reply }) => `${operation.id} ${reply.status}`);
      expect(documented).toEqual(expect.arrayContaining(Object.keys(unreached)));
    });
  });
}

function send(operation: Operation, attempt: Attempt) {
  return sendAttempt(startTurso(attempt.options), operation, attempt);
}
