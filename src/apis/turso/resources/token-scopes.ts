/** Everything that a token of a group can be allowed, in the order in which the service shows it (the order is inferred). */
export const tokenScopes = [
  'read',
  'db:create',
  'db:delete',
  'db:configure',
  'db:mint-token',
  'db:rotate-creds',
  'group:configure',
  'group:mint-token',
  'group:rotate-creds',
] as const;

export type TokenScope = (typeof tokenScopes)[number];

const presets: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ['read-only', ['read']],
  ['full-access', tokenScopes],
]);

/** The scopes that names of scopes and of presets stand for, each once. */
export function expandScopes(names: readonly string[]): TokenScope[] {
  const named = new Set<string>(names.flatMap((name) => presets.get(name) ?? [name]));
  return tokenScopes.filter((scope) => named.has(scope));
}
