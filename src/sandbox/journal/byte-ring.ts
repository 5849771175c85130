/** The size of a new ring, in bytes: enough for a few exchanges, since a server may hold hundreds of rings. */
const firstCapacity = 16_384;

/** Room beyond what the records need when a ring grows, as a factor. */
const growth = 1.5;

/** The place of a record. The buffer may be reused as soon as the next record is added. */
export interface Place {
  readonly bytes: Buffer;
  readonly start: number;
}

/** A queue of records in one buffer, outside the heap of JavaScript. Each record is in one piece. */
export interface ByteRing {
  /** Reserves room for a new record. Grows when the room is short; the records may then lie elsewhere. */
  add(length: number): Place;
  /** Removes the oldest record. */
  drop(): void;
  /** Finds a record. @param index from 0, the oldest */
  at(index: number): Place;
  /** The length of a record, in bytes. */
  lengthAt(index: number): number;
  count(): number;
  /** Removes all records, and gives their memory back. */
  clear(): void;
}

/** Creates an empty ring. It takes memory with its first record. */
export function createByteRing(): ByteRing {
  let bytes = Buffer.alloc(0);
  // Starts and lengths of the records, in a queue of their own: the oldest at `first`.
  let starts: number[] = [];
  let lengths: number[] = [];
  let first = 0;
  let used = 0;

  const forget = (): void => {
    starts = [];
    lengths = [];
    first = 0;
    used = 0;
  };

  /** The place for so many bytes behind the newest record; undefined if there is none. */
  const room = (length: number): number | undefined => {
    if (starts.length === first) return length <= bytes.length ? 0 : undefined;
    const oldest = starts[first]!;
    const newest = starts.length - 1;
    const end = starts[newest]! + lengths[newest]!;
    const hasWrapped = starts[newest]! < oldest;
    if (hasWrapped) return length <= oldest - end ? end : undefined;
    if (length <= bytes.length - end) return end;
    return length <= oldest ? 0 : undefined;
  };

  /** Moves all records to the beginning of a new buffer. */
  const move = (capacity: number): void => {
    const target = Buffer.allocUnsafeSlow(capacity);
    let end = 0;
    for (let index = first; index < starts.length; index++) {
      const start = starts[index]!;
      bytes.copy(target, end, start, start + lengths[index]!);
      starts[index] = end;
      end += lengths[index]!;
    }
    bytes = target;
  };

  return {
    add(length) {
      const wanted = Math.max(firstCapacity, Math.ceil((used + length) * growth));
      // Long records that are gone leave a buffer that is too large for the short ones after them.
      const isWasteful = bytes.length > 4 * wanted;
      let start = isWasteful ? undefined : room(length);
      if (start === undefined) {
        move(wanted);
        start = room(length)!;
      }
      starts.push(start);
      lengths.push(length);
      used += length;
      return { bytes, start };
    },
    drop() {
      used -= lengths[first]!;
      first += 1;
      // Cut off what is dropped once it is half of the queue.
      if (first * 2 <= starts.length) return;
      starts = starts.slice(first);
      lengths = lengths.slice(first);
      first = 0;
    },
    at: (index) => ({ bytes, start: starts[first + index]! }),
    lengthAt: (index) => lengths[first + index]!,
    count: () => starts.length - first,
    clear() {
      bytes = Buffer.alloc(0);
      forget();
    },
  };
}
