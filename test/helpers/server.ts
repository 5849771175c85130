import { type Exchange, type RunningMockplane, startMockplane } from 'mockplane';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { send } from './raw.ts';

export const bearer = 'Authorization: Bearer mockplane-token';
export const key = 'X-Api-Key: mockplane-token';
export const json = 'Content-Type: application/json';
export const form = 'Content-Type: application/x-www-form-urlencoded';

export const databases = '/v1/organizations/my-org/databases';

/** A server that answers with examples, for the tests of a file. */
export interface TestServer {
  readonly url: string;
  /** The requests of the current test so far. */
  readonly exchanges: readonly Exchange[];
}

/** Starts a server before the tests of a file and ends it after them. Whatever a test has sent, the next caller is served. */
export function useServer(): TestServer {
  const server = { url: '', exchanges: [] as Exchange[] };
  let mockplane: RunningMockplane | undefined;
  beforeAll(async () => {
    mockplane = await startMockplane({
      port: 0,
      stateless: true,
      onExchange: (one) => server.exchanges.push(one),
    });
    server.url = mockplane.url;
  });
  beforeEach(() => {
    server.exchanges = [];
  });
  afterEach(async () => {
    const { status } = await send(server.url, 'GET /v1/locations', [bearer]);
    if (status !== 200) throw new Error(`The next caller was answered ${status}.`);
  });
  afterAll(() => mockplane?.close());
  return server;
}
