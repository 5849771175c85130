/** Documented statuses that no behaviour leads to (`createDatabase 409`), and why. */
export const unreached: Readonly<Record<string, string>> = {
  'updateSubscription 402':
    'Every organization has a way to pay here. A fault rule, or `Prefer: code=402`, brings this answer.',
  'createDatabaseInstance 503':
    'Locations never fill up here. A fault rule, or `Prefer: code=503`, brings this answer.',
};
