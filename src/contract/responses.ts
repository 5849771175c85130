import { isBodiless } from './read-responses.ts';
import type { Operation, Response } from './operation.ts';

/** Finds the response that an operation documents for a status: its own, that of its range (`4XX`), or `default`. */
export function responseFor({ responses, otherResponses }: Operation, status: number): Response | undefined {
  const own = responses.get(status);
  if (own || otherResponses.size === 0) return own;
  const range = `${Math.floor(status / 100)}XX`;
  const keys = [String(status), range, range.toLowerCase(), 'default'];
  const other = otherResponses.get(keys.find((key) => otherResponses.has(key)) ?? '');
  return other && { ...other, status, content: isBodiless(status) ? undefined : other.content };
}

/** All responses of an operation, those of ranges and of `default` last. */
export function allResponses({ responses, otherResponses }: Operation): Response[] {
  return otherResponses.size === 0 ? [...responses.values()] : [...responses.values(), ...otherResponses.values()];
}

/** The documented statuses as the contract writes them, in this order: `200`, `404`, `4XX`, `default`. */
export function documentedStatuses(operation: Operation): string[] {
  return [...new Set(allResponses(operation).map(({ key }) => key))].toSorted();
}

/** The same as `responseFor`, without the statuses that a `default` lists: no valid request causes those. */
export function ownResponseFor(operation: Operation, status: number): Response | undefined {
  const isListed = !operation.responses.has(status) && operation.otherResponses.has(String(status));
  return isListed ? undefined : responseFor(operation, status);
}

/** The same as `documentedStatuses`, without the statuses that a `default` lists. */
export function ownStatuses({ responses, otherResponses }: Operation): string[] {
  return [...responses.keys(), ...[...otherResponses.keys()].filter((key) => !/^\d+$/.test(key))].map(String);
}
