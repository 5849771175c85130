import { createCipheriv, createHash, randomBytes } from 'node:crypto';

/** Bytes that follow from a seed and a counter: the same seed gives the same identifiers, names and keys. */
export interface SeededRandom {
  bytes(length: number): Buffer;
  /** From 0 up to, not including, `limit`. */
  integer(limit: number): number;
  /** How many blocks were drawn; keep it beside the state, so that nothing is drawn twice. */
  position(): number;
  moveTo(position: number): void;
}

/** In bytes. */
const blockLength = 32;

/** So many are made at once, which costs little more than one. */
const blocksAtOnce = 128;

/** @param seed any text; an unguessable one unless given */
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
    // 48 bits against small limits: the bias is beyond measuring.
    integer: (limit) => block().readUIntBE(0, 6) % limit,
    position: () => position,
    moveTo(next) {
      position = next;
    },
  };
}

/** A part of the key stream of AES-256 in counter mode. @param chunk which of the parts, from 0 */
function keyStream(key: Buffer, chunk: number): Buffer {
  const length = blocksAtOnce * blockLength;
  const counter = Buffer.alloc(16);
  // It counts in blocks of the cipher, which are of 16 bytes.
  counter.writeBigUInt64BE(BigInt(chunk) * BigInt(length / counter.length), 8);
  return createCipheriv('aes-256-ctr', key, counter).update(Buffer.alloc(length));
}
