import { isObject, type Json } from '../helpers/documents.ts';

/** How long each statement took. */
const durations = [
  '/results/*/response/result/query_duration_ms',
  '/results/*/response/result/step_results/*/query_duration_ms',
];

/**
 * The values that a server generates, by operation: identifiers, names, tokens, times. A response is not held to
 * the example there; everywhere else it is. `*` stands for each item.
 */
const madeUp: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  turso: {
    createDatabase: ['/database/DbId'],
    createDatabaseInstance: ['/instance/uuid', '/instance/name', '/instance/hostname'],
    createDatabaseToken: ['/jwt'],
    createAPIToken: ['/id', '/token'],
    createAPITokenV2: ['/token/id', '/token/value'],
    createGroupToken: ['/jwt'],
    createBillingCustomer: ['/StripeCustomerId'],
    uploadDump: ['/dump_url'],
  },
  lambda: {
    createLambdaInstance: ['/uuid'],
  },
  'turso-2026': {
    createDatabase: ['/database/DbId'],
    createDatabaseV3: ['/database/DbId'],
    createDatabaseInstance: ['/instance/uuid', '/instance/name', '/instance/hostname'],
    createAPIToken: ['/id', '/token'],
    createAPITokenV2: ['/token/id', '/token/value'],
    transferDatabase: ['/database/DbId'],
    createGroup: ['/group/uuid'],
    createOrganization: ['/org/id'],
    createBillingCustomer: ['/StripeCustomerId'],
    uploadDump: ['/dump_url'],
    ...Object.fromEntries(
      ['createDatabaseToken', 'createGroupToken', 'createDatabaseTokenV3', 'createGroupTokenV3'].map((id) => [
        id,
        ['/jwt'],
      ]),
    ),
  },
  hrana: {
    executePipeline: ['/baton', ...durations],
    executePipelineV3: durations.slice(0, 1),
    startUpload: ['/upload_id'],
    executeStatement: ['/result/query_duration_ms'],
    executeStatementBatch: ['/result/step_results/*/query_duration_ms'],
  },
  admin: {
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
    // When and how long, and in the body and the rows the identifiers of the new database.
    getExchange: ['/at', '/durationMilliseconds', '/response/body', '/changes'],
    listExchanges: ['/exchanges/*/at', '/exchanges/*/durationMilliseconds'],
    streamExchanges: ['/*/data/at', '/*/data/durationMilliseconds'],
  },
};

/** A body without what was made up: only that it is there, and its type, stay. */
export function withoutMadeUp(
  api: string,
  operation: string,
  body: Json | undefined,
  where: readonly string[] = madeUp[api]?.[operation] ?? [],
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
export const places: readonly (readonly [api: string, operation: string, place: string])[] = Object.entries(
  madeUp,
).flatMap(([api, operations]) =>
  Object.entries(operations).flatMap(([operation, own]) => own.map((place) => [api, operation, place] as const)),
);
