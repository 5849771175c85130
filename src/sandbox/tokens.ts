import { timingSafeEqual } from 'node:crypto';
import type { Credential } from '../contract/credentials.ts';
import type { Principal } from '../contract/call.ts';
import { defaultUser } from './baseline.ts';

/** As much is compared at least, in bytes, so that only the length of a long token could be told from the time. */
const leastCompared = 256;

/**
 * Accepts one token, for the owner. It is compared in constant time, in a buffer that is filled up with zeros: to
 * digest what each request sends would take five times as long.
 */
export function createTokenMatcher(token: string): (credential: Credential) => Principal | undefined {
  const length = Buffer.byteLength(token);
  const expected = Buffer.alloc(Math.max(length, leastCompared));
  const sent = Buffer.alloc(expected.byteLength);
  expected.write(token);
  return (credential) => {
    sent.fill(0);
    sent.write(credential.token);
    const isEqual = timingSafeEqual(sent, expected);
    // A longer one was cut off, and zeros may have been sent.
    return isEqual && Buffer.byteLength(credential.token) === length ? { username: defaultUser } : undefined;
  };
}
