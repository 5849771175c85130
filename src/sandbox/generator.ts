import { createHash, randomBytes } from 'node:crypto';

/** Bytes that follow from a seed and a counter: the same seed gives the same identifiers, names and keys. */
export interface Generator {
  bytes(length: number): Buffer;
  /** From 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** How many blocks were drawn; keep it beside the state, so that nothing is drawn twice. */
  position(): number;
  moveTo(position: number): void;
}

/** @param seed any text; an unguessable one unless given */
export function createGenerator(seed: string = randomBytes(32).toString('hex')): Generator {
  const key = createHash('sha256').update(seed).digest();
  let position = 0;
  const block = (): Buffer => createHash('sha256').update(key).update(String(position++)).digest();
  return {
    bytes(length) {
      let bytes = block();
      while (bytes.length < length) bytes = Buffer.concat([bytes, block()]);
      return bytes.subarray(0, length);
    },
    // 48 bits against small limits: the bias is beyond measuring.
    below: (limit) => block().readUIntBE(0, 6) % limit,
    position: () => position,
    moveTo(next) {
      position = next;
    },
  };
}
