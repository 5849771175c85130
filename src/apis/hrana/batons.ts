import { createHmac, createSecretKey, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import { lazy } from '../../contract/lazy.ts';

/** A stream, and how often it was used: what a baton stands for. */
export interface BatonContent {
  readonly stream: bigint;
  readonly sequence: bigint;
}

/** Signs and reads batons. They are good in one process only. */
export interface Batons {
  encode(content: BatonContent): string;
  /** @returns undefined for what this process has not signed */
  decode(baton: string): BatonContent | undefined;
}

const contentBytes = 16;
const macBytes = 32;

/**
 * Batons as libSQL's server makes them: the stream's number, its sequence number and their HMAC, in unpadded base64.
 *
 * @see https://github.com/tursodatabase/libsql/blob/f8fb14f/libsql-server/src/hrana/http/stream.rs
 */
export function createBatons(key?: Uint8Array): Batons {
  // From bytes each call would make a key of its own. Most sandboxes sign nothing.
  const secret = lazy(() => createSecretKey(key ?? randomBytes(32)));
  const mac = (content: Uint8Array): Buffer => createHmac('sha256', secret()).update(content).digest();
  return {
    encode({ stream, sequence }) {
      const content = Buffer.alloc(contentBytes);
      content.writeBigUInt64BE(stream, 0);
      content.writeBigUInt64BE(sequence, 8);
      return Buffer.concat([content, mac(content)]).toString('base64');
    },
    decode(baton) {
      if (!/^[A-Za-z0-9+/]{64}$/.test(baton)) return undefined;
      const bytes = Buffer.from(baton, 'base64');
      const content = bytes.subarray(0, contentBytes);
      const isOurs =
        bytes.length === contentBytes + macBytes && timingSafeEqual(mac(content), bytes.subarray(contentBytes));
      return isOurs ? { stream: content.readBigUInt64BE(0), sequence: content.readBigUInt64BE(8) } : undefined;
    },
  };
}

/** A random number of 64 bits, for a stream and for its first sequence number. */
export function randomNumber(): bigint {
  // Node draws the randomness of many UUIDs at once, so one costs a tenth of `randomBytes(8)`. These digits are all random.
  const uuid = randomUUID();
  return BigInt(`0x${uuid.slice(0, 4)}${uuid.slice(24)}`);
}
