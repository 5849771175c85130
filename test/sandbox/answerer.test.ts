import { describe, expect, it } from 'vitest';
import type { Call } from '../../src/contract/call.ts';
import { Problem } from '../../src/contract/problem.ts';
import { createHandlerAnswerer } from '../../src/sandbox/answerer.ts';
import type { AnyHandler } from '../../src/sandbox/handler.ts';
import { StorageError } from '../../src/sandbox/store/errors.ts';
import { tinyApi, tinyContract } from '../helpers/tiny-api.ts';

const callOf = (id: string): Call => ({
  api: tinyApi,
  operation: tinyContract.operations.find((operation) => operation.id === id)!,
  principal: { username: 'octocat' },
  path: {},
  query: {},
  header: {},
  body: undefined,
  files: new Map(),
  preferences: {},
  host: undefined,
  signal: undefined,
  userAgent: undefined,
});

/** An answerer with one handler, and the order in which it and what surrounds it were called. */
function start(handler: (log: string[]) => unknown, withTransaction = true) {
  const log: string[] = [];
  const answer = createHandlerAnswerer({
    handlers: { addNote: () => handler(log), getNote: () => handler(log) } as Record<string, AnyHandler<undefined>>,
    parts: undefined,
    by: 'test',
    settle: () => log.push('settle'),
    transaction: withTransaction
      ? (run) => {
          log.push('begin');
          const result = run();
          log.push('commit');
          return { result, changes: undefined };
        }
      : undefined,
  });
  return { answer, log };
}

const reply = { status: 200, body: 'x' };

describe('a handler that writes', () => {
  it('runs in a transaction, after the due transitions', () => {
    const { answer, log } = start((calls) => {
      calls.push('handler');
      return reply;
    });
    expect(answer(callOf('addNote'))).toEqual({ ...reply, by: 'test' });
    expect(log).toEqual(['settle', 'begin', 'handler', 'commit']);
  });

  it('may not wait in the transaction', () => {
    const { answer } = start(() => Promise.resolve(reply));
    expect(() => answer(callOf('addNote'))).toThrow('The handler of addNote waits while it writes.');
  });

  it('may wait where its API runs outside a transaction', async () => {
    const { answer, log } = start(() => Promise.resolve(reply), false);
    expect(await answer(callOf('addNote'))).toEqual({ ...reply, by: 'test' });
    expect(log).toEqual(['settle']);
  });

  it('is refused with 507 when its writes cannot be stored', () => {
    const { answer } = start(() => {
      throw new StorageError('the disk is full');
    });
    expect(() => answer(callOf('addNote'))).toThrow(expect.objectContaining({ status: 507 }));
  });
});

describe('a handler that reads', () => {
  it('needs no transaction, and may wait', async () => {
    const { answer, log } = start(() => Promise.resolve(reply));
    expect(await answer(callOf('getNote'))).toEqual({ ...reply, by: 'test' });
    expect(log).toEqual(['settle']);
  });
});

describe('a refusal', () => {
  it.each([true, false])('passes when the contract documents its status (in a transaction: %s)', (inTransaction) => {
    const { answer } = start(() => {
      throw new Problem(404, 'gone');
    }, inTransaction);
    expect(() => answer(callOf('addNote'))).toThrow(expect.objectContaining({ status: 404, message: 'gone' }));
  });

  it('becomes a defect when the contract does not', async () => {
    const { answer } = start(() => Promise.reject(new Problem(409, 'taken')), false);
    await expect(answer(callOf('addNote'))).rejects.toThrow('The handler of addNote refused with 409');
  });
});
