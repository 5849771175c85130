import { isObject, type Json } from '../helpers/documents.ts';

/**
 * What a server makes up for itself, by operation: identifiers, names it gives, tokens, times. A reply is not held to
 * the example there; everywhere else it is. `*` stands for each item.
 */
const madeUp: Readonly<Record<string, readonly string[]>> = {
  createDatabase: ['/database/DbId'],
  createDatabaseInstance: ['/instance/uuid', '/instance/name', '/instance/hostname'],
  createDatabaseToken: ['/jwt'],
  createAPIToken: ['/id', '/token'],
  createAPITokenV2: ['/token/id', '/token/value'],
  createGroupToken: ['/jwt'],
  createBillingCustomer: ['/StripeCustomerId'],
  uploadDump: ['/dump_url'],
  createLambdaInstance: ['/uuid'],
  // The example was made a second after the server, and used some minutes later.
  getSandbox: ['/createdAt', '/lastUsedAt'],
  // How far the clock is from real time, which goes on.
  getClock: ['/offsetMilliseconds'],
  updateClock: ['/offsetMilliseconds'],
  advanceClock: ['/offsetMilliseconds'],
  // The second of the two that wait is an instance with a name of its own.
  getTransitions: ['/pending/1/resource'],
  setTransitions: ['/pending/1/resource'],
  stepTransitions: ['/made/0/resource', '/pending/0/resource'],
  // When and how long, and in the body the identifier of the new database.
  getExchange: ['/at', '/durationMilliseconds', '/response/body'],
  listExchanges: ['/exchanges/*/at', '/exchanges/*/durationMilliseconds'],
  streamExchanges: ['/*/data/at', '/*/data/durationMilliseconds'],
};

/** A body without what was made up: only that it is there, and its type, stay. */
export function withoutMadeUp(
  operation: string,
  body: Json | undefined,
  where: readonly string[] = madeUp[operation] ?? [],
): Json | undefined {
  return where.reduce<Json | undefined>((whole, place) => blank(whole, place.split('/').slice(1)), body);
}

function blank(node: Json | undefined, [key, ...rest]: readonly string[]): Json | undefined {
  if (node === undefined) return undefined;
  if (key === undefined) return `a ${typeof node}`;
  if (Array.isArray(node)) {
    return node.map((item, index) => (key === '*' || key === String(index) ? blank(item, rest)! : item));
  }
  if (!isObject(node) || !Object.hasOwn(node, key)) return node;
  return { ...node, [key]: blank(node[key], rest)! };
}

/** The table, line by line. */
export const places: readonly (readonly [operation: string, place: string])[] = Object.entries(madeUp).flatMap(
  ([operation, own]) => own.map((place) => [operation, place] as const),
);
