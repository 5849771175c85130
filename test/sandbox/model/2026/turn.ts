import * as fc from 'fast-check';
import { inOrganization, ofDatabase, ofGroup } from '../../../apis/turso/2026/open.ts';
import { type Move, move, same } from '../play.ts';
import type { Model2026 } from './model.ts';
import type { Server2026 } from './server.ts';
import type { Database, Group } from './state.ts';

export type Move2026 = Move<Model2026, Server2026>;

/** A move, after which every token of SQL opens what it should, and nothing else. */
export function turn(
  name: string,
  args: readonly unknown[],
  run: (model: Model2026, server: Server2026) => Promise<void>,
): Move2026 {
  return move(name, args, async (model, server) => {
    await run(model, server);
    for (const token of model.sqlTokens) same(server.defect(token.jwt), model.defect(token));
  });
}

/** Mostly the larger one. */
export const organization = fc.constantFrom('my-org', 'my-org', 'my-org', 'octocat');
export const groupName = fc.constantFrom('default', 'edge', 'staging', 'g1', 'g2');
export const databaseName = fc.constantFrom('my-db', 'edge-db', 'old-db', 'staging-db', 'd1', 'd2');
export const seldom = fc.nat(4).map((number) => number === 4);

/** A place in a list of what there is, or a name, which may be of nothing. */
export const whichGroup = fc.oneof({ weight: 4, arbitrary: fc.nat(6) }, { weight: 1, arbitrary: groupName });
export const whichDatabase = fc.oneof({ weight: 6, arbitrary: fc.nat(12) }, { weight: 1, arbitrary: databaseName });

/** The name of a group, and the group if it exists. */
export function findGroup(model: Model2026, slug: string, which: number | string): [string, Group | undefined] {
  if (typeof which === 'string') return [which, model.group(slug, which)];
  const groups = model.groups(slug);
  const found = groups[which % Math.max(1, groups.length)];
  return [found?.name ?? 'no-such', found];
}

/** The name of a database, and the database if it exists. */
export function findDatabase(model: Model2026, slug: string, which: number | string): [string, Database | undefined] {
  if (typeof which === 'string') return [which, model.database(slug, which)];
  const databases = model.databases(slug);
  const found = databases[which % Math.max(1, databases.length)];
  return [found?.name ?? 'no-such', found];
}

export { inOrganization, ofDatabase, ofGroup };
