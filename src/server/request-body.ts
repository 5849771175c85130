import type { IncomingMessage } from 'node:http';
import type { Problem } from '../contract/problem.ts';
import { tooLarge } from '../pipeline/transport-policy.ts';
import { limits } from './limits.ts';

/** A body as it arrived: its bytes, or why they were not kept. */
export interface ReceivedBody {
  readonly bytes: Uint8Array;
  readonly defect: Problem | undefined;
  /** What is still to come of it is not waited for, so that nothing else can come after it. */
  readonly isUnread: boolean;
}

const nothing: ReceivedBody = { bytes: new Uint8Array(0), defect: undefined, isUnread: false };

/**
 * Reads a request's body whole. One that is too large is read on and dropped, so that the sender is not cut off
 * mid-way and hears the refusal.
 *
 * @param limit of its length, in bytes
 * @returns at once for a request without one; never, when the sender breaks off in the middle
 */
export function readRequestBody(request: IncomingMessage, limit: number): ReceivedBody | Promise<ReceivedBody> {
  const { headers } = request;
  const length = contentLength(request);
  if (length === 0 && headers['transfer-encoding'] === undefined) return nothing;
  const refused = (isUnread: boolean): ReceivedBody => ({ bytes: nothing.bytes, defect: tooLarge(limit), isUnread });
  // Whoever asked before sending it was not told to go on.
  if (length > limits.drained || (headers.expect !== undefined && length > limit)) return refused(true);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.byteLength;
      if (size <= limit) chunks.push(chunk);
      else chunks.length = 0;
      if (size <= limits.drained) return;
      request.removeAllListeners('data').pause();
      resolve(refused(true));
    });
    request.once('end', () => {
      if (size > limit) resolve(refused(false));
      else resolve({ ...nothing, bytes: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks) });
    });
    // Whoever breaks off is not there to be answered.
    request.once('error', () => undefined);
  });
}

/** How long a body says that it is, in bytes; 0 where it does not. */
export function contentLength({ headers }: IncomingMessage): number {
  return Number(headers['content-length'] ?? 0);
}
