import { Problem } from '../contract/problem.ts';

/**
 * How many of each the sandbox holds. No program that is being tested comes near; a loop without an end, or a page that
 * has found the server, would otherwise take all memory there is.
 */
export const resourceLimits = {
  databases: 1_000_000,
  /** Destroyed ones too, which are kept for the usage of their month until their database goes. */
  instances: 1_000_000,
  apiTokens: 100_000,
  /** Deleted ones too, which can be restored. */
  groups: 100_000,
  organizations: 10_000,
  invites: 100_000,
  /** Destroyed ones too, which stay listed. */
  lambdaInstances: 100_000,
  /** Beside what they may take together. */
  userFiles: 10_000,
  faults: 1_000,
} as const;

export type ResourceLimits = Readonly<Record<keyof typeof resourceLimits, number>>;

const nouns: Readonly<Record<keyof ResourceLimits, string>> = {
  databases: 'databases',
  instances: 'instances',
  apiTokens: 'api tokens',
  groups: 'groups',
  organizations: 'organizations',
  invites: 'invites',
  lambdaInstances: 'lambda instances',
  userFiles: 'files',
  faults: 'fault rules',
};

/** @throws Problem 400 when there is no room for one more */
export function requireCapacity(
  limits: ResourceLimits,
  kind: keyof ResourceLimits,
  has: (limit: number) => boolean,
): void {
  const limit = limits[kind];
  if (has(limit)) return;
  throw new Problem(400, `Mockplane holds at most ${limit} ${nouns[kind]}; delete some, or reset it`);
}
