import { describe, expect, it } from 'vitest';
import { Problem } from '../../src/contract/problem.ts';
import { createSockets, type SocketsOptions } from '../../src/mockplane/sockets.ts';

describe('a message over a WebSocket', () => {
  it('stores what earlier requests have written before it looks at the database', () => {
    const order: string[] = [];
    const sandbox = {
      name: 'default',
      context: { store: { databases: { byId: () => undefined } } },
      flush: () => order.push('flush'),
      journal: { next: () => 1, record: () => order.push('record') },
    };
    const { open } = createSockets({
      contract: { schemas: { check: () => () => [] } },
      sandboxes: { default: sandbox, find: () => sandbox, journal: { nextSequence: () => 1 } },
      hranaOf: () => ({
        open() {
          order.push('open');
          throw new Problem(404, 'gone');
        },
        report: () => undefined,
      }),
      redact: { text: () => ({}), request: () => ({}), response: () => ({}), sql: () => ({}) },
    } as unknown as SocketsOptions);
    const target = '/_db/my-org/my-db';
    const session = open({ method: 'GET', target, headers: {}, body: new Uint8Array() }, 'hrana3', {
      send: () => order.push('send'),
      end: () => order.push('end'),
      drop: () => order.push('drop'),
    });
    session.receive(JSON.stringify({ type: 'hello', jwt: null }));
    expect(order).toEqual(['flush', 'open', 'send', 'record', 'end']);
  });
});
