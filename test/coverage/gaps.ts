const restricted = 'Only the 2026 edition creates restricted tokens; test/apis/turso/2026 sends them.';

const withdrawn = 'The vendor has withdrawn the operation, and the sandbox returns 404, like the service.';

const busy = 'A statement gets this error after a minute of real time behind other writers.';
const tooMany = 'Only a fault rule returns it.';
const onlyReads = 'The operation only reads.';
const timeout = 'A transaction of a single request ends with the request.';

/**
 * The documented responses that no behaviour leads to, and why: `api operation status example`. `Prefer` and fault rules
 * still return them.
 */
export const gaps: Readonly<Record<string, string>> = {
  'turso createDatabaseInstance 503 no-capacity': 'A location of Mockplane always has capacity.',
  'turso createOrganization 403 token-restricted': restricted,
  'turso listAPITokens 403 token-restricted': restricted,
  'turso createAPIToken 403 token-restricted': restricted,
  'turso revokeAPIToken 403 token-restricted': restricted,
  'turso createBillingCustomer 403 token-restricted': restricted,
  'turso createAPITokenV2 403 token-restricted': restricted,
  'turso updateSubscription 402 payment-required': 'Every organization of Mockplane has a payment method.',
  'turso validateAPIToken 200 expires': 'Only tokens of the CLI expire, and no operation creates one.',
  'admin getBackup 200 sandbox': 'A real copy has complete files; test/cli/backup starts a server with one.',
  'admin getHealth 503 draining': 'Only SIGTERM leads to it; test/cli/drain.test.ts sends this signal.',
  'turso-2026 createDatabase 409 name-exists': 'Since July 2026 the service returns 400, and so does the sandbox.',
  'turso-2026 getDatabaseStats 200 listed': withdrawn,
  'turso-2026 getDatabaseStats 200 none': withdrawn,
  'turso-2026 getLatestRelease 401 missing-token': 'The operation needs no token; it only refuses an invalid one.',
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
    'The page and the code differ in this word; the sandbox follows the page.',
  'lambda stopLambdaInstance 202 stopping-as-coded':
    'The page and the code differ in this word; the sandbox follows the page.',
  'lambda destroyLambdaInstance 202 destroying-as-coded':
    'The page and the code differ in this word; the sandbox follows the page.',
};
