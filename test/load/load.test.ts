import { expect, it } from 'vitest';
import { startCli } from '../helpers/cli.ts';
import { residentBytes } from '../helpers/memory.ts';
import { runLoad } from './load.ts';

/** A server of its own is far below it, whatever the machine; one that leaks a kilobyte a request is not. */
const bound = 600 * 1_048_576;

it('answers 10,000 requests to all operations on 64 connections, each within the contract', async () => {
  const server = await startCli(['--port', '0', '--quiet', '--seed', '1', '--transitions', '5ms']);
  try {
    const report = await runLoad({ url: server.url, requests: 10_000, connections: 64, seed: 1 });
    const { requests, unanswered, violations, faults, asked, statuses } = report;
    expect({ requests, unanswered, violations, faults }).toEqual({
      requests: 10_000,
      unanswered: 0,
      violations: 0,
      faults: [],
    });
    expect(Object.entries(asked).filter(([, count]) => count === 0)).toEqual([]);
    // It is not refusals alone that are answered.
    expect(statuses[200]).toBeGreaterThan(5_000);
    expect(residentBytes(server.pid)).toBeLessThan(bound);
  } finally {
    server.signal('SIGTERM');
  }
  expect(await server.ended).toMatchObject({ code: 0, stderr: '' });
}, 300_000);
