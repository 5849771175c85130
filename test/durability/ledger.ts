/** The content of a state, one text for each thing: `database shop` → its id. */
export type Facts = ReadonlyMap<string, string>;

/** The expectation for a thing: a text, any text that fits, or gone. */
export type Expected = string | ((actual: string) => boolean) | undefined;

/** The effect of a completed request. */
export type Changes = ReadonlyMap<string, Expected>;

/** A request that was sent and not answered yet. */
export interface InFlight {
  readonly what: string;
  readonly changes: Changes;
}

/** How a state differs from what was acknowledged; all lists are empty where none was lost. */
export interface Verdict {
  /** Acknowledged and not there, or there against what was acknowledged. */
  readonly lost: readonly string[];
  /** Not acknowledged, and done in part. */
  readonly halfDone: readonly string[];
  /** Not acknowledged, and done. */
  readonly done: readonly InFlight[];
}

/** Keeps what was acknowledged, and what is in flight. */
export interface Ledger {
  get(key: string): Expected;
  /** All that was acknowledged. */
  copy(): Map<string, Expected>;
  begin(what: string, changes: Changes): InFlight;
  /** @param changes what the reply tells of them, where it tells more than was known before */
  acknowledge(request: InFlight, changes?: Changes): void;
  inFlight(): readonly InFlight[];
  /** Compares a state with what it should be, and takes it for what is known from now on. */
  judge(actual: Facts): Verdict;
}

export function createLedger(): Ledger {
  let known = new Map<string, Expected>();
  const sent = new Set<InFlight>();

  const apply = (changes: Changes): void => {
    for (const [key, value] of changes) {
      if (value === undefined) known.delete(key);
      else known.set(key, value);
    }
  };

  return {
    get: (key) => known.get(key),
    copy: () => new Map(known),
    begin(what, changes) {
      const request = { what, changes };
      sent.add(request);
      return request;
    },
    acknowledge(request, changes = new Map()) {
      sent.delete(request);
      apply(request.changes);
      apply(changes);
    },
    inFlight: () => [...sent],
    judge(actual) {
      const holds = (key: string, expected: Expected): boolean => fits(actual.get(key), expected);
      const open = new Set([...sent].flatMap(({ changes }) => [...changes.keys()]));
      const lost = [...new Set([...known.keys(), ...actual.keys()])]
        .filter((key) => !open.has(key) && !holds(key, known.get(key)))
        .map((key) => difference(key, known.get(key), actual.get(key)));

      const done: InFlight[] = [];
      const halfDone: string[] = [];
      for (const request of sent) {
        const entries = [...request.changes];
        if (entries.every(([key, value]) => holds(key, value))) done.push(request);
        else if (!entries.every(([key]) => holds(key, known.get(key)))) {
          const places = entries.map(([key, value]) => difference(key, value, actual.get(key)));
          halfDone.push(`${request.what}: ${places.join('; ')}`);
        }
      }
      known = new Map(actual);
      sent.clear();
      return { lost, halfDone, done };
    },
  };
}

/** Accepts any state. */
export const anything = (): boolean => true;

/** Accepts any state except the known text. */
export function otherThan(known: Expected): Expected {
  return typeof known === 'string' ? (actual) => actual !== known : anything;
}

function fits(actual: string | undefined, expected: Expected): boolean {
  if (typeof expected === 'function') return actual !== undefined && expected(actual);
  return actual === expected;
}

function difference(key: string, expected: Expected, actual: string | undefined): string {
  const wanted = typeof expected === 'function' ? 'another' : (expected ?? 'nothing');
  return `${key}: ${actual ?? 'nothing'}, expected ${wanted}`;
}
