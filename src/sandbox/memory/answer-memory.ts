import type { Answer } from '../../contract/call.ts';

/** An answer, and what must not have changed for it to be given again. */
export interface RememberedAnswer {
  readonly answer: Answer;
  /** The version of the store that it was read from. */
  readonly version: number;
  /** The time that the handler read; undefined if it read none. */
  readonly moment: number | undefined;
}

/** The answers that a server remembers, those of all its sandboxes together. */
export interface AnswerMemory {
  /** A number that no other sandbox has, for its keys. */
  nextSandbox(): number;
  find(key: string): RememberedAnswer | undefined;
  /**
   * Remembers an answer in place of an earlier one. Those that were not asked for the longest give way to it.
   *
   * @param bytes the size of the answer
   */
  add(key: string, remembered: RememberedAnswer, bytes: number): void;
}

/** The maximum size of all answers together, in bytes: a few lists of ten thousand, or thousands of short answers. */
const defaultLimit = 16_777_216;

/** The size of an entry beside its bytes and its key, in bytes: objects and headers. */
const overhead = 1_024;

interface Entry {
  readonly remembered: RememberedAnswer;
  readonly bytes: number;
}

/** Creates an empty memory. @param limit in bytes; an answer that takes more than half of it is not remembered */
export function createAnswerMemory(limit = defaultLimit): AnswerMemory {
  // In the order in which they were last asked for.
  const entries = new Map<string, Entry>();
  let latest: string | undefined;
  let used = 0;
  let sandboxes = 0;
  const remove = (key: string, { bytes }: Entry): void => {
    entries.delete(key);
    used -= bytes;
  };
  return {
    nextSandbox: () => ++sandboxes,
    find(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      if (key !== latest) {
        entries.delete(key);
        entries.set(key, entry);
        latest = key;
      }
      return entry.remembered;
    },
    add(key, remembered, bytes) {
      const entry = { remembered, bytes: bytes + 2 * key.length + overhead };
      const earlier = entries.get(key);
      if (earlier) remove(key, earlier);
      if (entry.bytes > limit / 2) return;
      for (const [oldest, each] of entries) {
        if (used + entry.bytes <= limit) break;
        remove(oldest, each);
      }
      entries.set(key, entry);
      latest = key;
      used += entry.bytes;
    },
  };
}
