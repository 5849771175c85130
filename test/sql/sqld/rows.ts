import type { MockplaneOptions } from 'mockplane';
import { afterAll, describe, it } from 'vitest';
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
  if (program === undefined) {
    describe.skip('with its rows on a libSQL server', () => it('needs a libSQL server'));
    return;
  }
  const sqld = await startSqld();
  afterAll(() => sqld.close());
  options = { libsql: sqld.url, libsqlAdmin: sqld.adminUrl };
  await suite();
}
