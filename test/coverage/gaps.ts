const restricted = 'Only the 2026 edition mints tokens that are restricted; test/apis/turso/2026 asks with them.';

/**
 * The documented replies that no behaviour leads to, and why: `operation status example`. Whoever asks for one with
 * `Prefer`, or makes a fault rule for it, gets it all the same.
 */
export const gaps: Readonly<Record<string, string>> = {
  'createDatabaseInstance 503 no-capacity': 'Locations never fill up here.',
  'createOrganization 403 token-restricted': restricted,
  'listAPITokens 403 token-restricted': restricted,
  'createAPIToken 403 token-restricted': restricted,
  'revokeAPIToken 403 token-restricted': restricted,
  'createBillingCustomer 403 token-restricted': restricted,
  'createAPITokenV2 403 token-restricted': restricted,
  'updateSubscription 402 payment-required': 'Every organization has a way to pay here.',
  'validateAPIToken 200 expires': 'Only tokens of the CLI expire, and there is no operation that gives one.',
  'startLambdaInstance 202 starting-as-coded':
    'The page and the code differ in this word; the sandbox says what the page says.',
  'stopLambdaInstance 202 stopping-as-coded':
    'The page and the code differ in this word; the sandbox says what the page says.',
  'destroyLambdaInstance 202 destroying-as-coded':
    'The page and the code differ in this word; the sandbox says what the page says.',
};
