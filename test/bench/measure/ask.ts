import { request as send } from 'node:http';
import type { BenchRequest } from '../cases.ts';

/** A reply as it came. */
export interface Reply {
  readonly status: number;
  /** As sent: names in their own case, but without those that Node writes itself. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const written = new Set(['date', 'connection', 'keep-alive']);

/** Sends a request once, on a connection of its own. */
export function ask(url: string, { method, path, headers, body }: BenchRequest): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const request = send(`${url}${path}`, { method, headers, agent: false, timeout: 10_000 }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          headers: own(response.rawHeaders),
          body: Buffer.concat(chunks).toString(),
        }),
      );
    });
    request.on('timeout', () => request.destroy(new Error('no reply within ten seconds')));
    request.on('error', reject);
    request.end(body);
  });
}

function own(rawHeaders: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (!written.has(rawHeaders[index]!.toLowerCase())) headers[rawHeaders[index]!] = rawHeaders[index + 1]!;
  }
  return headers;
}
