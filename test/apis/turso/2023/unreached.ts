/** Documented statuses that no behaviour leads to (`createDatabase 409`), and why. */
export const unreached: Readonly<Record<string, string>> = {
  'createDatabaseInstance 503':
    'Locations never fill up here. A fault rule, or `Prefer: code=503`, brings this answer.',
};
