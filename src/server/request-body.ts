import type { IncomingMessage } from 'node:http';
import type { Problem } from '../contract/problem.ts';
import { tooLarge } from '../pipeline/transport-policy.ts';
import { limits } from './limits.ts';

/** A received body: its bytes, or the reason why they were discarded. */
export interface ReceivedBody {
  readonly bytes: Uint8Array;
  readonly defect: Problem | undefined;
  /** The rest of the body is not read, so the connection cannot be reused. */
  readonly isUnread: boolean;
}

const nothing: ReceivedBody = { bytes: new Uint8Array(0), defect: undefined, isUnread: false };

/**
 * Reads the whole body of a request. It reads an oversized body to its end and discards it, so that the client receives
 * the refusal instead of a reset.
 *
 * @param limit maximum length, in bytes
 * @returns synchronously for a request without a body; a promise that never settles if the client disconnects midway
 */
export function readRequestBody(request: IncomingMessage, limit: number): ReceivedBody | Promise<ReceivedBody> {
  const { headers } = request;
  const length = contentLength(request);
  if (length === 0 && headers['transfer-encoding'] === undefined) return nothing;
  const refused = (isUnread: boolean): ReceivedBody => ({ bytes: nothing.bytes, defect: tooLarge(limit), isUnread });
  // A client that sent `Expect` was not told to continue and sends no body.
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
    // The client has disconnected and cannot receive an answer.
    request.once('error', () => undefined);
  });
}

/** The declared length of the body, in bytes; 0 if there is none. */
export function contentLength({ headers }: IncomingMessage): number {
  return Number(headers['content-length'] ?? 0);
}
