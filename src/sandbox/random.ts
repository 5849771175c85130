import { createCipheriv, createHash, randomBytes } from 'node:crypto';

/** Generates bytes from a seed and a counter: the same seed gives the same identifiers, names and keys. */
export interface SeededRandom {
  bytes(length: number): Buffer;
  /** An integer from 0 up to, but not including, `limit`. */
  integer(limit: number): number;
  /** The number of blocks drawn so far. Save it with the state, so that no block is drawn twice. */
  position(): number;
  moveTo(position: number): void;
}

/** Length of a block, in bytes. */
const blockLength = 32;

/** The number of blocks to generate at once, which costs little more than one. */
const blocksAtOnce = 128;

/** Creates a generator. @param seed any text; unguessable by default */
export function createSeededRandom(seed: string = randomBytes(32).toString('hex')): SeededRandom {
  const key = createHash('sha256').update(seed).digest();
  let position = 0;
  let made: { readonly chunk: number; readonly bytes: Buffer } | undefined;

  const block = (): Buffer => {
    const chunk = Math.floor(position / blocksAtOnce);
    if (made?.chunk !== chunk) made = { chunk, bytes: keyStream(key, chunk) };
    const start = (position++ % blocksAtOnce) * blockLength;
    return Buffer.from(made.bytes.subarray(start, start + blockLength));
  };

  return {
    bytes(length) {
      let bytes = block();
      while (bytes.length < length) bytes = Buffer.concat([bytes, block()]);
      return bytes.subarray(0, length);
    },
    // The bias of 48 bits against small limits is negligible.
    integer: (limit) => block().readUIntBE(0, 6) % limit,
    position: () => position,
    moveTo(next) {
      position = next;
    },
  };
}

/** A chunk of the key stream of AES-256 in counter mode. @param chunk its index, from 0 */
function keyStream(key: Buffer, chunk: number): Buffer {
  const length = blocksAtOnce * blockLength;
  const counter = Buffer.alloc(16);
  // The counter counts cipher blocks of 16 bytes.
  counter.writeBigUInt64BE(BigInt(chunk) * BigInt(length / counter.length), 8);
  return createCipheriv('aes-256-ctr', key, counter).update(Buffer.alloc(length));
}
