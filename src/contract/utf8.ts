import { Problem } from './problem.ts';

const decoder = new TextDecoder('utf-8', { fatal: true });

/** The text that bytes are in UTF-8, without a byte order mark. @throws Problem 400 */
export function readText(bytes: Uint8Array): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new Problem(400, 'request body is not valid UTF-8');
  }
}
