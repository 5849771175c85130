import { createHash } from 'node:crypto';

/** Generates names of nothing that exists. */
export interface Names {
  /** Returns a name of letters, digits and hyphens: `mockplane-check-4f1c2a-7`. */
  next(): string;
  /** Leaves more room for what is put together with it: `mp-check-4f1c2a-7`. */
  nextShort(): string;
  /** Such a name, or else a UUID, or a large number: the first that fits. */
  nextMatching(fits: (text: string) => boolean): string | undefined;
}

/** The start of all generated names; it shows where a leftover comes from. */
const prefix = 'mockplane-check';
const shortPrefix = 'mp-check';

/** Creates the names of a run. @param id distinguishes this run from others */
export function createNames(id: string): Names {
  let count = 0;
  const next = (): string => `${prefix}-${id}-${++count}`;
  return {
    next,
    nextShort: () => `${shortPrefix}-${id}-${++count}`,
    nextMatching(fits) {
      const name = next();
      return [name, uuidOf(name), numberOf(name)].find(fits);
    },
  };
}

function uuidOf(text: string): string {
  const hex = createHash('sha256').update(text).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A number near the limit of 32 bits, which no counter has reached yet. */
function numberOf(text: string): string {
  return String(2_000_000_000 + (Number.parseInt(uuidOf(text).slice(0, 6), 16) % 100_000_000));
}
