import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createMockplane } from 'mockplane';
import { apis, publicName } from '../../src/apis/apis.ts';
import { type Contract, loadContract } from '../../src/contract/contract.ts';
import { inProcessOrigin } from '../../src/contract/http-message.ts';
import { mountOf } from '../helpers/documents.ts';
import { type ConformanceOptions, type ConformanceReport, runConformance } from '../../src/conformance/run.ts';

export const token = 'mockplane-token';

export const contracts: ReadonlyMap<string, Contract> = new Map(
  ['turso', 'turso-2026', 'lambda'].map((name) => [name, loadContract(apis.find((api) => publicName(api) === name)!)]),
);

/** Holds what is behind a `fetch` to a contract; names are the same each time, and nothing waits. */
export function hold(
  api: string,
  fetch: typeof globalThis.fetch,
  options: Partial<ConformanceOptions> = {},
): Promise<ConformanceReport> {
  const url = `${inProcessOrigin}${mountOf(api)}`;
  return runConformance({ contract: contracts.get(api)!, url, fetch, token, id: 'test', pause, ...options });
}

async function pause(): Promise<void> {}

/** Answers with the contract's examples. */
export const examples = createMockplane({ stateless: true }).fetch;

/** Changes one thing of what a server does; `next` asks the server itself. */
export type Fault = (request: Request, next: (request: Request) => Promise<Response>) => Promise<Response>;

/** A server with a fault. */
export function faulty(fault: Fault, fetch: typeof globalThis.fetch = examples): typeof globalThis.fetch {
  return (input, init) => {
    const request = input instanceof Request ? input : new Request(new URL(input, inProcessOrigin), init);
    return fault(request, (next) => fetch(next));
  };
}

/**
 * The findings of the suite for a fault, one a line: `getDatabase, valid request: 200 /body/database/DbId is required`.
 */
export async function found(api: string, fault: Fault): Promise<string[]> {
  const { violations } = await hold(api, faulty(fault));
  return violations.map(
    ({ operation, probe, status, pointer, message }) => `${operation}, ${probe}: ${status} ${pointer} ${message}`,
  );
}

/** A fault in the responses of one operation; all others are left as they are. */
export function inReplyOf(
  operation: string,
  change: (response: Response, request: Request) => Response | Promise<Response>,
): Fault {
  return async (request, next) => {
    const response = await next(request);
    return response.headers.get('mockplane-operation') === operation ? change(response, request) : response;
  };
}

/** The same in its successes only. */
export function inSuccessOf(operation: string, change: (response: Response) => Response | Promise<Response>): Fault {
  return inReplyOf(operation, (response) => (response.ok ? change(response) : response));
}

/** The same in its responses of one status. */
export function inStatusOf(
  operation: string,
  status: number,
  change: (response: Response) => Promise<Response>,
): Fault {
  return inReplyOf(operation, (response) => (response.status === status ? change(response) : response));
}

/** The same response with another status, body or media type. */
export async function changed(
  response: Response,
  { status = response.status, text, type }: { status?: number; text?: string; type?: string },
): Promise<Response> {
  const headers = new Headers(response.headers);
  headers.delete('content-length');
  if (type !== undefined) headers.set('content-type', type);
  return new Response((text ?? (await response.text())) || null, { status, headers });
}

/** The same response with a body that was changed in one place. */
export async function replaced(response: Response, from: string | RegExp, to: string): Promise<Response> {
  const text = await response.text();
  const result = text.replace(from, to);
  if (result === text) throw new Error(`Nothing to replace in ${text}`);
  return changed(response, { text: result });
}

/** The same request with another body. */
export function withBody(request: Request, body: string): Request {
  return new Request(request.url, { method: 'POST', headers: request.headers, body });
}

export interface Listening {
  readonly url: string;
  readonly close: () => Promise<void>;
}

/** Puts a `fetch` on a port. */
export async function listen(fetch: typeof globalThis.fetch): Promise<Listening> {
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of incoming as AsyncIterable<Buffer>) chunks.push(chunk);
      const response = await fetch(incoming.url!, {
        method: incoming.method!,
        headers: incoming.headers as Record<string, string>,
        ...(chunks.length > 0 && { body: Buffer.concat(chunks) }),
      });
      outgoing.writeHead(response.status, Object.fromEntries(response.headers));
      outgoing.end(Buffer.from(await response.arrayBuffer()));
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
