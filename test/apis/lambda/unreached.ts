/** Documented statuses that no request leads to (`startLambdaInstance 400`), and why; there are none. */
export const unreached: Readonly<Record<string, string>> = {};
