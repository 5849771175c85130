import type { Exchange, TrailEntry } from './exchange.ts';

/** The latest exchanges of a journal, to find one that a new exchange repeats. */
export interface Repeats {
  /**
   * Notes a new exchange.
   *
   * @returns the id of the latest one that differs from it only in its id, its time and its duration
   */
  note(exchange: Exchange): number | undefined;
}

/** Clients that poll ask for a few things in turn. */
const kept = 4;

/** Creates an empty collection. */
export function createRepeats(): Repeats {
  const latest: Exchange[] = [];
  let next = 0;
  return {
    note(exchange) {
      for (let index = 0; index < latest.length; index++) {
        const each = latest[index]!;
        if (!isRepeated(each, exchange)) continue;
        latest[index] = exchange;
        return each.id;
      }
      latest[next] = exchange;
      next = (next + 1) % kept;
      return undefined;
    },
  };
}

/** Remembered responses have the same headers, so one look is enough for most of the others. */
function isRepeated(one: Exchange, other: Exchange): boolean {
  return (
    one.response.headers === other.response.headers &&
    one.request.headers === other.request.headers &&
    one.target === other.target &&
    one.method === other.method &&
    one.status === other.status &&
    one.response.body === other.response.body &&
    one.response.bodyBytes === other.response.bodyBytes &&
    one.request.body === other.request.body &&
    one.request.bodyBytes === other.request.bodyBytes &&
    one.answeredBy === other.answeredBy &&
    one.sandbox === other.sandbox &&
    one.api === other.api &&
    one.operation === other.operation &&
    isUsual(one) &&
    isUsual(other) &&
    hasSameTrail(one.trail, other.trail)
  );
}

/** Whether an exchange has none of the facts that most do not have. */
function isUsual({ faults, refusal, notes, violations, sql, changes }: Exchange): boolean {
  return (
    refusal === undefined && !sql && !changes && faults.length === 0 && notes.length === 0 && violations.length === 0
  );
}

function hasSameTrail(one: readonly TrailEntry[], other: readonly TrailEntry[]): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) {
    const [entry, same] = [one[index]!, other[index]!];
    if (entry.step !== same.step || entry.outcome !== same.outcome || entry.detail !== same.detail) return false;
  }
  return true;
}
