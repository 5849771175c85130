import { TextDecoder } from 'node:util';
import type { JsonValue } from './http-message.ts';
import { Problem } from './problem.ts';

/** Parses a JSON body. @throws Problem 400 for an empty body, invalid UTF-8 or invalid JSON */
export function parseJson(bytes: Uint8Array): JsonValue {
  const text = decodeUtf8(bytes);
  if (text.trim() === '') throw new Problem(400, 'request body is empty; send JSON');
  try {
    return JSON.parse(text) as JsonValue;
  } catch (error) {
    throw new Problem(400, `request body is not valid JSON: ${(error as SyntaxError).message}`);
  }
}

/** An escape in JSON: a surrogate pair, a lone surrogate (captured), or any other escape. */
const escapes = /\\(?:ud[89ab]..\\ud[c-f]..|u(d[89a-f]..)|[^])/gi;

/**
 * Refuses a JSON body with an escaped lone surrogate. No encoding can represent it, so it would be stored as a
 * different text.
 *
 * @param bytes valid JSON
 * @throws Problem 400
 */
export function refuseLoneSurrogates(bytes: Uint8Array): void {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!buffer.includes('\\u')) return;
  const text = buffer.toString('latin1');
  for (const [, half] of text.matchAll(escapes)) {
    if (half !== undefined)
      throw new Problem(400, 'request body is not valid JSON: half of a surrogate pair stands alone');
  }
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Decodes UTF-8, without a byte order mark. @throws Problem 400 for invalid UTF-8 */
export function decodeUtf8(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new Problem(400, 'request body is not valid UTF-8');
  }
}
