import type { MakeContent } from '../../../sandbox/contents.ts';
import type { Context } from '../../../sandbox/handler.ts';
import { makeDatabaseContent } from './databases.ts';
import { makeSeededContent } from './dumps.ts';

/** The operations whose calls need rows. */
export const turso2023Contents: Readonly<Record<string, MakeContent<Context>>> = {
  createDatabase: makeDatabaseContent,
  seedDatabase: makeSeededContent,
};
