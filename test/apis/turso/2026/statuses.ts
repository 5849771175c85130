import { afterAll, describe, expect, it } from 'vitest';
import { operations, type Operation } from '../../../helpers/operations.ts';
import { type Attempt, type Attempts, attemptFor, isOpen, sendAttempt } from './attempts/attempt.ts';
import { commonAttempts } from './attempts/common.ts';
import { checkedFetch } from '../../lambda/checked-fetch.ts';
import { startTurso } from './helpers.ts';
import { openTurso, type Turso } from './open.ts';

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
  // A refusal changes nothing, so the next one finds the same state.
  const shared = new Map<string, Turso>();
  const send = (operation: Operation, attempt: Attempt, changes: boolean) => {
    if (changes || attempt.before) return sendAttempt(startTurso(attempt.options), operation, attempt);
    const key = JSON.stringify(attempt.options);
    const turso = shared.get(key) ?? openTurso(attempt.options, checkedFetch);
    shared.set(key, turso);
    return sendAttempt(turso, operation, attempt);
  };
  afterAll(async () => {
    for (const turso of shared.values()) await turso.close();
  });

  describe('the Turso Platform API of 2026', () => {
    it.each(successes)('answers $reply.status to the example of $operation.id', async ({ operation, reply }) => {
      const attempt = attempts[`${operation.id} ${reply.status}`] ?? {};
      expect(await send(operation, attempt, true)).toMatchObject({ status: reply.status });
    });

    it.each(refusals)('answers $reply.status to $operation.id: $name', async ({ operation, reply, name, value }) => {
      const found = attemptFor(attempts, operation, reply.status, name);
      expect(found, 'there must be an attempt').toBeDefined();
      const answered = await send(operation, found!.attempt, false);
      expect(answered).toEqual({ status: reply.status, body: value, by: operation.id });
    });

    it('has attempts for documented replies only', () => {
      const used = new Set(
        refusals.map(({ operation, reply, name }) => attemptFor(attempts, operation, reply.status, name)?.key),
      );
      for (const { operation, reply } of successes) used.add(`${operation.id} ${reply.status}`);
      expect(Object.keys(own).filter((key) => !used.has(key))).toEqual([]);
    });

    it('leaves documented statuses unreached only', () => {
      const documented = replies.map(({ operation, reply }) => `${operation.id} ${reply.status}`);
      expect(documented).toEqual(expect.arrayContaining(Object.keys(unreached)));
    });
  });
}
