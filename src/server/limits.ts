import { Problem } from '../contract/problem.ts';

/** What a request may weigh. */
export const limits = {
  /** The largest body that is read. */
  bodyBytes: 1_048_576,
  /** A larger body is still read to its end, and thrown away, up to this size, so that the sender hears the refusal. */
  drainedBytes: 16_777_216,
} as const;

export function tooLarge(): Problem {
  return new Problem(413, `request body is larger than ${limits.bodyBytes} bytes`);
}
