import type { IncomingMessage } from 'node:http';
import type { Problem } from '../contract/problem.ts';
import { bodyLimit, limits, tooLarge } from './limits.ts';

const noBytes = new Uint8Array(0);

/**
 * Reads a request's body whole. One that is too large is read on and dropped, so that the sender is not cut off
 * mid-way and hears the refusal.
 *
 * @param done called once with the bytes, or with why they were not kept; not at all when the sender has gone
 */
export function receive(request: IncomingMessage, done: (body: Uint8Array, defect?: Problem) => void): void {
  if (isEmpty(request)) return done(noBytes);
  const limit = bodyLimit(request.url!);
  const chunks: Buffer[] = [];
  let size = 0;
  const keep = (chunk: Buffer): void => {
    size += chunk.byteLength;
    if (size <= limit) chunks.push(chunk);
    else chunks.length = 0;
    if (size <= limits.drained) return;
    request.off('end', end).pause();
    end();
  };
  const end = (): void => {
    request.off('data', keep);
    if (size > limit) done(noBytes, tooLarge(limit));
    else done(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
  };
  request.on('data', keep);
  request.once('end', end);
  // Whoever breaks off in the middle is not there to be answered.
  request.once('error', () => undefined);
}

function isEmpty({ headers }: IncomingMessage): boolean {
  return headers['transfer-encoding'] === undefined && (headers['content-length'] ?? '0') === '0';
}
