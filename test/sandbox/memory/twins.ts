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
  send(request: ValidRequest, sandbox?: string): Promise<Record<'remembering' | 'asking', Answered>>;
  close(): Promise<void>;
}

/** A response with what the journal says of it. */
export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly exchange: unknown;
}

/** Starts the servers at the present time of `Date`, with a clock that runs. */
export function startTwins(options: MockplaneOptions = {}): Twins {
  const start = (remembers: boolean): MockplaneParts =>
    assemble(contracts, { seed: 'twins', ...options }, { remembers });
  const [remembering, asking] = [start(true), start(false)];
  return {
    async send(request, sandbox) {
      return {
        remembering: await answer(remembering, request, sandbox),
        asking: await answer(asking, request, sandbox),
      };
    },
    async close() {
      await Promise.all([remembering.close(), asking.close()]);
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
