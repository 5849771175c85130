import { existsSync, readdirSync } from 'node:fs';
import type { EngineHost } from '../sql/engine.ts';
import { createSqldHost } from '../sql/sqld/engine-host.ts';
import { isDirectoryOfServer } from '../sql/sqld/known-contents.ts';
import { canRunSql } from './can-run-sql.ts';
import { type MockplaneOptions, OptionError } from './options.ts';

/**
 * Creates what runs the SQL of a server: SQLite on this machine, or the libSQL server that the options name.
 *
 * @param createLocal creates a host of SQLite
 * @returns undefined where this Node cannot run SQL
 */
export function createEngines(
  { libsql, libsqlAdmin, libsqlAdminKey }: Pick<MockplaneOptions, 'libsql' | 'libsqlAdmin' | 'libsqlAdminKey'>,
  createLocal: () => EngineHost,
): EngineHost | undefined {
  if (!canRunSql()) return undefined;
  const host =
    libsql === undefined
      ? createLocal()
      : createSqldHost({ url: libsql, adminUrl: libsqlAdmin!, adminKey: libsqlAdminKey }, createLocal());
  return {
    ...host,
    createEngine(options) {
      if (options.directory !== undefined) requireOwnRows(options.directory, libsql !== undefined);
      return host.createEngine(options);
    },
  };
}

/** A directory names the rows of one engine. Another one would show empty databases. */
function requireOwnRows(directory: string, isServer: boolean): void {
  if (!existsSync(directory)) return;
  const move = 'Move the databases with mockplane sql copy, or use another directory';
  if (!isServer && isDirectoryOfServer(directory)) {
    throw new OptionError(
      (option) =>
        `the rows of ${directory} are on a libSQL server, and the option ${option('libsql')} is not set. ${move}`,
    );
  }
  if (isServer && readdirSync(directory).some((name) => name.endsWith('.db'))) {
    throw new OptionError(
      (option) => `${directory} contains rows, and the option ${option('libsql')} names a server for them. ${move}`,
    );
  }
}
