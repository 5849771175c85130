import type { MockplaneOptions } from 'mockplane';
import { afterAll, it } from 'vitest';
import { program, startSqld } from '../../sqld/server.ts';

type RowsOptions = Pick<MockplaneOptions, 'libsql' | 'libsqlAdmin'>;

let options: RowsOptions = {};

/** Where the Mockplanes of this test file keep their rows: on this machine, or where `onLibsqlServer` says. */
export function rowsOptions(): RowsOptions {
  return options;
}

/**
 * Runs the tests of another file, whose Mockplanes keep their rows on a libSQL server. One file runs one suite, since its
 * hooks are those of the whole file.
 */
export async function onLibsqlServer(suite: () => Promise<unknown>): Promise<void> {
  // A file without a test would fail.
  // oxlint-disable-next-line vitest/no-disabled-tests, vitest/no-conditional-tests -- the program cannot be had everywhere
  if (program === undefined) return it.skip('runs with its rows on a libSQL server', () => {});
  const sqld = await startSqld();
  afterAll(() => sqld.close());
  options = { libsql: sqld.url, libsqlAdmin: sqld.adminUrl };
  await suite();
}
