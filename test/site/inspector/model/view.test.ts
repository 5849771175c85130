import { describe, expect, it } from 'vitest';
import {
  hashOf,
  isSameExchange,
  logSandbox,
  readOpened,
  readView,
  searchOf,
} from '../../../../src/site/inspector/model/view.ts';

describe('the view of the page', () => {
  it.each([
    ['', { sandbox: 'default', showsAll: false }],
    ['?sandbox=worker-1', { sandbox: 'worker-1', showsAll: false }],
    ['?log=all', { sandbox: 'default', showsAll: true }],
    ['?sandbox=worker-1&log=all', { sandbox: 'worker-1', showsAll: true }],
  ])('is read from %j and written as that', (search, view) => {
    expect(readView(search)).toEqual(view);
    expect(searchOf(view)).toBe(search);
  });

  it.each(['?sandbox=', '?sandbox=default', '?log=one', '?other=1'])('is that of default for %j', (search) => {
    expect(readView(search)).toEqual({ sandbox: 'default', showsAll: false });
  });

  it('asks for the log of its sandbox, or of all', () => {
    expect(logSandbox(readView('?sandbox=a'))).toBe('a');
    expect(logSandbox(readView('?sandbox=a&log=all'))).toBe('*');
  });
});

describe('the open exchange', () => {
  const view = { sandbox: 'worker-1', showsAll: true };

  it.each([
    ['#/exchanges/12', { sandbox: 'worker-1', id: 12 }],
    ['#/exchanges/worker-2/12', { sandbox: 'worker-2', id: 12 }],
    ['#/exchanges/default/1', { sandbox: 'default', id: 1 }],
    ['#/exchanges/7/1', { sandbox: '7', id: 1 }],
    ['#/exchanges/-3', { sandbox: 'worker-1', id: -3 }],
    ['#/exchanges/worker-2/-3', { sandbox: 'worker-2', id: -3 }],
  ])('is read from %j and written as that', (hash, exchange) => {
    expect(readOpened(hash, view)).toEqual(exchange);
    expect(hashOf(exchange, view)).toBe(hash);
  });

  it.each(['', '#', '#/exchanges/', '#/exchanges/x', '#/exchanges/A/1', '#/exchanges/a/b/1', '#/other/1'])(
    'is none for %j',
    (hash) => {
      expect(readOpened(hash, view)).toBeUndefined();
    },
  );

  it('is told from one of the same id in another sandbox', () => {
    const one = { sandbox: 'a', id: 1 };
    expect(
      [{ ...one }, { ...one, sandbox: 'b' }, { ...one, id: 2 }, undefined].map((other) => isSameExchange(one, other)),
    ).toEqual([true, false, false, false]);
  });
});
