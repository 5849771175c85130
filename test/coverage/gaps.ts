const restricted = 'Only the 2026 edition mints tokens that are restricted; test/apis/turso/2026 asks with them.';

const withdrawn = 'The vendor has withdrawn the operation, and the sandbox answers 404 as the service does.';

const busy = 'On a stopped clock a statement waits a minute of real time for another transaction before it ends so.';
const tooMany = 'Only a fault rule answers so.';
const onlyReads = 'The operation only reads.';
const timeout = 'A single request opens no transaction that outlives it here.';

/**
 * The documented replies that no behaviour leads to, and why: `api operation status example`. Whoever asks for one with
 * `Prefer`, or makes a fault rule for it, gets it all the same.
 */
export const gaps: Readonly<Record<string, string>> = {
  'turso createDatabaseInstance 503 no-capacity': 'Locations never fill up here.',
  'turso createOrganization 403 token-restricted': restricted,
  'turso listAPITokens 403 token-restricted': restricted,
  'turso createAPIToken 403 token-restricted': restricted,
  'turso revokeAPIToken 403 token-restricted': restricted,
  'turso createBillingCustomer 403 token-restricted': restricted,
  'turso createAPITokenV2 403 token-restricted': restricted,
  'turso updateSubscription 402 payment-required': 'Every organization has a way to pay here.',
  'turso validateAPIToken 200 expires': 'Only tokens of the CLI expire, and there is no operation that gives one.',
  'admin getBackup 200 sandbox': 'A copy has whole files; test/cli/backup starts a server on one.',
  'admin getHealth 503 draining': 'Only SIGTERM leads to it; test/cli/drain.test.ts sends one.',
  'turso-2026 createDatabase 409 name-exists': 'Since July 2026 the service answers 400, so the sandbox does.',
  'turso-2026 getDatabaseStats 200 listed': withdrawn,
  'turso-2026 getDatabaseStats 200 none': withdrawn,
  'turso-2026 getLatestRelease 401 missing-token': 'Nobody needs a token here; one that is not valid is refused.',
  'hrana executePipeline 200 busy': busy,
  'hrana executePipelineV3 200 busy': busy,
  'hrana executePipeline 429 too-many': tooMany,
  'hrana executePipelineV3 429 too-many': tooMany,
  'hrana executeCursor 429 too-many': tooMany,
  'hrana executeStatementBatch 500 constraint': 'The errors of a batch are in its result.',
  'hrana dumpDatabase 403 read-only': onlyReads,
  'hrana getDatabaseInfo 403 read-only': onlyReads,
  'hrana exportDatabase 403 read-only': onlyReads,
  'hrana pullUpdates 403 read-only': onlyReads,
  'hrana executeStatement 503 timeout': timeout,
  'hrana executeStatementBatch 503 timeout': timeout,
  'lambda startLambdaInstance 202 starting-as-coded':
    'The page and the code differ in this word; the sandbox says what the page says.',
  'lambda stopLambdaInstance 202 stopping-as-coded':
    'The page and the code differ in this word; the sandbox says what the page says.',
  'lambda destroyLambdaInstance 202 destroying-as-coded':
    'The page and the code differ in this word; the sandbox says what the page says.',
};
