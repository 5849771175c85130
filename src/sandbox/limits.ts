import { Problem } from '../contract/problem.ts';

/**
 * The maximum number of resources in a sandbox. No program under test comes near. Without limits, an endless loop, or a
 * web page that has found the server, would exhaust the memory.
 */
export const resourceLimits = {
  databases: 1_000_000,
  /** Includes destroyed instances, which are kept for the usage of their month until their database is deleted. */
  instances: 1_000_000,
  apiTokens: 100_000,
  /** Deleted ones too, which can be restored. */
  groups: 100_000,
  organizations: 10_000,
  invites: 100_000,
  /** Destroyed ones too, which stay listed. */
  lambdaInstances: 100_000,
  /** Applies in addition to their total size. */
  userFiles: 10_000,
  faults: 1_000,
  /** The rows of all collections. */
  rows: 100_000,
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
  rows: 'rows',
};

/**
 * Checks that there is room for one more resource.
 *
 * @param has whether there are fewer than a number of them
 * @throws Problem 400 when the limit is reached
 */
export function requireCapacity(
  limits: ResourceLimits,
  kind: keyof ResourceLimits,
  has: (limit: number) => boolean,
): void {
  const limit = limits[kind];
  if (has(limit)) return;
  throw new Problem(400, `Mockplane holds at most ${limit} ${nouns[kind]}; delete some, or reset it`);
}
