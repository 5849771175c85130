import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { apis } from '../../../src/apis/apis.ts';
import { loadContract } from '../../../src/contract/contract.ts';
import type { PlainResponse } from '../../../src/contract/http-message.ts';
import { assemble, type MockplaneParts } from '../../../src/mockplane/assemble.ts';
import type { MockplaneOptions } from '../../../src/mockplane/options.ts';
import { token, type ValidRequest } from '../../helpers/requests.ts';

const contracts = apis.map((api) => loadContract(api));

/** Two equal servers: one remembers answers, the other asks its handlers each time. */
export interface Twins {
  /** Sends a request to both. @param sandbox `default` unless given */
  send(request: ValidRequest, sandbox?: string): Promise<Both>;
  /** Sends several requests at once to both. */
  sendAll(requests: readonly ValidRequest[]): Promise<Both[]>;
  close(): Promise<void>;
}

export type Both = Record<'remembering' | 'asking', Answered>;

/** A response with what the journal says of it. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly exchange: unknown;
}

/**
 * Starts the servers at the present time of `Date`, with a clock that runs.
 *
 * @param isKept whether each has a directory, where requests share commits
 */
export function startTwins(options: MockplaneOptions = {}, isKept = false): Twins {
  const folder = isKept ? mkdtempSync(join(tmpdir(), 'mockplane-twins-')) : undefined;
  const start = (remembers: boolean): MockplaneParts => {
    const data = folder && join(folder, String(remembers));
    return assemble(contracts, { seed: 'twins', ...options, ...(data !== undefined && { data }) }, { remembers });
  };
  const [remembering, asking] = [start(true), start(false)];
  const toBoth = async (requests: readonly ValidRequest[], sandbox?: string): Promise<Both[]> => {
    const [first, second] = [remembering, asking].map((parts) => requests.map((each) => answer(parts, each, sandbox)));
    const found = await Promise.all([Promise.all(first!), Promise.all(second!)]);
    return found[0].map((each, index) => ({ remembering: each, asking: found[1][index]! }));
  };
  return {
    send: async (request, sandbox) => (await toBoth([request], sandbox))[0]!,
    sendAll: (requests) => toBoth(requests),
    async close() {
      await Promise.all([remembering.close(), asking.close()]);
      if (folder !== undefined) rmSync(folder, { recursive: true });
    },
  };
}

async function answer({ pipeline }: MockplaneParts, request: ValidRequest, sandbox?: string): Promise<Answered> {
  const { method, path: target, body } = request;
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      sandbox === undefined ? value : value.replace(token, `${token}~${sandbox}`),
    ]),
  );
  let exchange: unknown;
  const plain = { method, target, headers, body: Buffer.from((body ?? '') as string) };
  const response = await pipeline(plain, ({ at: _at, durationMilliseconds: _time, changes, ...rest }) => {
    exchange = { ...rest, isChange: changes !== undefined };
  });
  return { status: response.status, headers: response.headers, text: textOf(response), exchange };
}

function textOf({ body }: PlainResponse): string {
  return typeof body === 'string' ? body : Buffer.from(body).toString();
}
